import type { FieldFault } from '../errors.js';
import { parseFields, parseText } from '../http/parse.js';

/** What the three fields of the date hold, as typed. */
export interface RetentionForm {
  day: string;
  month: string;
  year: string;
}

export function blankRetentionForm(retainUntil: string | null): RetentionForm {
  const [year = '', month = '', day = ''] = retainUntil?.split('-') ?? [];
  return { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
}

const names = ['day', 'month', 'year'] as const;

/** The day that three numbers name, as "2027-03-31"; undefined for none, such as 31 February. */
function dayOf({ day, month, year }: RetentionForm): string | undefined {
  if (![day, month].every((part) => /^\d{1,2}$/.test(part)) || !/^\d{4}$/.test(year)) {
    return undefined;
  }
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real && date.getUTCFullYear() >= 2000 ? date.toISOString().slice(0, 10) : undefined;
}

/** Reads the date of the form; all three fields blank for no date. */
export function parseRetentionForm(body: unknown): {
  form: RetentionForm;
  retainUntil: string | null;
  faults: FieldFault[];
} {
  const fields = parseFields(body);
  const [day, month, year] = names.map((name) => parseText(fields[name])) as [
    string,
    string,
    string,
  ];
  const form = { day, month, year };
  const missing = names.filter((name) => form[name] === '');
  if (missing.length === names.length) return { form, retainUntil: null, faults: [] };
  const [first] = missing;
  if (first) {
    const message = `The date must include a ${missing.join(' and a ')}`;
    return { form, retainUntil: null, faults: [{ field: first, message }] };
  }
  const retainUntil = dayOf(form);
  if (retainUntil !== undefined) return { form, retainUntil, faults: [] };
  const message = 'The date must be a real date of this century, such as 31 3 2030';
  return { form, retainUntil: null, faults: [{ field: 'day', message }] };
}
