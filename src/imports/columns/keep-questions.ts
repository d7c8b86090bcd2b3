import { foldLabel, questionKey } from '../../surveys/words.js';
import type { ColumnMapping, Comparison, Mapping, Renaming } from '../import-types.js';
import { wordingOf, type KnownQuestions } from './known-questions.js';
import { pairRenamings, type Wording } from './pair-renamings.js';

/** What a column holds, where it is something that is asked or known of a response. */
const sorts: Partial<Record<ColumnMapping['role'], string>> = {
  closed: 'closed',
  multiple_part: 'closed',
  open: 'open',
  number: 'number',
  date: 'date',
  provider: 'fact',
  region: 'fact',
  local_authority: 'fact',
  attribute: 'fact',
  respondent_group: 'fact',
};

const keyOf = (column: ColumnMapping) => questionKey(column.question);

/** The questions of columns by key, in order, with the answers that each offers. */
function questionsOf(
  columns: readonly ColumnMapping[],
  answersOf: (column: ColumnMapping) => readonly string[],
): Map<string, Wording> {
  const questions = new Map<string, Wording>();
  for (const column of columns) {
    const sort = sorts[column.role];
    if (sort === undefined) continue;
    const known = questions.get(keyOf(column));
    const answers = sort === 'closed' ? answersOf(column).map(foldLabel) : [];
    if (known) known.answers = [...known.answers, ...answers];
    else questions.set(keyOf(column), { text: column.question, sort, answers: [...answers] });
  }
  return questions;
}

const reason = 'As in the last import of this survey.';

function asKnown(column: ColumnMapping, confirmed: ColumnMapping, isTaken: boolean): ColumnMapping {
  const { role, kind, question } = confirmed;
  const same = { ...column, role, kind, reason, confidence: 'high' as const };
  if (isTaken || keyOf(confirmed) === keyOf(column)) return same;
  const apart =
    wordingOf({ ...column, option: '' }) ===
    wordingOf({ ...confirmed, wording: undefined, option: '' });
  if (apart) return { ...same, question };
  return {
    ...same,
    question,
    wording: column.question,
    reason: `As in the last import of this survey; first worded “${question}”.`,
  };
}

/** One column where an earlier file had one for each option, or the other way round. */
function asOtherLayout(column: ColumnMapping, known: Mapping, hasParts: boolean): ColumnMapping {
  const question = known.questions.find(({ key }) => key === keyOf(column));
  if (!question || hasParts || sorts[column.role] === 'closed') return column;
  return { ...column, role: 'closed', kind: question.kind, reason, confidence: 'high' };
}

/** The roles confirmed before; of columns with one wording the first takes the first's. */
function asConfirmed(columns: readonly ColumnMapping[], { all }: KnownQuestions): ColumnMapping[] {
  const before = new Map<string, ColumnMapping[]>();
  for (const column of all.columns) {
    before.set(wordingOf(column), [...(before.get(wordingOf(column)) ?? []), column]);
  }
  const own = new Set(columns.map(keyOf));
  const parts = new Set(columns.filter(({ role }) => role === 'multiple_part').map(keyOf));
  return columns.map((column) => {
    const confirmed = before.get(wordingOf(column))?.shift();
    if (!confirmed) return asOtherLayout(column, all, parts.has(keyOf(column)));
    return asKnown(column, confirmed, own.has(keyOf(confirmed)));
  });
}

/** The columns of a question under the wording that a renaming says, its own kept beside. */
export function reword(
  columns: readonly ColumnMapping[],
  { from, to, isSame }: Renaming,
): ColumnMapping[] {
  return columns.map((column) => {
    const { wording, ...plain } = column;
    if (!isSame && wording === to && column.question === from) return { ...plain, question: to };
    if (!isSame || wording !== undefined || column.question !== to) return column;
    return { ...column, question: from, wording: to };
  });
}

function withKnownRoles(
  columns: readonly ColumnMapping[],
  renamed: readonly Renaming[],
  known: Mapping,
): ColumnMapping[] {
  const taken = new Map(renamed.filter(({ isSame }) => isSame).map((one) => [one.to, one]));
  return columns.map((column) => {
    const pair = taken.get(column.question);
    const before = pair && known.columns.find(({ question }) => question === pair.from);
    if (!pair || !before) return column;
    const sameShape = [column, before].every(({ role }) => role !== 'multiple_part');
    const { role, kind } = sameShape ? before : column;
    return {
      ...column,
      role,
      kind,
      reason: `Taken for “${pair.from}”, reworded.`,
      confidence: 'medium',
    };
  });
}

/**
 * The columns of a file as its survey's earlier imports confirmed them, and what is new, gone and renamed
 * beside the earlier file most like it. A question that is reworded, and very likely the same, keeps the
 * identity of the known one. `answersOf` gives the answers that stand in, or over, a closed column.
 */
export function keepQuestions(
  guessed: readonly ColumnMapping[],
  known: KnownQuestions,
  answersOf: (column: ColumnMapping) => readonly string[],
): { columns: ColumnMapping[]; compared: Comparison } {
  const columns = asConfirmed(guessed, known);
  const here = questionsOf(columns, answersOf);
  const options = new Map(known.all.questions.map(({ key, options: own }) => [key, own]));
  const before = questionsOf(known.last.columns, () => []);
  for (const [key, question] of before) {
    question.answers = (options.get(key) ?? []).map(({ label }) => foldLabel(label));
  }
  const ever = new Set(known.all.columns.map(keyOf));
  const added = [...here].flatMap(([key, question]) => (ever.has(key) ? [] : [question]));
  const gone = [...before].flatMap(([key, question]) => (here.has(key) ? [] : [question]));
  const renamed = pairRenamings(gone, added);
  const [from, to] = [
    new Set(renamed.map((one) => one.from)),
    new Set(renamed.map((one) => one.to)),
  ];
  return {
    columns: renamed.reduce<ColumnMapping[]>(reword, withKnownRoles(columns, renamed, known.last)),
    compared: {
      same: here.size - added.length,
      added: added.flatMap(({ text }) => (to.has(text) ? [] : [text])),
      gone: gone.flatMap(({ text }) => (from.has(text) ? [] : [text])),
      renamed,
    },
  };
}
