import type { Renaming } from '../import-types.js';
import { compareWordings } from './likeness.js';

/** A question or an option by its wording; `answers` are the folded answers of a closed question. */
export interface Wording {
  text: string;
  /** Only what is of one sort can be the same. */
  sort: string;
  answers: readonly string[];
}

/** Less likeness than this is no renaming, even where the answers are the same. */
const leastScore = 0.55;
/** So alike that other answers do not speak against it. */
const nearlyEqual = 0.9;

/** The share of the answers given now that were known, and the sentence that says so. */
function compareAnswers(before: readonly string[], after: readonly string[]) {
  const [known, given] = [new Set(before), new Set(after)];
  if (known.size === 0 || given.size === 0) return { share: 1, evidence: '' };
  const same = [...given].filter((answer) => known.has(answer)).length;
  const share = same / given.size;
  if (share === 1)
    return { share, evidence: ` All its ${given.size} answers are among the known ones.` };
  return { share, evidence: ` ${same} of its ${given.size} answers are among the known ones.` };
}

function comparePair(gone: Wording, added: Wording) {
  const { score, isLikely, evidence } = compareWordings(gone.text, added.text);
  const answers = compareAnswers(gone.answers, added.answers);
  const worth = score >= nearlyEqual || (score >= leastScore && answers.share >= 0.5);
  return {
    worth: worth && gone.sort === added.sort,
    rank: (isLikely ? 2 : 0) + score + answers.share,
    renaming: {
      from: gone.text,
      to: added.text,
      evidence: evidence + answers.evidence,
      isSame: isLikely && answers.share >= 0.5,
    },
  };
}

/** Pairs what is gone with what is new, one to one, the likeliest first. */
export function pairRenamings(gone: readonly Wording[], added: readonly Wording[]): Renaming[] {
  const pairs = gone
    .flatMap((one) => added.map((other) => comparePair(one, other)))
    .filter(({ worth }) => worth)
    .sort((a, b) => b.rank - a.rank);
  const used = new Set<string>();
  const renamed: Renaming[] = [];
  for (const { renaming } of pairs) {
    const [from, to] = [`from ${renaming.from}`, `to ${renaming.to}`];
    if (used.has(from) || used.has(to)) continue;
    used.add(from).add(to);
    renamed.push(renaming);
  }
  return renamed;
}
