import { countComments } from '../../src/comments/select-ids.js';
import { readSelection } from '../../src/comments/selection.js';
import { permissionsOf } from '../../src/people/permissions.js';
import type { TestApp } from '../support/test-app.js';

const analyst = { permissions: permissionsOf(['analyst']), hiddenSurveys: [] };

/** What the list at an address counts, by the list's own use case; a page of it is not needed. */
export async function selectedTotal({ address, services }: TestApp, href: string): Promise<number> {
  const { searchParams } = new URL(href, address);
  const parameters = Object.fromEntries(
    [...searchParams.keys()].map((name) => [name, searchParams.getAll(name)] as const),
  );
  const given = { ...parameters, q: searchParams.get('q') };
  const { filter } = await readSelection(services.db, analyst, given);
  return countComments(services.db, filter);
}
