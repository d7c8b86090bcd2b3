import type { Clause } from './clauses.js';
import { perWord, type Token } from './words.js';

/** A turn of phrase that says more than its words: "it would be better if" is a wish. */
export interface Cue {
  name: string;
  first: number;
  last: number;
}

/**
 * Phrases by what they signal. "…" stands for up to three words. Written for the errors that word
 * counts make: wishes, conditionals, facts without feeling words, past bad and now good.
 */
const cuePhrases: Readonly<Record<string, string>> = {
  wish: `would be better | would be nice | would be good | would be great | would be helpful |
    would … better if | would … if | would like | would love | would have liked |
    would … prefer | i wish | wish they | wish … could | wish … would | could be better |
    could be improved | could be more | could do with | could have been | could … more |
    should be | should have | should … more | should not | need to | needs to | need more |
    needs more | need better | needs improving | needed more | ought to | if only | if they |
    if i could | if we could | let me | let us | let them | room for improvement | i want |
    we want | more often | not enough | more time | bit more | rather than | instead of |
    at least`,
  more: `^ more | ^ better | ^ less | ^ fewer | ^ bigger | ^ quicker | ^ faster | ^ longer |
    ^ later | ^ stop | ^ get | ^ have | ^ make | ^ give`,
  waiting: `still waiting | still not | still have not | still no | months later | weeks later |
    months ago | took … months | took … weeks | took … years | took … ages | too long |
    waited | had to wait | kept waiting | had to ask | had to chase | chasing | not … since |
    never … back | no one | not told | was not told | not been told | were not told |
    only found out | not … yet | last minute | no reply | no response | not once`,
  never: `none of | no help | no support | lack of | without any | never | not … any | does not | do not | did not | have not | has not | can not |
    will not | not allowed | not let | no longer`,
  tooMuch: `too | too much | too many | too late | too few | only … once | even when | every time |
    always … late | keep … ing | keeps`,
  pastBad: `used to | at first | to begin with | at the start | was … but now | before i came |
    last placement | last home | old home`,
  nowGood: `has improved | have improved | got better | getting better |
    better now | better than | any more | anymore | not … since | much better | lot better`,
  noFault: `no problem | no problems | no complaints | no complaint | no concerns | no concern |
    no issues | no issue | no worries | no improvement | no improvements |
    nothing to improve | nothing … better | nothing … improve | nothing … change |
    not … change anything | can not fault | could not fault | can not complain |
    could not be better | could not ask | could not have | not change a | not … anything |
    can not think | nothing at all | never late | never … problem | never let | always there |
    no need | nothing wrong | nothing bad | nothing … complain | happy with | all good |
    is fine | keep it up | keep up | already`,
  sarcasm: `thanks for nothing | ha ha | oh great | oh brilliant | yeah right | yeah brilliant | as if |
    good one | another new | another social worker | just a number | lottery | tick box`,
  thanks: `thank you | thanks | thankful | grateful | well done | made me feel | felt … ease |
    feel safe | feels like home | like a family | like home`,
  unsure: `do not know | not sure | dunno | no comment | no comments | not applicable | no idea |
    can not say | too early | can not remember`,
  fair: `ok | okay | alright | all right | not bad | so so | average | sometimes | depends |
    mixed | it varies | satisfactory | adequate`,
};

export const cueNames: readonly string[] = Object.keys(cuePhrases);

interface CuePattern {
  name: string;
  words: string[];
}

const byFirstWord = new Map<string, CuePattern[]>();
for (const [name, phrases] of Object.entries(cuePhrases)) {
  for (const phrase of phrases.split('|')) {
    const [first = '', ...words] = phrase.trim().split(' ');
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { name, words }]);
  }
}

const gap = 3;

/** The token at which the rest of a cue ends, from `at` on; -1 where it does not follow. */
function endOfCue(
  tokens: readonly Token[],
  words: readonly string[],
  at: number,
  to: number,
): number {
  let last = at - 1;
  let loose = false;
  for (const word of words) {
    if (word === '…') {
      loose = true;
      continue;
    }
    const limit = Math.min(to, last + 2 + (loose ? gap : 0));
    let found = -1;
    for (let next = last + 1; next < limit && found < 0; next += 1) {
      if (tokens[next]?.word.form === word) found = next;
    }
    if (found < 0) return -1;
    last = found;
    loose = false;
  }
  return last;
}

const noPatterns: readonly CuePattern[] = [];
const atStart = byFirstWord.get('^') ?? noPatterns;
const cuesFrom = perWord(({ form }) => byFirstWord.get(form) ?? noPatterns);

/** The cues within a clause; "^" in a phrase is the clause's start. */
export function findCues(tokens: readonly Token[], { from, to }: Clause): Cue[] {
  const cues: Cue[] = [];
  const look = (patterns: readonly CuePattern[], first: number, next: number) => {
    for (const { name, words } of patterns) {
      const last = endOfCue(tokens, words, next, to);
      if (last >= first) cues.push({ name, first, last });
    }
  };
  look(atStart, from, from);
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token) look(cuesFrom(token.word), at, at + 1);
  }
  return cues;
}
