import type { ColumnProfile } from './column-profile.js';

/** Ten digits whose last is the check digit of an NHS number (modulus 11; NHS Data Dictionary). */
function isNhsNumber(text: string): boolean {
  if (!/^[\d -]+$/.test(text)) return false;
  const digits = text.replace(/[ -]/g, '');
  if (digits.length !== 10) return false;
  const sum = [...digits.slice(0, 9)].reduce(
    (total, digit, at) => total + Number(digit) * (10 - at),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === Number(digits[9]);
}

const matches = (pattern: RegExp) => (text: string) => pattern.test(text);

/** Values that name or reach a person, however the column is headed, with what they are in words. */
const shapes: readonly [string, (text: string) => boolean][] = [
  ['e-mail addresses', matches(/^[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}$/i)],
  ['IP addresses', matches(/^((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)$/)],
  ['UK telephone numbers', matches(/^(\+44\s?\(?0?\)?\s?|\(?0)\d{2,4}\)?([\s-]?\d{3,4}){2}$/)],
  ['full postcodes', matches(/^[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}$/i)],
  ['NHS numbers', isNhsNumber],
  ['National Insurance numbers', matches(/^[a-ceghj-prtw-z]{2}\s?(\d{2}\s?){3}[a-d]$/i)],
  ['links to profiles', matches(/^https?:\/\/\S*(linkedin|facebook|twitter|instagram)\S*$/i)],
];

/** So many of the values, at least two of them, make a column one of personal details. */
const leastShare = 0.5;

export interface PersonalValues {
  /** Plural, in words: "e-mail addresses". */
  what: string;
  count: number;
}

/** What personal details a column's values are, by their shape; undefined where they are none. */
export function personalValues({ counts, filled }: ColumnProfile): PersonalValues | undefined {
  for (const [what, isOne] of shapes) {
    let count = filled;
    for (const [value, times] of counts) {
      if (!isOne(value)) count -= times;
      if (count < filled * leastShare) break;
    }
    if (count >= 2 && count >= filled * leastShare) return { what, count };
  }
  return undefined;
}
