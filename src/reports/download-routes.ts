import { Router, type Request, type Response } from 'express';
import { recordFlaggedViews } from '../comments/flagged-view-queries.js';
import { parseId } from '../http/parse.js';
import { renderView, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { recordAudit } from '../people/audit-queries.js';
import { fileNameOf } from '../http/file-name.js';
import { reportDocx } from './report-docx.js';
import { subjectOf } from './report-queries.js';
import { flaggedShown, reportModel, type ReportModel } from './report-model.js';

/** A file of a report as a browser downloads it. */
interface ReportFile {
  extension: 'docx' | 'html';
  write: (report: ReportModel, at: string) => Promise<Buffer | string>;
}

const files: readonly ReportFile[] = [
  { extension: 'docx', write: reportDocx },
  {
    extension: 'html',
    write: (report, at) => renderView('pages/reports/download', { report, at }),
  },
];

/** The files that leave: every quote is checked and every figure counted again for each. */
export function downloadRoutes({ db }: Services): Router {
  const router = Router();

  async function refuse(request: Request, response: Response, report: ReportModel) {
    await recordFlaggedViews(db, request.viewer, flaggedShown(report));
    await sendPage(request, response, {
      view: 'reports/refused',
      title: 'This report cannot be downloaded yet',
      status: 409,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: {
        report: { id: report.id, title: report.title },
        failing: report.failing,
        gaps: report.gaps,
      },
    });
  }

  for (const { extension, write } of files) {
    router.get(`/reports/:reportId/report.${extension}`, async (request, response) => {
      const report = await reportModel(
        db,
        request.viewer,
        parseId(request.params['reportId'], 'report'),
      );
      if (report.failing.length + report.gaps.length > 0) {
        return refuse(request, response, report);
      }
      const name = fileNameOf(report.title, `report-${report.id}`);
      const content = await write(report, new Date().toISOString());
      await recordAudit(db, request.viewer, {
        action: 'report_downloaded',
        subject: subjectOf(report),
        after: { file: extension, parts: report.parts.length },
      });
      response.attachment(`${name}.${extension}`).send(content);
    });
  }

  return router;
}
