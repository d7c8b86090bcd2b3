type Row = readonly (string | number)[];

/** What may begin a formula, also in its full-width form, behind what a spreadsheet drops as it opens the file. */
const runs = /^[\t\r]|^[\p{Cc}\s]*[=+\-@＝＋－＠]/u;

/** Rows of CSV, each with its line break: a part of a file whose beginning `writeCsv` wrote. */
export function csvLines(rows: readonly Row[]): string {
  const cell = (value: string | number) => {
    if (typeof value === 'number') return String(value);
    const safe = runs.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/**
 * A CSV text (RFC 4180, with a byte order mark so that Excel reads it as UTF-8) whose cells no
 * spreadsheet will run: a text that begins with = + - @, behind spaces and control characters too, gets an apostrophe.
 */
export const writeCsv = (rows: readonly Row[]): string => `\uFEFF${csvLines(rows)}`;
