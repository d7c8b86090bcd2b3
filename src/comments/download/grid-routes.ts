import { Router, type Request } from 'express';
import type { Services } from '../../http/services.js';
import { may } from '../../people/permissions.js';
import { recordDownload } from '../record-download.js';
import { readSelection } from '../selection.js';
import { answerColumns } from './answer-columns.js';
import { commentColumns } from './comment-columns.js';
import { gridDownload } from './grid-download.js';
import type { Fact } from './provenance.js';
import { readDownload } from './read-download.js';
import { checkRoom, mostInWorkbook, selectionWorkbook } from './selection-workbook.js';
import { selectionCsv } from './selection-csv.js';
import { sendStream } from './send-stream.js';

/** A grid as a file: its comments in its order, each with the answers that the grid shows. */
export function gridRoutes({ db, reading }: Services): Router {
  const router = Router();

  async function asked(request: Request, fileName: string) {
    const { viewer, query } = request;
    const selection = await readSelection(db, viewer, query);
    const { ids, at, facts, ...grid } = await reading.read(gridDownload, viewer, query);
    // What each response answered is another file's to give, to fewer people.
    const mayHaveAnswers = may(viewer, 'download_responses');
    const questions = mayHaveAnswers ? grid.questions : [];
    const note: Fact = ['Answers', 'Left out: you may not download what each person answered'];
    checkRoom(ids.length, mostInWorkbook, 'A file of the grid');
    const answers = questions.map(({ text }) => text);
    await recordDownload(db, viewer, selection, { ids, fileName, answers });
    return {
      at,
      facts: mayHaveAnswers ? facts : [...facts, note],
      columns: [...commentColumns, ...(await answerColumns(db, questions))],
      comments: readDownload(db, selection, ids),
    };
  }

  router.get('/comments/grid.xlsx', async (request, response) => {
    const { facts, comments, at, columns } = await asked(request, 'grid.xlsx');
    response.attachment('grid.xlsx');
    await sendStream(selectionWorkbook(facts, comments, at, columns), response);
  });

  router.get('/comments/grid.csv', async (request, response) => {
    const { facts, comments, columns } = await asked(request, 'grid.csv');
    response.attachment('grid.csv').type('text/csv');
    await sendStream(selectionCsv(facts, comments, columns), response);
  });

  return router;
}
