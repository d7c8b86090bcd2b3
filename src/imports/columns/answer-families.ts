import type { Polarity } from '../../surveys/words.js';
import { missingOf, wordsOf } from './missing-wording.js';
import { badWordings, denyingWordings } from './wordings.js';

/**
 * A family of answers with a known order, best first. `turns` families say yes or no to the wording
 * of the question, so a wording of something bad turns them round.
 */
export interface AnswerFamily {
  name: string;
  turns: boolean;
  /** Its answers are degrees, told from those of any other family even where one end is missing. */
  degrees?: true;
  /** False where its answers stand in an order, none of them good or bad: importance. */
  judged?: false;
  /** Folded label, polarity, rank (1 best). */
  answers: readonly [RegExp, Polarity, number][];
}

const worries =
  'worried|concerned|anxious|stressed|scared|afraid|lonely|frightened|upset|sad|bored|confused|stressful|painful|noisy';

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
    degrees: true,
    answers: [
      [/^(always|all (of )?the time|every time)/, 'positive', 1],
      [/^(usually|mostly|most (of the time|days)|often|very often|nearly always)/, 'positive', 2],
      [
        /^(sometimes|occasionally|now and then|about half|some of the time|once in a while)/,
        'neutral',
        3,
      ],
      [/^(rarely|seldom|hardly ever|not often|not very often|almost never)/, 'negative', 4],
      [/^(never|not at all|none of the time)/, 'negative', 5],
    ],
  },
  {
    name: 'quality',
    turns: false,
    degrees: true,
    answers: [
      [/^(excellent|outstanding|brilliant)/, 'positive', 1],
      [/^(great|very good|very positive|really good)/, 'positive', 1.5],
      [/^(good|((quite|fairly) )?good|((quite|fairly|somewhat|mostly) )?positive)/, 'positive', 2],
      [
        /^(ok|okay|fair|average|adequate|satisfactory|alright|all right|neither|neutral|so so|in the middle)/,
        'neutral',
        3,
      ],
      [
        /^(poor|bad|not (very |so |that )?good|quite (poor|bad)|fairly (poor|bad)|inadequate|((quite|fairly|somewhat|mostly) )?negative)/,
        'negative',
        4,
      ],
      [/^(very (poor|bad|negative)|terrible|awful|really bad|unacceptable)/, 'negative', 5],
    ],
  },
  {
    name: 'satisfaction',
    turns: false,
    degrees: true,
    answers: [
      [
        /^(very|extremely|completely) (satisfied|happy|pleased|safe|confident|comfortable|helpful|useful|easy|favou?rabl[ey]|well|prepared|clear|supported)/,
        'positive',
        1,
      ],
      [
        /^(quite |fairly |mostly |somewhat )?(satisfied|happy|pleased|safe|confident|comfortable|helpful|useful|easy|favou?rabl[ey]|well|prepared|clear|supported)/,
        'positive',
        2,
      ],
      [/^(neither|neutral|mixed|ok\b|okay|unsure)/, 'neutral', 3],
      [
        /^((quite |fairly |mostly |somewhat |slightly )?(dissatisfied|unhappy|unsafe|uncomfortable|unhelpful|difficult|hard|unfavou?rabl[ey]|badly)|not (very |so |that |really )?(satisfied|happy|safe|confident|comfortable|helpful|useful|easy|well|prepared|clear|supported))/,
        'negative',
        4,
      ],
      [
        /^((very|extremely|completely) (dissatisfied|unhappy|unsafe|uncomfortable|unhelpful|difficult|hard|unfavou?rabl[ey]|badly)|not at all\b|pointless|useless)/,
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
  {
    name: 'likelihood',
    turns: true,
    degrees: true,
    answers: [
      [
        /^(very|extremely|highly|most|definitely) likely|^(definitely|absolutely)( would)?$/,
        'positive',
        1,
      ],
      [/^((quite|fairly|somewhat|slightly) )?likely|^probably( would)?$/, 'positive', 2],
      [/^(neither|neutral|might|maybe|unsure)/, 'neutral', 3],
      [
        /^((quite|fairly|somewhat|slightly) )?unlikely|^not (very |so )?likely|^probably not/,
        'negative',
        4,
      ],
      [/^(very|extremely|highly|most) unlikely|^not at all\b|^definitely not/, 'negative', 5],
    ],
  },
  {
    name: 'worry',
    turns: false,
    degrees: true,
    answers: [
      [new RegExp(`^not at all (${worries})`), 'positive', 1],
      [new RegExp(`^not (very |so |that |really )?(${worries})`), 'positive', 2],
      [new RegExp(`^(slightly|a little|a bit) (${worries})`), 'neutral', 3],
      [new RegExp(`^((quite|fairly|somewhat|moderately) )?(${worries})`), 'negative', 4],
      [new RegExp(`^(very|extremely|really|highly) (${worries})`), 'negative', 5],
    ],
  },
  {
    name: 'change',
    turns: false,
    degrees: true,
    answers: [
      [
        /^(much|a lot|far|significantly) (better|improved)|^improved (a lot|greatly)/,
        'positive',
        1,
      ],
      [/^((somewhat|slightly|a (little|bit)) )?(better|improved)|^got better/, 'positive', 2],
      [
        /^(about |much |stay(ed|s)? )?the same|^stayed same|^no (change|different)|^neither/,
        'neutral',
        3,
      ],
      [/^((somewhat|slightly|a (little|bit)) )?worse|^got worse|^declined/, 'negative', 4],
      [/^(much|a lot|far|significantly) worse/, 'negative', 5],
    ],
  },
  {
    name: 'importance',
    turns: false,
    judged: false,
    degrees: true,
    answers: [
      [/^(very|extremely|most|really) important|^essential/, 'positive', 1],
      [/^((quite|fairly|somewhat|moderately|slightly) )?important/, 'positive', 2],
      [/^(neither|neutral)/, 'neutral', 3],
      [/^(not (very|so|that) important|((quite|fairly) )?unimportant)/, 'negative', 4],
      [/^(not( at all)? important|not at all\b|(very|extremely) unimportant)/, 'negative', 5],
    ],
  },
];

/** "1 - strongly disagree" is the first point of an agreement scale. */
const withoutNumber = (words: string) => words.replace(/^\d+\s*[-–:.)=(]\s*/, '');

/** What a label is in a family: wording, polarity and rank; undefined where the family does not know it. */
export const answerIn = (family: AnswerFamily, label: string) => {
  const words = withoutNumber(wordsOf(label));
  return family.answers.find(([wording]) => wording.test(words));
};

/** Whether a label is an answer that many forms offer, or a reason for none. */
export const isKnownAnswer = (label: string) =>
  missingOf(label) !== undefined ||
  answerFamilies.some((family) => answerIn(family, label) !== undefined);

const ends: readonly [RegExp, Polarity][] = [
  [/^(extremely|very much|highest|best|high|favou?rite|most positive)\b/, 'positive'],
  [/^(lowest|worst|low|least|most negative)\b/, 'negative'],
];

/** The polarity of a wording by itself, as at the end of a scale ("very poor"); undefined for any other. */
export function wordedPolarity(text: string): Polarity | undefined {
  if (text === '') return undefined;
  if (badWordings.test(text)) {
    return (text.match(denyingWordings) ?? []).length > 0 ? 'positive' : 'negative';
  }
  const end = ends.find(([wording]) => wording.test(text));
  if (end) return end[1];
  const found = answerFamilies.map((family) => answerIn(family, text)).find(Boolean);
  return found?.[1];
}
