import { Router, type Request, type Response } from 'express';
import { parseId, parseText } from '../../http/parse.js';
import type { Services } from '../../http/services.js';
import { recordAudit } from '../../people/audit-queries.js';
import { currentFrame } from '../../themes/frame-queries.js';
import type { Chart } from './chart.js';
import { chartCsv } from './chart-csv.js';
import { chartPng } from './chart-png.js';
import { parseChartRequest, parseWidth, showingInChart } from './chart-request.js';
import { questionChart } from './question-chart.js';
import { changesChartOf, measureChartOf, themeChartOf, trendChartOf } from './survey-charts.js';

const chartFormats = ['svg', 'png', 'csv'] as const;
type Format = (typeof chartFormats)[number];

const showingOf = ({ viewer, query }: Request) => showingInChart(viewer, query['showing']);

async function contentOf(chart: Chart, format: Format, width: number): Promise<string | Buffer> {
  if (format === 'csv') return chartCsv(chart);
  // Loaded with the first chart: it takes a third of the start of the server.
  const { drawChart } = await import('./draw-chart.js');
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
        const { chart } = await questionChart(db, request.viewer, place, showingOf(request));
        const name = `chart-wave-${waveId}-question-${questionId}-${chart.kind}`;
        await sendChart(request, response, { chart, format, name });
      },
    );
  }

  const surveyIdOf = (request: Request) => parseId(request.params['surveyId'], 'survey');

  for (const format of chartFormats) {
    router.get(
      `/surveys/:surveyId/questions/:questionId/trend.${format}`,
      async (request, response) => {
        const surveyId = surveyIdOf(request);
        const questionId = parseId(request.params.questionId, 'question');
        const groupKey = parseText(request.query['group']) || null;
        const option = parseText(request.query['option']);
        const optionCode = /^\d{1,5}$/.test(option) ? Number(option) : null;
        const spec = { surveyId, questionId, groupKey, optionCode };
        const chart = await trendChartOf(db, request.viewer, spec, showingOf(request));
        await sendChart(request, response, {
          chart,
          format,
          name: `chart-trend-question-${questionId}`,
        });
      },
    );

    router.get(`/surveys/:surveyId/changes.${format}`, async (request, response) => {
      const surveyId = surveyIdOf(request);
      const chart = await changesChartOf(db, request.viewer, surveyId, showingOf(request));
      await sendChart(request, response, {
        chart,
        format,
        name: `chart-changes-survey-${surveyId}`,
      });
    });

    router.get(`/measures/:measureId/chart.${format}`, async (request, response) => {
      const measureId = parseId(request.params.measureId, 'measure');
      const chart = await measureChartOf(db, request.viewer, measureId, showingOf(request));
      await sendChart(request, response, { chart, format, name: `chart-measure-${measureId}` });
    });

    router.get(`/comments/themes.${format}`, async (request, response) => {
      const { wave } = request.query;
      const waveId = (wave ?? '') === '' ? null : parseId(wave, 'wave');
      const { content: frame } = await currentFrame(db);
      const place = { waveId, frame };
      const chart = await themeChartOf(db, request.viewer, place, showingOf(request));
      const name = waveId === null ? 'chart-themes' : `chart-themes-wave-${waveId}`;
      await sendChart(request, response, { chart, format, name });
    });
  }

  return router;
}
