import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { ViewfinderError } from '../../errors.js';
import { formatNumber } from '../../http/formats.js';
import { commentColumns, type CommentColumn } from './comment-columns.js';
import { Tally, type Fact } from './provenance.js';
import type { DownloadedComment } from './read-download.js';
import { cutText, endOfSheet, rowXml, sheetParts, startOfSheet } from './sheet-xml.js';

/** @throws ViewfinderError `too_large` with what to do about it. */
export function checkRoom(count: number, most: number, what: string): void {
  if (count <= most) return;
  throw new ViewfinderError(
    'too_large',
    `${what} takes at most ${formatNumber(most)} comments, and these are ${formatNumber(count)}. Add a filter, or download another kind of file.`,
  );
}

/** A sheet has 1,048,576 rows, the first of them the headings. */
export const mostInWorkbook = 1_048_575;

async function* commentSheet(
  comments: AsyncIterable<DownloadedComment>,
  columns: readonly CommentColumn[],
  seen: (comment: DownloadedComment) => void,
): AsyncGenerator<string> {
  yield startOfSheet({ widths: columns.map(([, width]) => width), isFrozen: true });
  yield rowXml(
    1,
    columns.map(([heading]) => heading),
    'heading',
  );
  let row = 1;
  for await (const comment of comments) {
    seen(comment);
    row += 1;
    yield rowXml(
      row,
      columns.map(([, , cell]) => cell(comment)),
      'text',
    );
  }
  yield endOfSheet({ rows: row, columns: columns.length });
}

// eslint-disable-next-line @typescript-eslint/require-await -- read only when the sheet after it has been written
async function* factSheet(facts: () => readonly Fact[]): AsyncGenerator<string> {
  yield startOfSheet({ widths: [40, 90], isFrozen: false });
  yield rowXml(1, ['Comments, and how they were selected'], 'heading');
  yield facts()
    .map((fact, at) => rowXml(at + 2, fact, 'text'))
    .join('');
  yield endOfSheet();
}

/**
 * The comments as an .xlsx file, written while they are read: first how they were selected, then a row for
 * each. `facts` are those known before; what is counted is counted of the rows as they pass.
 */
export function selectionWorkbook(
  facts: readonly Fact[],
  comments: AsyncIterable<DownloadedComment>,
  at: string,
  columns: readonly CommentColumn[] = commentColumns,
): Readable {
  const tally = new Tally();
  let cut = 0;
  const zip = new ZipFile();
  const mtime = new Date(at);
  const output = new PassThrough();
  zip.on('error', (error: Error) => output.destroy(error));
  for (const [path, text] of sheetParts(['About', 'Comments'])) {
    zip.addBuffer(Buffer.from(text), path, { mtime });
  }
  const seen = (comment: DownloadedComment) => {
    tally.add(comment);
    if (cutText(comment.text) !== comment.text) cut += 1;
  };
  const add = (path: string, lines: AsyncGenerator<string>) =>
    zip.addReadStream(Readable.from(lines, { objectMode: false }), path, { mtime });
  add('xl/worksheets/sheet2.xml', commentSheet(comments, columns, seen));
  const shortened = (): Fact[] =>
    cut === 0
      ? []
      : [
          [
            'Comments not whole here, but in the CSV file',
            `${formatNumber(cut)}: a cell holds 32,767 characters and no control characters`,
          ],
        ];
  add(
    'xl/worksheets/sheet1.xml',
    factSheet(() => [...facts, ...tally.facts(), ...shortened()]),
  );
  zip.end();
  zip.outputStream.pipe(output);
  return output;
}
