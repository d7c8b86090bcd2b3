import { Readable } from 'node:stream';
import { csvLines, writeCsv } from '../../http/csv.js';
import type { CommentColumn } from './comment-columns.js';
import type { Fact } from './provenance.js';
import type { DownloadedComment } from './read-download.js';

async function* lines(
  facts: readonly Fact[],
  comments: AsyncIterable<DownloadedComment>,
  columns: readonly CommentColumn[],
): AsyncGenerator<string> {
  const how = facts.map(([name, value]) => `${name}: ${value}`).join('. ');
  yield writeCsv([[...columns.map(([heading]) => heading), 'How selected']]);
  for await (const comment of comments) {
    yield csvLines([[...columns.map(([, , cell]) => cell(comment)), how]]);
  }
}

/** The comments as CSV, written while they are read, each with how they were selected. */
export const selectionCsv = (
  facts: readonly Fact[],
  comments: AsyncIterable<DownloadedComment>,
  columns: readonly CommentColumn[],
): Readable => Readable.from(lines(facts, comments, columns), { objectMode: false });
