import { parseText } from '../http/parse.js';

/** Only compared with itself: where this server is does not matter. */
const here = 'http://viewfinder.invalid';

/**
 * The search that an author came from, as a link back to it; the search of all comments for anything
 * that is not an address of the search.
 */
export function parseSearchAddress(value: unknown): string {
  const address = parseText(value);
  if (address.length > 4000 || !URL.canParse(address, here)) return '/comments';
  const { origin, pathname, search } = new URL(address, here);
  return origin === here && pathname === '/comments' ? `/comments${search}` : '/comments';
}

/** An address with `from=…` behind it, which hands a search on to that page. */
export const handOn = (address: string, search: string): string =>
  search === '/comments'
    ? address
    : `${address}${address.includes('?') ? '&' : '?'}from=${encodeURIComponent(search)}`;
