import { z } from 'zod';
import type { FieldFault } from '../errors.js';
import { parseText } from '../http/parse.js';
import { auditActions, type AuditAction } from './audit-actions.js';

/** What of the audit is wanted; '' and undefined for all. */
export interface AuditFilter {
  person: string;
  action: AuditAction | undefined;
  subject: string;
  text: string;
  /** Instants: from this one on, and before that one. */
  from: string | undefined;
  until: string | undefined;
}

/** The form as it was filled in. */
export interface AuditForm {
  person: string;
  action: string;
  subject: string;
  text: string;
  from: string;
  to: string;
}

const fields = ['person', 'action', 'subject', 'text', 'from', 'to'] as const;

const isAction = (key: string): key is AuditAction => Object.hasOwn(auditActions, key);

const londonHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** When a day of the United Kingdom begins, in ISO; in summer that is an hour before midnight UTC. */
function beginningOf(year: number, month: number, day: number): string {
  const midnight = Date.UTC(year, month - 1, day);
  const summer = new Date(midnight - 3_600_000);
  return (londonHour.format(summer) === '00' ? summer : new Date(midnight)).toISOString();
}

const daySchema = z
  .tuple([z.number().min(2000).max(9999), z.number(), z.number()])
  .refine(([year, month, day]) => {
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  });

/** "2026-11-25" or "25/11/2026" as year, month and day; undefined for a day that there is none. */
function parseDay(text: string): z.infer<typeof daySchema> | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const british = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  const parts = iso?.slice(1) ?? british?.slice(1).reverse();
  return daySchema.safeParse(parts?.map(Number)).data;
}

/** Reads the parameters of an address; a date that is none is left out and told as a fault. */
export function parseAuditFilter(parameters: Readonly<Record<string, unknown>>): {
  form: AuditForm;
  filter: AuditFilter;
  faults: FieldFault[];
} {
  const form = Object.fromEntries(
    fields.map((field) => [field, parseText(parameters[field])]),
  ) as unknown as AuditForm;
  const [from, to] = [parseDay(form.from), parseDay(form.to)];
  const message = 'Enter a date such as 25/11/2026';
  const faults = (['from', 'to'] as const).filter(
    (field) => form[field] !== '' && !(field === 'from' ? from : to),
  );
  const { person, action, subject, text } = form;
  return {
    form,
    filter: {
      person,
      action: isAction(action) ? action : undefined,
      subject,
      text,
      from: from && beginningOf(...from),
      until: to && beginningOf(to[0], to[1], to[2] + 1),
    },
    faults: faults.map((field) => ({ field, message })),
  };
}

/** The address of a search: `path` with what was filled in, and the place in the list. */
export function auditAddress(form: AuditForm, path = '/audit', before?: number): string {
  const pairs = new URLSearchParams();
  for (const field of fields) if (form[field] !== '') pairs.set(field, form[field]);
  if (before !== undefined) pairs.set('before', String(before));
  return pairs.size === 0 ? path : `${path}?${pairs.toString()}`;
}
