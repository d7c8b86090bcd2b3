const here = 'http://viewfinder.invalid';

/**
 * Where a person wanted to go, as a path of this application; "/" for anything that could lead to
 * another site. Browsers take "\" for "/" and drop tabs and line breaks, and so does the parser.
 */
export function parseLocalPath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, here)) return '/';
  const { origin, pathname, search } = new URL(value, here);
  const isOurs = origin === here && !pathname.startsWith('//');
  return isOurs ? pathname + search : '/';
}
