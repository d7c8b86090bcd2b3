import type { FieldFault } from '../errors.js';
import { foldLine, parseFields, parseText, parseTexts } from '../http/parse.js';
import type { QuestionRates } from './wave-rates.js';

/** What the form "keep as a measure" holds. */
export interface MeasureForm {
  name: string;
  statement: string;
  optionCodes: number[];
  /** Respondent group keys; none for everybody. */
  groupKeys: string[];
  dontKnowInBase: boolean;
}

const longest = 300;

export const blankMeasureForm = (question: QuestionRates): MeasureForm => ({
  name: '',
  statement: '',
  optionCodes: question.options
    .filter((option) => option.polarity === 'negative')
    .map((option) => option.code),
  groupKeys: [],
  dontKnowInBase: question.dontKnowInBase,
});

/** A whole sentence part on one line, or the fault that says what to enter. */
export function parseLine(
  value: unknown,
  field: string,
  missing: string,
): { text: string; faults: FieldFault[] } {
  const text = foldLine(parseText(value));
  if (text === '') return { text, faults: [{ field, message: missing }] };
  if (text.length <= longest) return { text, faults: [] };
  return { text, faults: [{ field, message: `Use ${longest} characters or fewer` }] };
}

/** Reads the form against the question that it counts; every fault at once. */
export function parseMeasureForm(
  body: unknown,
  question: QuestionRates,
): MeasureForm & { faults: FieldFault[] } {
  const fields = parseFields(body);
  const name = parseLine(fields['name'], 'name', 'Enter a name for the measure');
  const statement = parseLine(
    fields['statement'],
    'statement',
    'Enter what follows the figure, such as “of children said that they feel safe”',
  );
  const codes = new Set(parseTexts(fields['options']));
  const optionCodes = question.options
    .map((option) => option.code)
    .filter((code) => codes.has(String(code)));
  const groups = new Set(parseTexts(fields['groups']));
  const uncounted =
    optionCodes.length === 0
      ? [{ field: 'options', message: 'Choose at least one answer to count' }]
      : [];
  return {
    name: name.text,
    statement: statement.text,
    optionCodes,
    groupKeys: question.groups.map(({ groupKey }) => groupKey).filter((key) => groups.has(key)),
    dontKnowInBase: parseText(fields['dontKnowInBase']) !== '',
    faults: [...name.faults, ...uncounted, ...statement.faults],
  };
}
