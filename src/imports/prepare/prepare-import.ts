import { foldLabel, questionKey } from '../../surveys/words.js';
import { declaredMissing } from '../columns/declared-missing.js';
import { doubtOf } from '../columns/doubtful-rows.js';
import { gatherQuestions } from '../columns/question-columns.js';
import type {
  ColumnMapping,
  Mapping,
  PreparedImport,
  PreparedQuestion,
  QuestionMapping,
  SurveyTable,
} from '../import-types.js';
import { groupCells, groupKeysOf, labelCells, numberCells } from './attribute-cells.js';
import { applyBases, closedCells, isNoComment, type ClosedCells } from './closed-cells.js';
import { excludeRows } from './exclude-rows.js';
import { commentProblems } from './check-comment.js';
import { checkRows } from './check-rows.js';
import { checkCells, checkColumns, noteNumbers, type KeptRows } from './check-values.js';
import { countQuestions } from './count-questions.js';
import { nearestOption } from './near-answer.js';
import { createProblemList, type ProblemList } from './problem-list.js';

const labelRoles = new Set(['provider', 'region', 'local_authority', 'attribute']);

/** What people wrote: the open questions, and their comments in the order of the rows. */
type Words = Pick<PreparedImport, 'openQuestions' | 'comments'>;

/** Answers that the confirmed options do not hold, with the option that each looks like. */
function noteNewAnswers(
  { options }: QuestionMapping,
  position: number,
  { added, kept, problems }: { added: ClosedCells['added']; kept: KeptRows; problems: ProblemList },
): void {
  const labels = options.map(({ label }) => label);
  const nearest = new Map(
    [...new Set(added.map(({ label }) => label))].map((label) => [
      label,
      nearestOption(label, labels),
    ]),
  );
  for (const { label, row } of added) {
    const near = nearest.get(label);
    const place = { row: kept.sourceRows[row], position, value: label };
    if (near === undefined) problems.add('new_answer', place);
    else {
      const message = `This answer is not among the confirmed options; it looks like “${near}”.`;
      problems.add('near_answer', place, { message });
    }
  }
}

function noteComment(
  { position }: ColumnMapping,
  row: number | undefined,
  text: string,
  problems: ProblemList,
): void {
  for (const { kind, ...words } of commentProblems(text)) {
    problems.add(kind, { row, position }, words);
  }
}

function prepareClosed(
  table: SurveyTable,
  mapping: Mapping,
  kept: KeptRows,
  problems: ProblemList,
) {
  const byKey = new Map(mapping.questions.map((question) => [question.key, question]));
  const words: Words = { openQuestions: [], comments: [] };
  const questions: PreparedQuestion[] = [];
  for (const columns of gatherQuestions(table, mapping.columns)) {
    const known = byKey.get(columns.key);
    const [column] = columns.columns;
    if (!known || !column) continue;
    const { question, added, written } = closedCells(table, columns, known, kept.rows);
    questions.push(question);
    noteNewAnswers(known, column.position, { added, kept, problems });
    const text = `${known.text}: ${known.writtenIn ?? ''}`;
    const key = questionKey(text);
    if (written.length > 0) words.openQuestions.push({ key, text });
    for (const { text: own, row } of written) {
      noteComment(column, kept.sourceRows[row], own, problems);
      words.comments.push({ position: row, questionKey: key, text: own });
    }
  }
  return { questions, words };
}

function prepareAttributes(
  table: SurveyTable,
  mapping: Mapping,
  kept: KeptRows,
  { problems, receivedOn }: { problems: ProblemList; receivedOn: number },
) {
  return mapping.columns.flatMap((column): PreparedQuestion[] => {
    if (labelRoles.has(column.role)) {
      const role = column.role === 'attribute' ? null : (column.role as 'provider');
      return [labelCells(table, column, kept.rows, role)];
    }
    if (column.role !== 'number' && column.role !== 'date') return [];
    const read = numberCells(table, column, kept.rows);
    noteNumbers(column, read, { kept, problems, receivedOn });
    return [read.question];
  });
}

