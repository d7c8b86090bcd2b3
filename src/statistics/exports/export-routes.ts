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
import { measuresDocument } from './measures-export.js';
import { breakdownDocument, ratesDocument } from './rates-export.js';
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
    const content = await figureFormats[format].write(figures);
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

    router.get(
      `/waves/:waveId/questions/:questionId/breakdown.${format}`,
      async (request, response) => {
        const wave = await waveOf(request);
        const { by } = request.query;
        const of = {
          questionId: parseId(request.params['questionId'], 'question'),
          byId: by === undefined || by === '' ? null : parseId(by, 'question'),
        };
        const asked = { wave, ...askedFor(request) };
        const figures = await breakdownDocument(db, request.viewer, asked, of);
        await send(
          request,
          response,
          { format, figures },
          {
            action: 'rates_downloaded',
            subject: { kind: 'question', id: of.questionId, name: figures.frame.title },
          },
        );
      },
    );

    router.get(`/measures.${format}`, async (request, response) => {
      const figures = await measuresDocument(db, request.viewer, askedFor(request));
      await send(
        request,
        response,
        { format, figures },
        {
          action: 'measures_downloaded',
          subject: { kind: 'file', id: null, name: `measures.${format}` },
          after: { measures: figures.rows.length },
        },
      );
    });
  }

  return router;
}
