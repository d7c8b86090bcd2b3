import { comparedPage } from './compared-page.js';
import {
  showsColumn,
  showsQuestion,
  type ColumnsView,
  type QuestionMarks,
} from './columns-view.js';
import { chosenReason } from './columns/edit-mapping.js';
import { describeQuestion, scaleOf } from './describe-question.js';
import type { ImportProfile, MappingEdits } from './import-papers.js';
import { leftOutByDefault, rowDoubts, type Mapping } from './import-types.js';
import { currentEdits } from './mapping-form.js';
import { doubtWords, kindWords, readingWords, roleWords, surenessWords } from './mapping-words.js';

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }));

const surenessOrder = { low: 0, medium: 1, high: 2 };

/** Percentages of the filled cells that the commonest values make up; none where hardly any repeats. */
function sharesOf({ examples, filled }: ImportProfile['columns'][number]): number[] {
  const shares = examples.map(({ count }) => (100 * count) / filled);
  const common = shares.reduce((sum, share) => sum + share, 0);
  return common >= 10 && examples.some(({ count }) => count > 1) ? shares : [];
}

type Column = ImportProfile['columns'][number];

/** What a column's values look like, unless they are not for the viewer. */
const valuesOf = (column: Column, hidden: boolean) =>
  hidden
    ? { examples: [], range: null, shares: [] }
    : { examples: column.examples, range: column.range, shares: sharesOf(column) };

function describeColumnsNow(
  profile: ImportProfile,
  mapping: Mapping,
  now: MappingEdits,
  showPersonal: boolean,
) {
  const mapped = new Map(mapping.columns.map((column) => [column.position, column]));
  const edits = new Map(now.columns.map((column) => [column.position, column]));
  return profile.columns.map((column) => {
    const { role, kind } = edits.get(column.position) ?? column;
    const was = mapped.get(column.position) ?? column;
    const isEdited = role !== was.role || kind !== was.kind;
    const confidence = isEdited ? 'high' : column.confidence;
    const hidden = !showPersonal && [role, column.role].includes('personal');
    return {
      ...column,
      role,
      kind,
      was: was.role,
      ...valuesOf(column, hidden),
      hidden,
      confidence,
      reason: isEdited ? chosenReason : column.reason,
      unsure: confidence === 'low',
      sureness: surenessWords[confidence],
      changed: isEdited || column.reason === chosenReason,
    };
  });
}

/** Guesses that can be wrong come first: unsure ones, turned scales, bases, then all that are judged. */
const lookOrder = (marks: QuestionMarks) =>
  marks.unsure ? 0 : marks.turned ? 1 : marks.routed ? 2 : marks.unjudged ? 4 : 3;

function describeQuestionsNow(mapping: Mapping, now: MappingEdits) {
  const alike = new Map<string, number>();
  for (const { options, kind } of mapping.questions) {
    if (kind === 'multiple') continue;
    alike.set(scaleOf(options), (alike.get(scaleOf(options)) ?? 0) + 1);
  }
  return mapping.questions.flatMap((question, at) => {
    const edit = now.questions[at];
    if (!edit) return [];
    const others =
      question.kind === 'multiple' ? 0 : (alike.get(scaleOf(question.options)) ?? 1) - 1;
    const described = describeQuestion(question, edit, mapping);
    return [{ at, ...described, look: lookOrder(described.marks), others }];
  });
}

function doubtsNow(profile: ImportProfile, now: MappingEdits) {
  const leaveOut = now.leaveOut ?? leftOutByDefault;
  const found = new Map(profile.doubtful.map((one) => [one.doubt, one]));
  return rowDoubts.map((doubt) => {
    const { count = 0, evidence = [], firstRows = [] } = found.get(doubt) ?? {};
    const text = doubtWords[doubt];
    return { doubt, text, count, evidence, firstRows, leftOut: leaveOut.includes(doubt) };
  });
}

export interface PageOptions {
  showPersonal: boolean;
  view: ColumnsView;
  /** Positions of the columns that are ticked. */
  selected?: readonly number[];
}

/** The places in a list, in the order of what `rank` says of each; where it says the same, as they stand. */
const placesBy = <T>(list: readonly T[], rank: (one: T) => number | boolean): number[] =>
  list
    .map((one, place) => ({ rank: Number(rank(one)), place }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ place }) => place);

/** What the officer confirms: where the file is from, what every column is, how every answer counts. */
export function columnsPage(
  profile: ImportProfile,
  mapping: Mapping,
  edits: MappingEdits | null,
  { showPersonal, view, selected = [] }: PageOptions,
) {
  const { columns: described, doubtful, ...recognised } = profile;
  const now = currentEdits(mapping, edits);
  const columns = describeColumnsNow(profile, mapping, now, showPersonal).map((column) => ({
    ...column,
    shown: showsColumn(view, column),
    selected: selected.includes(column.position),
  }));
  const questions = describeQuestionsNow(mapping, now).map((question) => ({
    ...question,
    shown: showsQuestion(view, question),
  }));
  const doubts = doubtsNow(profile, now);
  return {
    recognised,
    compared: comparedPage(mapping, now),
    columns,
    questions,
    order: {
      columns: placesBy(
        columns,
        (column) => view.order === 'file' || surenessOrder[column.confidence],
      ),
      questions: placesBy(questions, (question) => view.questionOrder === 'file' || question.look),
    },
    doubts,
    view,
    looks: {
      unsure: columns.filter(({ unsure }) => unsure).length,
      personal: columns.filter(({ role }) => role === 'personal').length,
      unsureQuestions: questions.filter(({ marks }) => marks.unsure).length,
      turned: questions.filter(({ marks }) => marks.turned).length,
      routed: questions.filter(({ marks }) => marks.routed).length,
      doubtful: doubts.reduce((sum, { leftOut, count }) => sum + (leftOut ? count : 0), 0),
      kept: doubts.reduce((sum, { leftOut, count }) => sum + (leftOut ? 0 : count), 0),
    },
    roles: choices(roleWords),
    kinds: choices(kindWords),
    readings: choices(readingWords),
  };
}
