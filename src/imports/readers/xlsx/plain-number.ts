const zero = 48;
const point = 46;
const minus = 45;
/** As many as a double holds for certain. */
const certainDigits = 15;

/** Whether a number is written as it will be shown: "4.5", neither "4.50" nor "45E-1". */
export function isPlainNumber(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] === minus ? start + 1 : start;
  const stop = digitsEnd(bytes, first, end);
  if (stop === first || end - first > certainDigits) return false;
  if (bytes[first] === zero && stop > first + 1) return false;
  if (stop === end) return bytes[first] !== zero || first === start;
  return bytes[stop] === point && isPlainFraction(bytes, stop + 1, end);
}

const isPlainFraction = (bytes: Buffer, start: number, end: number) =>
  start < end && digitsEnd(bytes, start, end) === end && bytes[end - 1] !== zero;

function digitsEnd(bytes: Buffer, start: number, end: number): number {
  let at = start;
  for (; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) break;
  }
  return at;
}

/** -1 where the bytes are no whole number of up to nine digits. */
export function wholeNumber(bytes: Buffer, start: number, end: number): number {
  if (start >= end || end - start > 9) return -1;
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}
