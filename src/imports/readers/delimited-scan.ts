export interface DelimitedScan {
  /** Cells of each row, up to the rows asked for; 0 for a blank line. */
  widths: number[];
  /** Line (1-based) of a quotation mark that is never closed; 0 where all are. */
  openQuoteLine: number;
}

/**
 * Counts the cells of rows separated by `separator`, by the same rules as the parser: a quotation mark
 * at the start of a cell opens it, a doubled one stands for itself, and text after the closing mark
 * belongs to the cell.
 */
export function scanDelimited(text: string, separator: string, mostRows: number): DelimitedScan {
  const ends = new RegExp(`[\\${separator}\\r\\n]`, 'g');
  const widths: number[] = [];
  let width = 0;
  let at = 0;
  while (at < text.length && widths.length < mostRows) {
    const unquoted = text[at] === '"' ? afterQuote(text, at) : at;
    if (unquoted < 0) return { widths, openQuoteLine: lineOf(text, at) };
    ends.lastIndex = unquoted;
    const end = ends.exec(text)?.index ?? text.length;
    const blankLine = width === 0 && end === at;
    width += 1;
    if (text[end] === separator) {
      at = end + 1;
      continue;
    }
    widths.push(blankLine ? 0 : width);
    width = 0;
    at = afterLineEnd(text, end);
  }
  return { widths, openQuoteLine: 0 };
}

/**
 * Line (1-based) of the first quotation mark that opens a cell and closes inside one of a later line,
 * so that rows between them would be swallowed; 0 where there is none. "so" he said, on one line, is none.
 */
export function strayQuoteLine(text: string, separator: string): number {
  const ends = new RegExp(`[\\${separator}\\r\\n]`, 'g');
  for (let at = 0; at < text.length;) {
    const after = text[at] === '"' ? afterQuote(text, at) : at;
    if (after < 0) return lineOf(text, at);
    ends.lastIndex = after;
    const end = ends.exec(text)?.index ?? text.length;
    const isClosedLate = end > after && /[\r\n]/.test(text.slice(at, after));
    if (isClosedLate) return lineOf(text, at);
    at = afterLineEnd(text, end);
  }
  return 0;
}

const afterLineEnd = (text: string, at: number) => (text.startsWith('\r\n', at) ? at + 2 : at + 1);

/** Where the quoted text that opens at `at` has closed; -1 where it never does. */
function afterQuote(text: string, at: number): number {
  for (let from = at + 1; ;) {
    const mark = text.indexOf('"', from);
    if (mark < 0 || text[mark + 1] !== '"') return mark < 0 ? -1 : mark + 1;
    from = mark + 2;
  }
}

const lineOf = (text: string, at: number) => text.slice(0, at).split(/\r\n|\n|\r/).length;

const separators = [
  { character: ',', words: 'commas' },
  { character: ';', words: 'semicolons' },
  { character: '\t', words: 'tabs' },
  { character: '|', words: 'vertical bars' },
] as const;
export type Separator = (typeof separators)[number];

const sampleRows = 200;

/**
 * The separator whose rows agree best on how many cells they have; of those that agree equally, the
 * one with most cells. Undefined for a table of one column. `sample` is the start of the file.
 */
export function findSeparator(sample: string): Separator | undefined {
  const judged = separators.map((separator) => {
    const widths = scanDelimited(sample, separator.character, sampleRows).widths.filter(
      (w) => w > 0,
    );
    const tally = new Map<number, number>();
    for (const width of widths) if (width > 1) tally.set(width, (tally.get(width) ?? 0) + 1);
    const [width, rows] = [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
    return { separator, width, agreement: rows / Math.max(1, widths.length) };
  });
  const found = judged.filter((one) => one.width > 1 && one.agreement >= 0.2);
  found.sort((a, b) => b.agreement - a.agreement || b.width - a.width);
  const [best, ...others] = found;
  const wider = others.find(
    (one) => best && one.agreement > best.agreement - 0.1 && one.width > best.width * 2,
  );
  return (wider ?? best)?.separator;
}

/** Excel's own first line, "sep=;": the separator it names, or undefined. */
export function namedSeparator(opening: string): { character: string; length: number } | undefined {
  const match = /^"?sep=(.)"?(?:\r\n|\n|\r)/i.exec(opening);
  return match?.[1] === undefined ? undefined : { character: match[1], length: match[0].length };
}

export const separatorWords = (character: string) =>
  separators.find((one) => one.character === character)?.words ?? `“${character}”`;
