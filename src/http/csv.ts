/**
 * A CSV text (RFC 4180, with a byte order mark so that Excel reads it as UTF-8) whose cells no
 * spreadsheet will run: a text that begins with = + - @ or a control character gets an apostrophe.
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) => {
    if (typeof value === 'number') return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
