import { Router, type Request } from 'express';
import type { Db } from '../../db/schema.js';
import { sendPage } from '../../http/send-page.js';
import type { Services } from '../../http/services.js';
import { recordDownload } from '../record-download.js';
import { readSelection, selectionAddress, type Selection } from '../selection.js';
import { csvColumns } from './comment-columns.js';
import { Tally } from './provenance.js';
import type { QuoteGrouping } from './quotes-docx.js';
import { readDownload, type DownloadedComment } from './read-download.js';
import { checkRoom, mostInWorkbook, selectionWorkbook } from './selection-workbook.js';
import { countForFile, selectForFile } from './select-for-file.js';
import { selectionCsv } from './selection-csv.js';
import { sendStream } from './send-stream.js';

/** More make a document that Word opens slowly and nobody reads. */
export const mostQuotes = 2000;

/** The quotations of a selection: what is flagged, or may tell of risk and waits, is not for quoting. */
async function readQuotes(db: Db, selection: Selection, ids: readonly number[]) {
  const tally = new Tally();
  const quotes: DownloadedComment[] = [];
  let flagged = 0;
  let waiting = 0;
  for await (const comment of readDownload(db, selection, ids)) {
    if (comment.flag !== '') flagged += 1;
    else if (comment.waiting) waiting += 1;
    else {
      tally.add(comment);
      quotes.push(comment);
    }
  }
  const facts = [
    ...tally.facts(),
    ...(flagged > 0 ? [['Left out of quotes because they are flagged', flagged] as const] : []),
    ['Left out because they may tell of risk and nobody has looked yet', waiting] as const,
  ];
  return { quotes, facts };
}

/** A selection of comments as files, each with how it was made. */
export function downloadRoutes({ db, reading }: Services): Router {
  const router = Router();
  const selected = (request: Request) => readSelection(db, request.viewer, request.query);

  router.get('/comments/download', async (request, response) => {
    const selection = await selected(request);
    const at = (path: string) => selectionAddress(selection, {}, path);
    const word = at('/comments.docx');
    await sendPage(request, response, {
      view: 'comments/download',
      title: 'Download these comments',
      back: { href: selectionAddress(selection), text: 'Back to your search' },
      model: {
        total: await reading.read(countForFile, request.viewer, request.query),
        mostQuotes,
        workbook: at('/comments.xlsx'),
        csv: at('/comments.csv'),
        quotesBySurvey: word,
        quotesByTheme: `${word}${word.includes('?') ? '&' : '?'}by=theme`,
      },
    });
  });

  router.get('/comments.xlsx', async (request, response) => {
    const selection = await selected(request);
    const { ids, at, facts } = await reading.read(selectForFile, request.viewer, request.query);
    checkRoom(ids.length, mostInWorkbook, 'A workbook');
    await recordDownload(db, request.viewer, selection, { ids, fileName: 'comments.xlsx' });
    response.attachment('comments.xlsx');
    await sendStream(selectionWorkbook(facts, readDownload(db, selection, ids), at), response);
  });

  router.get('/comments.csv', async (request, response) => {
    const selection = await selected(request);
    const { ids, facts } = await reading.read(selectForFile, request.viewer, request.query);
    await recordDownload(db, request.viewer, selection, { ids, fileName: 'comments.csv' });
    response.attachment('comments.csv').type('text/csv');
    await sendStream(selectionCsv(facts, readDownload(db, selection, ids), csvColumns), response);
  });

  router.get('/comments.docx', async (request, response) => {
    const selection = await selected(request);
    const chosen = await reading.read(selectForFile, request.viewer, request.query);
    const { ids } = chosen;
    checkRoom(ids.length, mostQuotes, 'A Word file');
    const by: QuoteGrouping = request.query['by'] === 'theme' ? 'theme' : 'survey';
    const { quotes, facts } = await readQuotes(db, selection, ids);
    const { quotesDocx } = await import('./quotes-docx.js');
    const file = await quotesDocx([...chosen.facts, ...facts], quotes, by);
    const quoted = quotes.map(({ id }) => id);
    await recordDownload(db, request.viewer, selection, { ids: quoted, fileName: 'comments.docx' });
    response.attachment('comments.docx').send(file);
  });

  return router;
}
