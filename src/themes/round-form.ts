import { parseChoices } from '../comments/comment-filter.js';
import type { Db } from '../db/schema.js';
import type { FieldFault } from '../errors.js';
import {
  foldLine,
  parseFields,
  parseIds,
  parseOptionalId,
  parseText,
  parseTexts,
} from '../http/parse.js';
import { permissionsOf, type Role } from '../people/permissions.js';
import { accountsInUse } from './machine-queries.js';
import type { RoundOrder } from './run-round.js';

const [leastSize, mostSize] = [10, 2000];
const usualSize = '100';

/** What the form of a new round holds. */
export interface RoundForm {
  name: string;
  size: string;
  coders: number[];
  themes: string[];
}

export const emptyRound = (themes: string[]): RoundForm => ({
  name: '',
  size: usualSize,
  coders: [],
  themes,
});

/** Those who may code comments. */
export async function possibleCoders(db: Db) {
  const accounts = await accountsInUse(db);
  return accounts.flatMap(({ id, name, fullName, roles }) => {
    const may = permissionsOf(JSON.parse(roles) as Role[]);
    return may.has('code_comments') ? [{ accountId: id, accountName: name, fullName }] : [];
  });
}

/** Reads the form of a new round; what is wrong with it, field by field. */
export function parseRoundForm(
  body: unknown,
  { coders, seed }: { coders: Awaited<ReturnType<typeof possibleCoders>>; seed: number },
): { form: RoundForm; order: RoundOrder; faults: FieldFault[] } {
  const fields = parseFields(body);
  const form = {
    name: foldLine(parseText(fields['name'])),
    size: parseText(fields['size']),
    coders: parseIds(fields['coder']),
    themes: parseTexts(fields['of-theme']),
  };
  const size = parseOptionalId(form.size) ?? 0;
  const chosen = coders.filter(({ accountId }) => form.coders.includes(accountId));
  const checks: [isWrong: boolean, field: string, message: string][] = [
    [form.name === '', 'name', 'Give the round a name'],
    [form.name.length > 100, 'name', 'Give the round a name of 100 characters or fewer'],
    [
      size < leastSize || size > mostSize,
      'size',
      `Enter a number of comments from ${leastSize} to 2,000`,
    ],
    [chosen.length < 2, 'coder', 'Choose two people or more'],
    [form.themes.length === 0, 'of-theme', 'Choose a theme or more'],
  ];
  return {
    form,
    order: {
      name: form.name,
      size,
      seed,
      themeKeys: form.themes,
      coders: chosen.map(({ accountId, accountName }) => ({ accountId, accountName })),
      chosen: parseChoices(fields).chosen,
      selection: '',
    },
    faults: checks.flatMap(([isWrong, field, message]) => (isWrong ? [{ field, message }] : [])),
  };
}