function prepareComments(
  table: SurveyTable,
  mapping: Mapping,
  kept: KeptRows,
  problems: ProblemList,
): Words {
  const open = mapping.columns
    .filter((column) => column.role === 'open')
    .map((column) => ({ ...column, key: questionKey(column.question) }));
  const missing = new Map(open.map((column) => [column, declaredMissing(table, column.position)]));
  const comments = kept.rows.flatMap((row, position) =>
    open.flatMap((column) => {
      const text = (row[column.position] ?? '').trim();
      const declared = missing.get(column);
      if (isNoComment(table, text) || (declared?.size && declared.has(foldLabel(text)))) return [];
      noteComment(column, kept.sourceRows[position], text, problems);
      return [{ position, questionKey: column.key, text }];
    }),
  );
  const openQuestions = open.map(({ question: text, key }) => ({ key, text }));
  return { openQuestions, comments };
}

function noteUnknownGroups(
  column: ColumnMapping | undefined,
  kept: KeptRows,
  groupKeys: (string | null)[],
  problems: ProblemList,
) {
  if (!column) return;
  groupKeys.forEach((key, at) => {
    const value = kept.rows[at]?.[column.position] ?? '';
    if (key === null && value !== '')
      problems.unknownGroup(column, kept.sourceRows[at] ?? 0, value);
  });
}

/** A response has one number and is of one group: a second such column would be lost unseen. */
const rolesOfOne = { response_id: 'number of the response', respondent_group: 'respondent group' };

function noteSecondColumns(columns: readonly ColumnMapping[], problems: ProblemList): void {
  for (const [role, what] of Object.entries(rolesOfOne)) {
    const [, ...more] = columns.filter((column) => column.role === role);
    for (const column of more) problems.secondOf(column, what);
  }
}

/**
 * Everything of a confirmed export that will be stored, with the problems found on the way; pure, so a
 * dry run and the import itself cannot differ.
 * rowsRead = responses + excluded rows, always.
 */
export function prepareImport(
  table: SurveyTable,
  mapping: Mapping,
  options: { fileName: string; groupKey: string | null; receivedOn?: number },
): PreparedImport {
  const { receivedOn = Infinity } = options;
  const problems = createProblemList(table);
  const reasons = excludeRows(table, mapping);
  const keptAt = reasons.flatMap((reason, at) => (reason === undefined ? [at] : []));
  const kept: KeptRows = {
    rows: keptAt.map((at) => table.rows[at] ?? []),
    sourceRows: keptAt.map((at) => table.sourceRows[at] ?? 0),
  };
  const excluded = new Map<string, number>();
  reasons.forEach((reason, at) => {
    if (reason === undefined) return;
    excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
    problems.excluded(table.sourceRows[at] ?? 0, reason);
  });
  const ofRole = (role: ColumnMapping['role']) =>
    mapping.columns.find((column) => column.role === role);
  const groupColumn = ofRole('respondent_group');
  const groupKeys = groupKeysOf(groupColumn, kept.rows, options.groupKey);
  noteUnknownGroups(options.groupKey === null ? groupColumn : undefined, kept, groupKeys, problems);
  const grouped = groupKeys.some((key) => key !== null) ? [groupCells(groupKeys)] : [];
  const closed = prepareClosed(table, mapping, kept, problems);
  const attributes = prepareAttributes(table, mapping, kept, { problems, receivedOn });
  const questions = [...grouped, ...attributes, ...closed.questions];
  const open = prepareComments(table, mapping, kept, problems);
  const strays = applyBases(questions);
  const { columns } = mapping;
  checkCells(columns, kept, problems);
  checkRows({ table, columns, kept, questions, strays, problems });
  checkColumns(table, columns, kept, problems);
  const idColumn = ofRole('response_id');
  noteSecondColumns(mapping.columns, problems);
  problems.dropped(mapping.columns.filter((column) => column.role === 'personal'));
  const partial = doubtOf(table, mapping.columns, ['partial']);
  kept.rows.forEach((row, at) => {
    const found = partial(row);
    if (found) problems.partial(kept.sourceRows[at] ?? 0, found.column?.position);
  });
  return {
    rowsRead: table.rows.length,
    excluded: [...excluded].map(([reason, count]) => ({ reason, count })),
    responses: kept.rows.map((row, at) => ({
      sourceRow: kept.sourceRows[at] ?? 0,
      platformId: (idColumn && row[idColumn.position]) || null,
      groupKey: groupKeys[at] ?? null,
    })),
    questions,
    openQuestions: [...open.openQuestions, ...closed.words.openQuestions],
    comments: [...open.comments, ...closed.words.comments].sort((a, b) => a.position - b.position),
    problems: problems.all(),
    problemCounts: problems.counts(),
    counts: countQuestions(table, mapping, kept.rows, questions),
  };
}
