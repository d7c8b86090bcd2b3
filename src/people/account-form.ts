import { z } from 'zod';
import type { FieldFault } from '../errors.js';
import { foldLine, parseText, parseTexts } from '../http/parse.js';
import { roles, type Role } from './permissions.js';

export interface AccountForm {
  name: string;
  fullName: string;
  roles: Role[];
}

/** A name as accounts are found by it. */
export const parseAccountName = (value: unknown) => foldLine(parseText(value)).toLowerCase();

const nameSchema = z.union([z.email(), z.string().regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/)]);

function nameFault(name: string): string | undefined {
  if (name === '') return 'Enter a name to sign in with';
  if (name.length > 120) return 'The name must be 120 characters or fewer';
  if (!nameSchema.safeParse(name).success) {
    return 'The name must be an e-mail address, or letters, digits, dots and hyphens only, such as a.jones';
  }
  return undefined;
}

function fullNameFault(fullName: string): string | undefined {
  if (fullName === '') return 'Enter the full name';
  return fullName.length > 120 ? 'The full name must be 120 characters or fewer' : undefined;
}

/** The faults among the fields' messages; none for a field without one. */
export const faultsOf = (messages: Record<string, string | undefined>): FieldFault[] =>
  Object.entries(messages).flatMap(([field, message]) => (message ? [{ field, message }] : []));

/** The full name and roles of an account from a form or a command, and what is wrong with them. */
export function parseAccountChange(fields: Record<string, unknown>) {
  const fullName = foldLine(parseText(fields['fullName']));
  const asked = parseTexts(fields['roles']);
  const held = Object.keys(roles).filter((key): key is Role => asked.includes(key));
  const unknown = asked.filter((key) => !Object.hasOwn(roles, key));
  const roleFault =
    unknown.length > 0
      ? `There is no role ${unknown.join(', ')}. Choose from ${Object.keys(roles).join(', ')}`
      : 'Choose at least one role';
  const faults = faultsOf({
    fullName: fullNameFault(fullName),
    roles: unknown.length > 0 || held.length === 0 ? roleFault : undefined,
  });
  return { form: { fullName, roles: held }, faults };
}

/** A new account from a form or a command, and what is wrong with it. */
export function parseAccount(fields: Record<string, unknown>): {
  form: AccountForm;
  faults: FieldFault[];
} {
  const name = parseAccountName(fields['name']);
  const { form, faults } = parseAccountChange(fields);
  const nameFaults = faultsOf({ name: nameFault(name) });
  const isAbove = ({ field }: FieldFault) => field === 'fullName';
  // In the order of the form, as the summary above it lists them.
  return {
    form: { name, ...form },
    faults: [
      ...faults.filter(isAbove),
      ...nameFaults,
      ...faults.filter((fault) => !isAbove(fault)),
    ],
  };
}
