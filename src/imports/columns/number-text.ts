/**
 * The number that a cell shows: "1,250" is 1250, "25%" is 0.25, and "4,5" is 4.5, because a comma that
 * parts thousands has three figures behind it. NaN for anything else.
 */
export function numberOf(text: string): number {
  const [, figures = '', percent] = /^(.*?)(\s*%)?$/s.exec(text) ?? [];
  const plain = /^-?\d+,(?:\d{1,2}|\d{4,})$/.test(figures)
    ? figures.replace(',', '.')
    : figures.replaceAll(',', '');
  const value = plain.trim() === '' ? Number.NaN : Number(plain);
  return percent === undefined ? value : Number((value / 100).toPrecision(15));
}

/** No thousands: "12,5", "4,25", "1.250,5". "4,5" alone may be two codes. */
const commaDecimal = /^-?(?:\d{2,},\d{1,2}|\d+,(?:\d{2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+)\s*%?$/;
const pointDecimal = /\.(?:\d{1,2}|\d{4,})\s*%?$/;

/** Whether the numbers of a column have a comma before their decimals, as on the Continent. */
export const hasDecimalComma = (texts: Iterable<string>): boolean => {
  let found = false;
  for (const text of texts) {
    if (pointDecimal.test(text)) return false;
    found ||= commaDecimal.test(text);
  }
  return found;
};

/** Reads the numbers of one column alike: where decimals have a comma, "1,234" is 1.234 and "1.250" 1250. */
export function numberReader(texts: Iterable<string>): (text: string) => number {
  if (!hasDecimalComma(texts)) return numberOf;
  return (text) => numberOf(/^-?[\d.,]+\s*%?$/.test(text) ? swapped(text) : text);
}

const swapped = (text: string) => text.replaceAll('.', '').replace(',', '.');
