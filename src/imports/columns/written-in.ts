import { foldLabel } from '../../surveys/words.js';
import type { QuestionMapping } from '../import-types.js';
import { missingOf } from './missing-wording.js';

/** The option that stands for all answers which people wrote in beside those offered. */
export const writtenInLabel = 'Other answers';

/** So many different answers are more than a question offers; among them so many that hardly anybody gave. */
const mostOffered = 15;
const leastWrittenIn = 8;
const hardlyAnybody = 2;

/**
 * The folded labels of answers that were written in: platforms put the words behind "Other" into the
 * same column as the answers offered. Few gave the same; each as an option of its own would identify
 * its author. Empty where the answers may all have been offered.
 */
export function writtenInAnswers(
  { counts, labels }: { counts: ReadonlyMap<string, number>; labels: ReadonlyMap<string, string> },
  known: QuestionMapping | undefined,
): Set<string> {
  const offered = new Set(known?.options.map(({ label }) => foldLabel(label)));
  const rare = [...labels].filter(
    ([folded, label]) =>
      (counts.get(folded) ?? 0) <= hardlyAnybody &&
      !offered.has(folded) &&
      missingOf(label) === undefined,
  );
  if (known) return new Set(known.writtenIn ? rare.map(([folded]) => folded) : []);
  const many = labels.size > mostOffered && rare.length >= leastWrittenIn;
  return new Set(many && labels.size - rare.length >= 2 ? rare.map(([folded]) => folded) : []);
}
