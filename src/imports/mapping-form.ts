import type { SameNumbers } from '../db/schema-updates.js';
import { parseFields, parseText } from '../http/parse.js';
import { missingKinds, polarities, type MissingKind, type Polarity } from '../surveys/words.js';
import type { MappingEdits } from './import-papers.js';
import {
  columnRoles,
  type ColumnMapping,
  type Comparison,
  type Mapping,
  type QuestionMapping,
} from './import-types.js';

type Fields = Readonly<Record<string, unknown>>;

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
function parseColumn(fields: Fields, { position, role, kind }: ColumnMapping) {
  const chosen = oneOf(fields[`role-${position}`], columnRoles, role);
  const several = parseText(fields[`kind-${position}`]);
  if (chosen !== 'closed' || several === '') return { position, role: chosen, kind };
  return {
    position,
    role: chosen,
    kind: several === 'multiple' ? ('multiple' as const) : undefined,
  };
}

const askedOfAll = (chosen: string, before: QuestionMapping) =>
  chosen === '' ? (before.askedOfAll ?? false) : chosen === 'all';

/** The fields `prefix`-N of the renamings that the form offers. */
const parseRenamings = (fields: Fields, prefix: string, compared: Comparison | undefined) =>
  compared?.renamed.map(({ from, to, isSame }, at) => {
    const before = isSame ? 'same' : 'different';
    const chosen = oneOf(fields[`${prefix}-${at}`], ['same', 'different'], before);
    return { from, to, isSame: chosen === 'same' };
  });

function parseQuestion(fields: Fields, question: QuestionMapping, at: number) {
  return {
    key: question.key,
    options: question.options.map((option, place) => ({
      label: option.label,
      ...parseReading(fields[`reading-${at}-${place}`], option),
    })),
    askedOfAll: askedOfAll(parseText(fields[`base-${at}`]), question),
    dontKnowInBase:
      parseText(fields[`dont-know-shown-${at}`]) === ''
        ? question.dontKnowInBase
        : parseText(fields[`dont-know-${at}`]) !== '',
    renamed: parseRenamings(fields, `renamed-answer-${at}`, question.compared),
  };
}

/**
 * What the columns form says: fields role-N and kind-N for the column at position N, reading-Q-O for
 * option O of question Q, base-Q and dont-know-Q, renamed-N for the Nth renamed question and
 * renamed-answer-Q-N for the Nth renamed answer of question Q. What a form leaves out stays as it was.
 */
export function parseMappingForm(body: unknown, mapping: Mapping): MappingEdits {
  const fields = parseFields(body);
  return {
    columns: mapping.columns.map((column) => parseColumn(fields, column)),
    questions: mapping.questions.map((question, at) => parseQuestion(fields, question, at)),
    renamed: parseRenamings(fields, 'renamed', mapping.compared),
  };
}

/** What the checks form says of response numbers that the wave has already; null where it does not ask. */
export const parseSameNumbers = (body: unknown): SameNumbers | null => {
  const chosen = parseText(parseFields(body)['sameNumbers']);
  return (['update', 'add'] as const).find((one) => one === chosen) ?? null;
};
