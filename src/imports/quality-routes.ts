import { Router, type Request } from 'express';
import { ViewfinderError } from '../errors.js';
import { parseId } from '../http/parse.js';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import type { AuditAction } from '../people/audit-actions.js';
import { recordAudit } from '../people/audit-queries.js';
import { parseReport, type ImportReport } from './import-papers.js';
import { findImport, findImportPapers, type ImportSummary } from './import-queries.js';
import { problemsCsv } from './problems-csv.js';
import { summariseReport } from './report-summary.js';

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const isImported = ({ state }: ImportSummary) => state !== 'checked';

/** The data-quality report of an import, before it is imported and after: a page and its downloads. */
export function qualityRoutes({ db }: Services): Router {
  const router = Router();

  async function reported(request: Request) {
    const id = parseId(request.params['importId'], 'import');
    const found = await findImport(db, request.viewer, id);
    const report = parseReport((await findImportPapers(db, found.id)).report);
    if (report) return { found, report };
    throw new ViewfinderError(
      'not_found',
      `There is no data-quality report of ${found.fileName}.`,
      {
        link: { href: `/imports/${found.id}`, text: 'See where it stands' },
      },
    );
  }

  const audit = (
    request: Request,
    action: AuditAction,
    found: ImportSummary,
    report: ImportReport,
  ) =>
    recordAudit(db, request.viewer, {
      action,
      subject: { kind: 'import', id: found.id, name: found.fileName },
      after: { problems: report.problems.length },
    });

  router.get('/imports/:importId/data-quality', async (request, response) => {
    const { found, report } = await reported(request);
    await sendPage(request, response, {
      view: 'imports/data-quality',
      title: 'Data-quality report',
      back: { href: `/imports/${found.id}`, text: found.fileName },
      model: {
        import: found,
        report: { ...report, problems: [] },
        summary: summariseReport(report, isImported(found)),
      },
    });
  });

  router.get('/imports/:importId/data-quality.xlsx', async (request, response) => {
    const { found, report } = await reported(request);
    await audit(request, 'data_quality_downloaded', found, report);
    response.attachment(`data-quality-import-${found.id}.xlsx`).type(spreadsheet);
    const { qualityWorkbook } = await import('./quality-workbook.js');
    response.send(qualityWorkbook(found, report, isImported(found)));
  });

  router.get('/imports/:importId/problems.csv', async (request, response) => {
    const { found, report } = await reported(request);
    await audit(request, 'problems_downloaded', found, report);
    response.attachment(`problems-import-${found.id}.csv`).type('text/csv');
    response.send(problemsCsv(found.fileName, report.problems));
  });

  return router;
}
