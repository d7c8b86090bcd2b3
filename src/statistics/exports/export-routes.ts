import { Router, type Request, type Response } from 'express';
import { parseId } from '../../http/parse.js';
import type { Services } from '../../http/services.js';
import { recordAudit, type AuditEntry } from '../../people/audit-queries.js';
import { findWave } from '../../surveys/survey-queries.js';
import {
  figureFormats,
  fileNameFor,
  formatKeys,
  type FigureDocument,
  type FigureFormat,
} from './figure-document.js';
import { crosstabDocument } from './crosstab-export.js';
import { measuresDocument } from './measures-export.js';
import { ratesDocument } from './rates-export.js';
import { trendsDocument } from './trends-export.js';
import { parseCrosstabFile } from '../crosstab-file.js';
import { asksForInternal } from './showing.js';

/** Files of figures: as they may be published, or with true counts where those are asked for. */
export function exportRoutes({ db }: Services): Router {
  const router = Router();

  const askedFor = (request: Request) => ({
    isInternal: asksForInternal(request.viewer, request.query['showing']),
    madeAt: new Date().toISOString(),
  });
  const waveOf = (request: Request) =>
    findWave(db, request.viewer, parseId(request.params['waveId'], 'wave'));

  async function send(
    request: Request,
    response: Response,
    file: { format: FigureFormat; figures: FigureDocument },
    entry: Pick<AuditEntry, 'action' | 'subject' | 'after'>,
  ): Promise<void> {
    const { format, figures } = file;
    const content = await figureFormats[format](figures);
    const after = { file: format, trueCounts: figures.frame.isInternal, ...entry.after };
    await recordAudit(db, request.viewer, { ...entry, after });
    response.attachment(fileNameFor(figures, format)).send(content);
  }

  for (const format of formatKeys) {
    router.get(`/waves/:waveId/rates.${format}`, async (request, response) => {
      const wave = await waveOf(request);
      const figures = await ratesDocument(db, request.viewer, { wave, ...askedFor(request) });
      await send(
        request,
        response,
        { format, figures },
        {
          action: 'rates_downloaded',
          subject: { kind: 'wave', id: wave.id, name: `${wave.surveyName}, ${wave.name}` },
        },
      );
    });

    router.get(`/measures.${format}`, async (request, response) => {
      const figures = await measuresDocument(db, request.viewer, askedFor(request));
      await send(
        request,
        response,
        { format, figures },
        {
          action: 'measures_downloaded',
          subject: { kind: 'file', id: null, name: `measures.${format}` },
          after: { measures: new Set(figures.rows.map(({ measure }) => measure)).size },
        },
      );
    });

    router.get(`/waves/:waveId/crosstab.${format}`, async (request, response) => {
      const { viewer } = request;
      const wave = await waveOf(request);
      const { spec, names } = await parseCrosstabFile(db, viewer, wave, request.query);
      const where = names.length > 0 ? `Only those where ${names.join(' and ')}.` : '';
      const figures = await crosstabDocument(
        db,
        viewer,
        { wave, ...askedFor(request) },
        { spec, where },
      );
      await send(
        request,
        response,
        { format, figures },
        {
          action: 'crosstab_downloaded',
          subject: { kind: 'wave', id: wave.id, name: `${wave.surveyName}, ${wave.name}` },
          after: { table: figures.sheets[0]?.title, onlyThose: names },
        },
      );
    });

    router.get(`/surveys/:surveyId/trends.${format}`, async (request, response) => {
      const surveyId = parseId(request.params['surveyId'], 'survey');
      const figures = await trendsDocument(db, request.viewer, { surveyId, ...askedFor(request) });
      await send(
        request,
        response,
        { format, figures },
        {
          action: 'trends_downloaded',
          subject: { kind: 'survey', id: surveyId, name: figures.frame.title },
        },
      );
    });
  }

  return router;
}
