import type { MissingKind, Polarity } from '../../surveys/words.js';

/** Wordings that give a reason for no answer. Tried in order, on the folded label. */
export const missingWordings: readonly [RegExp, MissingKind][] = [
  [/\bn\/a\b|^n\.?a\.?$|not applicable|does ?n[o'’]?t apply|not relevant to me/, 'not_applicable'],
  // "I don't know what that is" and "I am unsure whether I am qualified" are answers of their own.
  [
    /^(i |i'm |im |i am )?(do ?n[o'’]?t know|dk|not sure|unsure|can[’']?t (say|remember)|cannot say|no opinion)\b(?! (what|whether|how|why|who)\b)/,
    'dont_know',
  ],
  [/prefer not|rather not|decline(d)? to answer|do not wish to/, 'prefer_not'],
];

/**
 * A family of answers with a known order, best first. `turns` families say yes or no to the wording
 * of the question, so a wording of something bad turns them round.
 */
export interface AnswerFamily {
  name: string;
  turns: boolean;
  /** Its answers are degrees, told from those of any other family even where one end is missing. */
  degrees?: true;
  /** Folded label, polarity, rank (1 best). */
  answers: readonly [RegExp, Polarity, number][];
}

export const answerFamilies: readonly AnswerFamily[] = [
  {
    name: 'agreement',
    turns: true,
    degrees: true,
    answers: [
      [/^(strongly|completely|totally|definitely|fully) agree/, 'positive', 1],
      [
        /^(agree|tend to agree|somewhat agree|slightly agree|mostly agree|agree a (lot|little))/,
        'positive',
        2,
      ],
      [/^(neither|neutral|undecided|no view|mixed)/, 'neutral', 3],
      [
        /^(disagree|tend to disagree|somewhat disagree|slightly disagree|mostly disagree|disagree a (lot|little))/,
        'negative',
        4,
      ],
      [/^(strongly|completely|totally|definitely|fully) disagree/, 'negative', 5],
    ],
  },
  {
    name: 'yes or no',
    turns: true,
    answers: [
      [/^yes[,. –-]* ?(some|mostly|usually|a (bit|little)|partly|to)/, 'positive', 2],
      [/^yes\b.*\bbut\b/, 'neutral', 3],
      [/^(yes|yeah)\b|^(y|true)[.!]*$/, 'positive', 1],
      [
        /^(sometimes|partly|a (bit|little)|to some extent|maybe|in some ways|some of the time|(it[’']?s )?ok(ay)?$)/,
        'neutral',
        3,
      ],
      [/^not (really|much|often)\b/, 'negative', 4],
      [/^(no|nope)\b|^(n|false)[.!]*$/, 'negative', 5],
    ],
  },
  {
    name: 'frequency',
    turns: true,
    answers: [
      [/^(always|all (of )?the time|every time)/, 'positive', 1],
      [/^(usually|mostly|most (of the time|days)|often|very often|nearly always)/, 'positive', 2],
      [/^(sometimes|occasionally|now and then|about half|some of the time)/, 'neutral', 3],
      [/^(rarely|seldom|hardly ever|not often|not very often|almost never)/, 'negative', 4],
      [/^(never|not at all|none of the time)/, 'negative', 5],
    ],
  },
  {
    name: 'quality',
    turns: false,
    answers: [
      [/^(excellent|outstanding|brilliant)/, 'positive', 1],
      [/^(great|very good|very positive|really good)/, 'positive', 1.5],
      [/^(good|quite good|fairly good|positive)/, 'positive', 2],
      [
        /^(ok|okay|fair|average|adequate|satisfactory|alright|all right|neither|neutral|so so|in the middle)/,
        'neutral',
        3,
      ],
      [
        /^(poor|bad|not (very |so |that )?good|quite (poor|bad)|fairly (poor|bad)|inadequate|negative)/,
        'negative',
        4,
      ],
      [/^(very (poor|bad|negative)|terrible|awful|really bad|unacceptable)/, 'negative', 5],
    ],
  },
  {
    name: 'satisfaction',
    turns: false,
    answers: [
      [
        /^(very|extremely|completely) (satisfied|happy|pleased|safe|confident|comfortable|helpful|useful|easy|favou?rabl[ey]|likely|well|prepared|clear|supported)/,
        'positive',
        1,
      ],
      [
        /^(quite |fairly |mostly |somewhat )?(satisfied|happy|pleased|safe|confident|comfortable|helpful|useful|easy|favou?rabl[ey]|likely|well|prepared|clear|supported)/,
        'positive',
        2,
      ],
      [/^(neither|neutral|mixed|ok\b|okay|unsure)/, 'neutral', 3],
      [
        /^((quite |fairly |mostly |somewhat |slightly )?(dissatisfied|unhappy|unsafe|uncomfortable|unhelpful|difficult|hard|unfavou?rabl[ey]|unlikely|badly)|not (very |so |that |really )?(satisfied|happy|safe|confident|comfortable|helpful|useful|easy|likely|well|prepared|clear|supported))/,
        'negative',
        4,
      ],
      [
        /^((very|extremely|completely) (dissatisfied|unhappy|unsafe|uncomfortable|unhelpful|difficult|hard|unfavou?rabl[ey]|unlikely|badly)|not at all\b|pointless|useless)/,
        'negative',
        5,
      ],
    ],
  },
  {
    name: 'amount',
    turns: true,
    answers: [
      [/^(a lot|a great deal|very much|completely|fully|plenty)/, 'positive', 1],
      [/^(quite a (lot|bit)|mostly|some|enough)/, 'positive', 2],
      [/^(a little|a bit|partly|not much)/, 'neutral', 3],
      [/^(not at all|none|nothing|not enough)/, 'negative', 5],
    ],
  },
];

/** Wordings of something bad: agreeing or saying yes to them is negative. */
export const badWordings =
  /\blate\b|\btoo (slow|long|many|much|few|little|strict|late|noisy|young|small|hard|far|often)|bull(y|ied|ying)|\brestrained\b|\bhurt\b|worr(y|ied)|scared|afraid|frighten|lonely|difficult|hard to|delay|drift|unsafe|unfair|unhappy|unclear|confus|stress|ignored|left out|not enough|moving somewhere else|run(ning)? away|ran away|discriminat|waste|lack of|let down|pointless|obstacles?\b|barriers?\b/i;

/** Right before something bad, in the same clause: it is not so. */
export const denyingWordings = /(\b(never|not|no|without)|n[’']t)(\s+\S+){0,2}\s*$/i;

/** A bad thing that is made less, or helped with, is good again ("minimises delay"). */
export const mendingWordings =
  /minimi[sz]|reduc|avoid|prevent(?!ed (you|me|us|them|your)\b)|tackl|protect|deal(s|t)? with|sort|support|help|stop|safe from|do(es)? something|someone to (talk|go)|when you (are|were|feel)|if you (are|were|feel)/i;

/** Matters of fact, of which neither answer is good or bad. */
export const factWordings =
  /made a complaint|^(do|did|have|had|are|were) you (a|an|the|use|used|own|seen|ever|consider|familiar|eat|drink|smoke|hold|visited|attended|heard|currently)\b|^would you (like|be interested|prefer|consider|want)\b|^are you interested|familiar with|^are you\b(?! (happy|safe|treated|listened|told|able|given|helped|satisfied))|identify as|best describes/i;
