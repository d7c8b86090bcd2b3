import { parseOptionalId } from '../http/parse.js';
import { parseAfter } from './part-form.js';

const here = 'http://viewfinder.invalid';
const candidates = /^\/reports\/(\d+)\/candidates$/;

/** The report, and the part of it to go below, that the search which an author came from was begun for. */
export function placeIn(from: string): { report: number | undefined; after: number | null } {
  const { pathname, searchParams } = new URL(from, here);
  return {
    report: parseOptionalId(candidates.exec(pathname)?.[1]),
    after: parseAfter(searchParams.get('after')),
  };
}

/** The search once a quote of it stands in its place: the next one goes below that, not above. */
export function placedAt(from: string, partId: number): string {
  const address = new URL(from, here);
  if (address.searchParams.has('after')) address.searchParams.set('after', String(partId));
  return `${address.pathname}${address.search}`;
}
