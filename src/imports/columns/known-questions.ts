import { foldLabel, questionKey } from '../../surveys/words.js';
import type { ColumnMapping, Mapping, QuestionMapping } from '../import-types.js';

/** What a survey's earlier imports confirmed. */
export interface KnownQuestions {
  /** Of the earlier file that is most like this one: what it asked and this one does not is gone. */
  last: Mapping;
  /** That file's mapping, with what only other files of the survey have. */
  all: Mapping;
}

/** A suffix that parts columns of one wording within a file; the letter is that file's own. */
const apart = / \(column [A-Z]+\)$/;

/** As a column is found again: by its wording in its own file, with its option. */
export const wordingOf = ({ question, wording, option = '' }: ColumnMapping): string =>
  `${questionKey((wording ?? question).replace(apart, ''))}|${option}`;

const questionsIn = (columns: readonly ColumnMapping[]) =>
  new Set(columns.map(({ question, wording }) => questionKey(wording ?? question)));

function withOptions(question: QuestionMapping, others: readonly QuestionMapping[]) {
  const options = new Map(question.options.map((option) => [foldLabel(option.label), option]));
  for (const option of others.flatMap((other) => other.options)) {
    const folded = foldLabel(option.label);
    const known = options.get(folded);
    const wordings = [...(known?.wordings ?? []), ...(option.wordings ?? [])];
    const { polarity, missing, label } = known ?? option;
    options.set(folded, { label, polarity, missing, wordings, count: known?.count ?? 0 });
  }
  return { ...question, options: [...options.values()] };
}

/**
 * The mapping to read a file by, of the confirmed ones of its survey, newest first: a survey may have a
 * file for each respondent group, and years in which a question was not asked.
 */
export function knownQuestions(
  columns: readonly ColumnMapping[],
  confirmed: readonly Mapping[],
): KnownQuestions | undefined {
  const here = questionsIn(columns);
  const shared = (mapping: Mapping) =>
    [...questionsIn(mapping.columns)].filter((key) => here.has(key)).length;
  const counts = confirmed.map(shared);
  const last = confirmed[counts.indexOf(Math.max(0, ...counts))] ?? confirmed[0];
  if (!last) return undefined;
  const others = confirmed.filter((mapping) => mapping !== last);
  const all = { ...last, columns: [...last.columns], questions: [...last.questions] };
  for (const { columns: more, questions } of others) {
    const [known, keys] = [
      new Set(all.columns.map(wordingOf)),
      new Set(all.questions.map(({ key }) => key)),
    ];
    all.columns.push(...more.filter((column) => !known.has(wordingOf(column))));
    all.questions.push(...questions.filter(({ key }) => !keys.has(key)));
  }
  all.questions = all.questions.map((question) =>
    withOptions(
      question,
      others.flatMap(({ questions }) => questions.filter(({ key }) => key === question.key)),
    ),
  );
  return { last, all };
}
