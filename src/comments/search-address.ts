import { parseText } from '../http/parse.js';

/** Only compared with itself: where this server is does not matter. */
const here = 'http://viewfinder.invalid';

/** Pages that find comments: whoever goes on from one can come back. */
const searches = /^\/(?:comments(?:\/grid)?|reports\/(?:\d+\/)?candidates)$/;

/**
 * The search that an author came from, as a link back to it; the search of all comments for anything
 * that is not an address of the search.
 */
export function parseSearchAddress(value: unknown): string {
  const address = parseText(value);
  if (address.length > 4000 || !URL.canParse(address, here)) return '/comments';
  const { origin, pathname, search } = new URL(address, here);
  return origin === here && searches.test(pathname) ? `${pathname}${search}` : '/comments';
}

/** An address with `from=…` behind it, which hands a search on to that page. */
export const handOn = (address: string, search: string): string =>
  search === '/comments'
    ? address
    : `${address}${address.includes('?') ? '&' : '?'}from=${encodeURIComponent(search)}`;
