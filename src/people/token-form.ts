import type { FieldFault } from '../errors.js';
import { faultsOf } from './account-form.js';
import { foldLine, parseText, parseTexts } from '../http/parse.js';
import { permissions, type Permission } from './permissions.js';

/** How long a token may run, in days. */
export const tokenDays = [7, 30, 90, 365] as const;

export interface TokenForm {
  name: string;
  scopes: Permission[];
  days: number;
}

function nameFault(name: string): string | undefined {
  if (name === '') return 'Enter what the token is for, such as “Monthly figures”';
  return name.length > 80 ? 'What it is for must be 80 characters or fewer' : undefined;
}

function scopesFault(asked: ReadonlySet<string>, scopes: readonly Permission[]) {
  if (scopes.length === 0) return 'Choose what the token may do';
  return scopes.length < asked.size ? 'A token may do no more than you may yourself' : undefined;
}

const daysFault = (days: number) =>
  Number.isInteger(days) && days >= 1 && days <= 365
    ? undefined
    : 'Choose how long it runs, 365 days at most';

/** A token that somebody asks for; `own` is all that they could give it. */
export function parseToken(
  fields: Record<string, unknown>,
  own: ReadonlySet<Permission>,
): { form: TokenForm; faults: FieldFault[] } {
  const name = foldLine(parseText(fields['name']));
  const asked = new Set(parseTexts(fields['scopes']));
  const scopes = (Object.keys(permissions) as Permission[]).filter(
    (key) => asked.has(key) && own.has(key),
  );
  const days = Number(parseText(fields['days']) || NaN);
  const messages = {
    name: nameFault(name),
    scopes: scopesFault(asked, scopes),
    days: daysFault(days),
  };
  return { form: { name, scopes, days }, faults: faultsOf(messages) };
}
