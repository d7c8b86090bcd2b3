import type { SameNumbers } from '../db/schema-updates.js';
import { parseFields, parseText, parseTexts } from '../http/parse.js';
import { missingKinds, polarities, type MissingKind, type Polarity } from '../surveys/words.js';
import type { MappingEdits } from './import-papers.js';
import { columnRoles, rowDoubts, type Mapping } from './import-types.js';

type Fields = Readonly<Record<string, unknown>>;
type ColumnEdit = MappingEdits['columns'][number];
type QuestionEdit = MappingEdits['questions'][number];

/** The choices as they stand: those of the mapping, with what an officer has changed and not yet checked. */
export function currentEdits(mapping: Mapping, edits: MappingEdits | null): MappingEdits {
  const columns = new Map(edits?.columns.map((column) => [column.position, column]));
  const questions = new Map(edits?.questions.map((question) => [question.key, question]));
  return {
    columns: mapping.columns.map(
      (column) =>
        columns.get(column.position) ?? {
          position: column.position,
          role: column.role,
          kind: column.kind,
        },
    ),
    questions: mapping.questions.map(
      (question) =>
        questions.get(question.key) ?? {
          key: question.key,
          options: question.options.map(({ label, polarity, missing }) => ({
            label,
            polarity,
            missing,
          })),
          askedOfAll: question.askedOfAll ?? false,
          dontKnowInBase: question.dontKnowInBase,
          renamed: question.compared?.renamed,
        },
    ),
    leaveOut: edits?.leaveOut ?? mapping.leaveOut,
    renamed: edits?.renamed ?? mapping.compared?.renamed,
  };
}

/** The value of a form field if it is one of a list, otherwise what was there before. */
function oneOf<T extends string>(value: unknown, list: readonly T[], before: T): T {
  const text = parseText(value);
  return list.find((one) => one === text) ?? before;
}

function parseReading(value: unknown, before: { polarity: Polarity; missing?: MissingKind }) {
  const text = parseText(value);
  const missing = missingKinds.find((kind) => kind === text);
  if (missing) return { polarity: 'neutral' as const, missing };
  const polarity = polarities.find((kind) => kind === text);
  return polarity ? { polarity } : { polarity: before.polarity, missing: before.missing };
}

/** Only a closed question of one column has a choice of kind; its scale is found from its answers. */
function parseColumn(fields: Fields, { position, role, kind }: ColumnEdit): ColumnEdit {
  const chosen = oneOf(fields[`role-${position}`], columnRoles, role);
  const several = parseText(fields[`kind-${position}`]);
  if (chosen !== 'closed' || several === '') return { position, role: chosen, kind };
  return { position, role: chosen, kind: several === 'multiple' ? 'multiple' : undefined };
}

type Judgements = MappingEdits['renamed'];

/** The fields `prefix`-N of the renamings that the form offers. */
const parseRenamings = (fields: Fields, prefix: string, before: Judgements): Judgements =>
  before?.map(({ from, to, isSame }, at) => {
    const stands = isSame ? 'same' : 'different';
    const chosen = oneOf(fields[`${prefix}-${at}`], ['same', 'different'], stands);
    return { from, to, isSame: chosen === 'same' };
  });

function parseQuestion(fields: Fields, question: QuestionEdit, at: number): QuestionEdit {
  const base = parseText(fields[`base-${at}`]);
  const showsDontKnow = parseText(fields[`dont-know-shown-${at}`]) !== '';
  return {
    key: question.key,
    options: question.options.map((option, place) => ({
      label: option.label,
      ...parseReading(fields[`reading-${at}-${place}`], option),
    })),
    askedOfAll: base === '' ? question.askedOfAll : base === 'all',
    dontKnowInBase: showsDontKnow
      ? parseText(fields[`dont-know-${at}`]) !== ''
      : question.dontKnowInBase,
    renamed: parseRenamings(fields, `renamed-answer-${at}`, question.renamed),
  };
}

/**
 * What the columns form says: fields role-N and kind-N for the column at position N, reading-Q-O for
 * option O of question Q, base-Q and dont-know-Q, leave-out, renamed-N for the Nth renamed question and
 * renamed-answer-Q-N for the Nth renamed answer of question Q. What a form leaves out stays as it was.
 */
export function parseMappingForm(
  body: unknown,
  mapping: Mapping,
  edits: MappingEdits | null,
): MappingEdits {
  const fields = parseFields(body);
  const before = currentEdits(mapping, edits);
  const ticked = parseTexts(fields['leave-out']);
  return {
    columns: before.columns.map((column) => parseColumn(fields, column)),
    questions: before.questions.map((question, at) => parseQuestion(fields, question, at)),
    leaveOut:
      parseText(fields['leave-out-shown']) === ''
        ? before.leaveOut
        : rowDoubts.filter((doubt) => ticked.includes(doubt)),
    renamed: parseRenamings(fields, 'renamed', before.renamed),
  };
}

/** What the checks form says of response numbers that the wave has already; null where it does not ask. */
export const parseSameNumbers = (body: unknown): SameNumbers | null => {
  const chosen = parseText(parseFields(body)['sameNumbers']);
  return (['update', 'add'] as const).find((one) => one === chosen) ?? null;
};
