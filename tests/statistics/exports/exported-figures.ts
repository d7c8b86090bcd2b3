import { read, utils } from 'xlsx';

/** A sheet of an exported workbook as it is read back: what stands above its table, and the table. */
export interface ReadSheet {
  name: string;
  title: string;
  above: string[];
  headings: string[];
  rows: (string | number)[][];
}

/** What a file was sent as, as SheetJS reads it; the table is what has more than one column. */
export function readWorkbook(bytes: ArrayBuffer): ReadSheet[] {
  const book = read(bytes);
  return book.SheetNames.map((name) => {
    const lines = utils.sheet_to_json<(string | number)[]>(book.Sheets[name] ?? {}, { header: 1 });
    const from = lines.findIndex((line) => line.length > 1);
    const above = (from < 0 ? lines : lines.slice(0, from)).map(([first]) => String(first));
    const [headings = [], ...rows] = from < 0 ? [] : lines.slice(from);
    return { name, title: above[0] ?? '', above, headings: headings.map(String), rows };
  });
}
