import type { FieldFault } from '../errors.js';
import { foldLine, parseFields, parseOptionalId, parseText, parseTexts } from '../http/parse.js';
import type { AskedQuestion } from './asked-question.js';
import {
  baseChoices,
  baseQuestions,
  blankRow,
  isKept,
  ruleOf,
  type BaseForm,
  type BaseRow,
} from './base-form.js';
import { basePlaceholders, unknownPlaceholders } from './base-placeholders.js';
import { routingOf } from './base-rule.js';

/** What is to be done with the form: kept, or shown again with a row more or less or with its answers. */
export type BaseStep = 'save' | 'show';

const mostRows = 10;
const longest = 500;

/** As sent, numbers that are none too: what is no longer there is found by `rowFaults`. */
function parseRow(fields: Record<string, unknown>, at: number): BaseRow {
  const codes = parseTexts(fields[`row-${at}-codes`]).filter((text) => /^\d{1,5}$/.test(text));
  return {
    questionId: parseOptionalId(fields[`row-${at}-question`]) ?? null,
    none: parseText(fields[`row-${at}-kind`]) === 'none',
    codes: [...new Set(codes.map(Number))],
  };
}

function parseRows(fields: Record<string, unknown>, step: string): BaseRow[] {
  const count = Math.min(mostRows, Number(/^\d{1,2}$/.exec(parseText(fields['rows']))?.[0] ?? 1));
  const rows = Array.from({ length: count }, (_, at) => parseRow(fields, at + 1));
  const removed = Number(/^remove-(\d{1,2})$/.exec(step)?.[1] ?? 0);
  const left = rows.filter((_, at) => at + 1 !== removed);
  if (step === 'add' && left.length < mostRows) left.push(blankRow);
  return left.length === 0 ? [blankRow] : left;
}

/** Reads the form; a row shows the answers of the question chosen in it, so others are not taken over. */
export function parseBaseForm(body: unknown): BaseForm & { step: BaseStep } {
  const fields = parseFields(body);
  const step = parseText(fields['step']);
  return {
    step: step === 'save' ? 'save' : 'show',
    who: baseChoices.find((choice) => choice === parseText(fields['who'])),
    join: parseText(fields['join']) === 'or' ? 'or' : 'and',
    rows: parseRows(fields, step),
    dontKnowInBase: parseText(fields['dontKnowInBase']) !== '',
    words: step === 'reset' ? '' : foldLine(parseText(fields['words'])),
  };
}

function rowFault(row: BaseRow, at: number, offered: readonly AskedQuestion[]): FieldFault[] {
  if (row.questionId === null) return [];
  const question = offered.find(({ id }) => id === row.questionId);
  if (!question) {
    const message = 'That question cannot be asked of here any more. Choose another';
    return [{ field: `row-${at}-question`, message }];
  }
  const field = `row-${at}-codes`;
  const gone = row.codes.some((code) => question.options.every((option) => option.code !== code));
  if (gone) return [{ field, message: 'One of those answers is no longer there. Choose again' }];
  if (row.codes.length > 0) return [];
  return [{ field, message: `Tick at least one answer to “${question.text}”` }];
}

function wordFaults(words: string): FieldFault[] {
  const [unknown] = unknownPlaceholders(words);
  if (words.length > longest) {
    return [{ field: 'words', message: `Use ${longest} characters or fewer` }];
  }
  if (unknown === undefined) return [];
  const known = Object.keys(basePlaceholders).map((name) => `{${name}}`);
  const message = `“${unknown}” stands for no number. Use ${known.slice(0, -1).join(', ')} or ${known.at(-1)}`;
  return [{ field: 'words', message }];
}

/** Everything that keeps a form from being saved, but for what only the answers can tell. */
export function baseFormFaults(
  form: BaseForm,
  question: AskedQuestion,
  questions: readonly AskedQuestion[],
): FieldFault[] {
  const faults = wordFaults(form.words);
  const stale =
    (form.who === 'routing' && !routingOf(question)) || (form.who === 'kept' && !isKept(question));
  if (form.who === undefined || stale) {
    return [{ field: 'who', message: 'Choose who is in the base' }, ...faults];
  }
  if (form.who !== 'chosen') return faults;
  const offered = baseQuestions(questions, question);
  const inRows = form.rows.flatMap((row, at) => rowFault(row, at + 1, offered));
  const none = inRows.length === 0 && ruleOf(form, question) === null;
  const message = 'Choose a question, and tick those of its answers that count';
  return [...inRows, ...(none ? [{ field: 'row-1-question', message }] : []), ...faults];
}
