import { Router, type Request, type Response } from 'express';
import { parseId } from '../../http/parse.js';
import type { Services } from '../../http/services.js';
import { recordAudit } from '../../people/audit-queries.js';
import { may } from '../../people/permissions.js';
import type { Showing } from '../breakdown-queries.js';
import type { Chart } from './chart.js';
import { chartCsv } from './chart-csv.js';
import { chartPng } from './chart-png.js';
import { parseChartRequest, parseWidth } from './chart-request.js';
import { drawChart } from './draw-chart.js';
import { questionChart } from './question-chart.js';

export const chartFormats = ['svg', 'png', 'csv'] as const;
type Format = (typeof chartFormats)[number];

/** True counts only where they are asked for, by those who may see them: a chart is made to leave. */
const showingOf = ({ viewer, query }: Request): Showing =>
  may(viewer, 'true_counts') && query['showing'] === 'internal' ? 'internal' : 'publication';

async function contentOf(chart: Chart, format: Format, width: number): Promise<string | Buffer> {
  if (format === 'csv') return chartCsv(chart);
  const svg = drawChart(chart, width);
  return format === 'svg' ? svg : chartPng(svg);
}

export function chartRoutes({ db }: Services): Router {
  const router = Router();

  /** On a page as an image; with `download` in the address, and always of a table, as a file that is audited. */
  async function sendChart(
    request: Request,
    response: Response,
    { chart, format, name }: { chart: Chart; format: Format; name: string },
  ): Promise<void> {
    const content = await contentOf(chart, format, parseWidth(request.query['width']));
    const file = `${name}${chart.internal ? '-not-for-publication' : ''}.${format}`;
    if (format === 'csv' || request.query['download'] !== undefined) {
      await recordAudit(db, request.viewer, {
        action: 'chart_downloaded',
        subject: { kind: 'file', id: null, name: file },
        after: { chart: chart.title, kind: chart.kind, source: chart.source },
      });
      response.attachment(file);
    }
    response.type(format).send(content);
  }

  for (const format of chartFormats) {
    router.get(
      `/waves/:waveId/questions/:questionId/chart.${format}`,
      async (request, response) => {
        const asked = parseChartRequest(request.query);
        const waveId = parseId(request.params.waveId, 'wave');
        const questionId = parseId(request.params.questionId, 'question');
        const place = { waveId, questionId, ...asked };
        const chart = await questionChart(db, request.viewer, place, showingOf(request));
        const name = `chart-wave-${waveId}-question-${questionId}-${asked.kind}`;
        await sendChart(request, response, { chart, format, name });
      },
    );
  }

  return router;
}
