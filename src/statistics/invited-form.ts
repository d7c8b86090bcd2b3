import type { FieldFault } from '../errors.js';
import { formatCount, formatNumber } from '../http/formats.js';
import { parseFields, parseText } from '../http/parse.js';
import { respondentGroups } from '../surveys/respondent-groups.js';
import type { Invited, Received } from './response-rate.js';

/** One number that may be entered; `key` is '' for everybody. */
export interface InvitedField {
  name: string;
  key: string;
  label: string;
  /** Responses received. */
  responses: number;
  /** As typed. */
  value: string;
}

/** Everybody, and each group where there are several; with what has been entered. */
export function invitedFields(received: Received, invited: Invited): InvitedField[] {
  const field = (key: string, label: string, responses: number): InvitedField => {
    const value = key === '' ? invited.all : invited.groups.get(key);
    return {
      name: key === '' ? 'invited' : `invited-${key}`,
      key,
      label,
      responses,
      value: typeof value === 'number' ? String(value) : '',
    };
  };
  const groups = respondentGroups.filter(({ key }) => received.groups.has(key));
  return [
    field('', 'Invited altogether', received.all),
    ...(groups.length > 1
      ? groups.map(({ key, plural }) => field(key, plural, received.groups.get(key) ?? 0))
      : []),
  ];
}

const most = 100_000_000;

/** Null for a blank field; else the number, or the fault that says what to enter. */
function parseNumber({ value, responses }: InvitedField): number | string | null {
  if (value === '') return null;
  const number = /^\d{1,3}(,?\d{3})*$|^\d+$/.test(value) ? Number(value.replaceAll(',', '')) : 0;
  if (number < 1 || number > most) return 'Enter a whole number, such as 130, or leave it blank';
  if (number >= responses) return number;
  return `Enter ${formatNumber(responses)} or more: ${formatCount(responses, 'response has', 'responses have')} been received`;
}

/** Reads the numbers of the form; every fault at once, each at its field. */
export function parseInvitedForm(
  body: unknown,
  blank: readonly InvitedField[],
): { fields: InvitedField[]; invited: Invited; faults: FieldFault[] } {
  const typed = parseFields(body);
  const fields = blank.map((field) => ({ ...field, value: parseText(typed[field.name]) }));
  const parsed = fields.map((field) => ({ ...field, number: parseNumber(field) }));
  const faults = parsed.flatMap(({ name, number }): FieldFault[] =>
    typeof number === 'string' ? [{ field: name, message: number }] : [],
  );
  const numbers = parsed.flatMap(({ key, number }): [string, number][] =>
    typeof number === 'number' ? [[key, number]] : [],
  );
  const groups = new Map(numbers.filter(([key]) => key !== ''));
  const all = numbers.find(([key]) => key === '')?.[1] ?? null;
  const together = [...groups.values()].reduce((sum, number) => sum + number, 0);
  if (faults.length === 0 && all !== null && together > all) {
    const message = `The groups add up to ${formatNumber(together)}: enter that or more, or leave it blank`;
    faults.push({ field: 'invited', message });
  }
  return { fields, invited: { all, groups }, faults };
}
