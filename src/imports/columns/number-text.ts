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
