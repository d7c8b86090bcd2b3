/** Personal details that people type into comments; the pattern alone is named, never what was typed. */
const patterns: readonly [what: string, pattern: RegExp, needs: RegExp][] = [
  ['an e-mail address', /[\w.+-]+@[\w-]+\.[\w.]+/, /@/],
  ['a telephone number', /(?:\+44\s?|\b0)\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}\b/, /\d/],
  ['a postcode', /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/, /\d/],
  ['an NHS number', /\b\d{3}[ -]\d{3}[ -]\d{4}\b/, /\d/],
  [
    'a name',
    /\b([Mm]y name is|[Mm]y name[’']s|I am called|[Ss]igned,?|[Yy]ours (sincerely|faithfully|truly),?|[Kk]ind regards,?)\s+\p{Lu}\p{L}+/u,
    /name|called|igned|ours |egards/,
  ],
];

/** What kinds of personal detail a comment seems to hold, in words. */
export const personalDetailsIn = (comment: string): string[] =>
  // None is without one of these, and looking for the patterns in every comment takes ten times as long.
  !/[@\d]|name|called|igned|ours |egards/.test(comment)
    ? []
    : patterns
        .filter(([, pattern, needs]) => needs.test(comment) && pattern.test(comment))
        .map(([name]) => name);
