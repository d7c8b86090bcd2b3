import { foldLabel } from '../../surveys/words.js';
import { respondentGroups, findRespondentGroup } from '../../surveys/respondent-groups.js';
import type { ColumnMapping, QuestionMapping, SurveyTable } from '../import-types.js';
import { foldOnce } from './column-profile.js';
import { spellingsOf } from './keep-options.js';
import { isAnswered, repliesOf, type QuestionColumns } from './question-columns.js';

/** A question, or one option of a multiple choice, whose answers may decide who is asked another. */
export interface BaseParent {
  key: string;
  text: string;
  /** First column of the question, to find the nearest earlier one. */
  position: number;
  /** Index into `labels` for each row, -1 for no answer. */
  answers: Int16Array;
  /** An option of a multiple choice, then '' for leaving it out, which never makes a base. */
  labels: string[];
}

/** Key of the attribute that holds each response's group, in every survey. */
export const respondentGroupKey = 'respondent_group';

/** The respondent group as a parent: some questions are asked of children alone. */
export function groupParent(table: SurveyTable, columns: readonly ColumnMapping[]): BaseParent[] {
  const column = columns.find((candidate) => candidate.role === 'respondent_group');
  if (!column) return [];
  const names = table.rows.map(
    (row) => findRespondentGroup(row[column.position] ?? '')?.name ?? '',
  );
  const labels = respondentGroups.map(({ name }) => name).filter((name) => names.includes(name));
  const answers = Int16Array.from(names, (name) => labels.indexOf(name));
  return [{ key: respondentGroupKey, text: 'Respondent group', position: -1, answers, labels }];
}

/** Most parents have few answers; a question with more decides nothing. */
const mostAnswers = 12;
const mostOptions = 30;
/** An option that fewer chose leads nobody anywhere. */
const leastChosen = 5;

/** The question as a parent of later ones: as a whole, or by each option of a multiple choice. */
export function questionParents(
  table: SurveyTable,
  question: QuestionColumns,
  { key, text, kind, options, writtenIn = '' }: QuestionMapping,
): BaseParent[] {
  const several = kind === 'multiple';
  if (options.length > (several ? mostOptions : mostAnswers)) return [];
  const position = question.columns[0]?.position ?? 0;
  const fold = foldOnce();
  const replies = table.rows.map((row) => repliesOf(table, question, row));
  if (!several) {
    const labels = options.map(({ label }) => label);
    const places = new Map(
      options.flatMap((option, at) => spellingsOf(option).map((text) => [text, at] as const)),
    );
    const other = places.get(foldLabel(writtenIn)) ?? -1;
    const answers = Int16Array.from(replies, ([reply]) =>
      reply === undefined ? -1 : (places.get(fold(reply)) ?? other),
    );
    return [{ key, text, position, answers, labels }];
  }
  const touched = table.rows.map((row) => isAnswered(table, question, row));
  return options
    .filter(({ count }) => count >= leastChosen)
    .map(({ label, wordings }) => {
      const folded = new Set(spellingsOf({ label, wordings }));
      const answers = Int16Array.from(replies, (chosen, row) =>
        chosen.some((reply) => folded.has(fold(reply))) ? 0 : touched[row] ? 1 : -1,
      );
      return { key, text, position, answers, labels: [label, ''] };
    });
}
