import { Router, type Request, type Response } from 'express';
import { recordFlaggedViews } from '../../comments/flagged-view-queries.js';
import { fileNameOf } from '../../http/file-name.js';
import { parseId } from '../../http/parse.js';
import { renderView, sendPage, wantsJson } from '../../http/send-page.js';
import type { Services } from '../../http/services.js';
import { recordAudit } from '../../people/audit-queries.js';
import { flaggedShown } from '../report-model.js';
import { subjectOf } from '../report-queries.js';
import { prepareReport, type PreparedReport } from './prepare-report.js';
import type { Publication } from './publication.js';
import { publicationStyles } from './publication-styles.js';
import type { Refusal } from './refusals.js';

/** A file of a report as a browser downloads it. */
interface ReportFile {
  extension: 'docx' | 'html';
  write: (publication: Publication) => Promise<Buffer | string>;
}

// Loaded with the first report: what draws charts and writes Word would take a third of the start of the server.
const asWeb = async (publication: Publication) =>
  (await import('./web-report.js')).webReport(publication);
const asWord = async (publication: Publication) =>
  (await import('./word/word-report.js')).wordReport(publication);

const files: readonly ReportFile[] = [
  { extension: 'docx', write: asWord },
  {
    extension: 'html',
    write: async (publication) =>
      renderView('pages/reports/download', {
        publication: await asWeb(publication),
        styles: publicationStyles(publication),
      }),
  },
];

/** The preview and the files that leave: every quote is checked and every figure counted again for each. */
export function downloadRoutes({ db }: Services): Router {
  const router = Router();
  const asksForDraft = ({ query }: Request) => query['draft'] === 'yes';
  const prepare = (request: Request) => {
    const reportId = parseId(request.params['reportId'], 'report');
    return prepareReport(db, request.viewer, reportId, { asksForDraft: asksForDraft(request) });
  };

  async function refuse(
    request: Request,
    response: Response,
    { report, refusals }: PreparedReport,
    failing: Refusal[],
  ) {
    await recordFlaggedViews(db, request.viewer, flaggedShown(report));
    if (wantsJson(request)) response.type('application/problem+json');
    await sendPage(request, response, {
      view: 'reports/refused',
      title: 'This report cannot be downloaded yet',
      status: 409,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: {
        status: 409,
        detail: 'Put right what is listed, then download the report again.',
        report: { id: report.id, title: report.title },
        failing,
        mayBeDraft: refusals.draft.length === 0,
      },
    });
  }

  router.get('/reports/:reportId/preview', async (request, response) => {
    const prepared = await prepare(request);
    const { report, publication, refusals } = prepared;
    await recordFlaggedViews(db, request.viewer, flaggedShown(report));
    const web = await asWeb(publication);
    await sendPage(request, response, {
      view: 'reports/preview',
      title: `Preview of ${report.title}`,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: {
        report: { id: report.id, title: report.title },
        publication: web,
        failing: refusals.final,
        leftOut: refusals.draft,
      },
    });
  });

  for (const { extension, write } of files) {
    router.get(`/reports/:reportId/report.${extension}`, async (request, response) => {
      const prepared = await prepare(request);
      const { report, publication, refusals } = prepared;
      const failing = asksForDraft(request) ? refusals.draft : refusals.final;
      if (failing.length > 0) return refuse(request, response, prepared, failing);
      const name = fileNameOf(report.title, `report-${report.id}`);
      const content = await write(publication);
      await recordAudit(db, request.viewer, {
        action: 'report_downloaded',
        subject: subjectOf(report),
        after: { file: extension, draft: publication.isDraft, parts: publication.parts.length },
      });
      const draft = publication.isDraft ? '-draft' : '';
      response.attachment(`${name}${draft}.${extension}`).send(content);
    });
  }

  return router;
}
