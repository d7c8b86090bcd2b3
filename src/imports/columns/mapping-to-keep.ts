import type { Mapping } from '../import-types.js';
import { foldWording } from './likeness.js';

/** A wording that fewer gave may be somebody's own. */
const leastGiven = 3;

/**
 * The mapping as it is kept with its import for the survey's next files: without what was new and gone
 * at the time, and of the other wordings of answers those that nothing but this mapping knows.
 */
export const mappingToKeep = ({ compared: now, questions, ...mapping }: Mapping): Mapping => ({
  ...mapping,
  questions: questions.map(({ compared, ...question }) => ({
    ...question,
    options: question.options.map(({ wordings = [], ...option }) => {
      const kept = wordings.filter(
        ({ label, count }) =>
          count >= leastGiven && foldWording(label) !== foldWording(option.label),
      );
      return kept.length > 0 ? { ...option, wordings: kept } : option;
    }),
  })),
});
