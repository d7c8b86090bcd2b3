import { Router, type Request, type Response } from 'express';
import { ViewfinderError, type FieldFault } from '../errors.js';
import { parseFields, parseId, parseOptionalId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { altText } from '../statistics/charts/alt-text.js';
import { choicesOf } from '../statistics/charts/chart-choices.js';
import { addressOf } from '../statistics/charts/chart-page.js';
import { askedQuestions } from '../statistics/rate-queries.js';
import { chartTable } from './chart-table.js';
import {
  addressOfSource,
  imageOfSource,
  pageOfSource,
  parseChartAddress,
  type FigureSource,
} from './figure-source.js';
import { chartsToChoose } from './charts-to-choose.js';
import { drawSource } from './live-figures.js';
import { parseAfter } from './part-form.js';
import { addParts } from './part-queries.js';
import { findReport, listReports } from './report-queries.js';

interface ChartForm {
  source: FigureSource;
  as: 'chart' | 'table';
  report: string;
  after: number | null;
}

/** The chart's address; of a question with what is chosen of it here. */
function chosenAddress(fields: Record<string, unknown>): string {
  const chart = parseText(fields['chart']);
  if (fields['kind'] === undefined) return chart;
  const [kind, by] = [parseText(fields['kind']), parseText(fields['by'])];
  return addressOf(chart.split('?')[0] ?? '', { kind: kind || null, by: by || null });
}

function parseForm(fields: Record<string, unknown>): ChartForm {
  const source = parseChartAddress(chosenAddress(fields));
  if (!source) {
    throw new ViewfinderError(
      'invalid',
      'A report takes a chart of one survey: of a question, a measure, a trend, changes, or the themes of one wave.',
    );
  }
  return {
    source,
    as: fields['as'] === 'table' ? 'table' : 'chart',
    report: String(parseOptionalId(fields['report']) ?? ''),
    after: parseAfter(fields['after']),
  };
}

/** Charts of a report, and the tables behind them: choosing and adding. */
export function chartPartRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/reports/:reportId/charts/new', async (request, response) => {
    const { viewer, query } = request;
    const report = await findReport(db, viewer, parseId(request.params.reportId, 'report'));
    const waveId = parseOptionalId(query['wave']) ?? null;
    await sendPage(request, response, {
      view: 'reports/choose-chart',
      title: 'Add a chart or a table',
      back: { href: `/reports/${report.id}`, text: report.title },
      model: {
        report,
        after: parseAfter(query['after']),
        ...(await chartsToChoose(db, viewer, waveId)),
      },
    });
  });

  /** The chart as it is now, or why there is none of that kind. */
  async function drawn({ viewer }: Request, source: FigureSource) {
    try {
      const { chart } = await drawSource(db, viewer, source);
      const shown = { title: chart.title, alt: altText(chart), image: imageOfSource(source) };
      return { chart: shown, table: chartTable(chart), faults: [] };
    } catch (error) {
      if (!(error instanceof ViewfinderError) || error.kind !== 'invalid') throw error;
      return { chart: null, table: null, faults: [{ field: 'kind', message: error.message }] };
    }
  }

  async function sendForm(
    request: Request,
    response: Response,
    form: ChartForm,
    missing: FieldFault[] = [],
  ) {
    const { source, ...chosen } = form;
    const { faults: misfits, ...shown } = await drawn(request, source);
    const reports = await listReports(db, request.viewer);
    const report = reports.find(({ id }) => String(id) === form.report) ?? reports[0];
    const faults = [...misfits, ...missing];
    await sendPage(request, response, {
      view: 'reports/new-chart',
      title: 'Add this to a report',
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: { href: pageOfSource(source), text: 'The chart' },
      model: {
        ...shown,
        choices:
          source.of === 'question' && source.kind !== 'change'
            ? choicesOf(await askedQuestions(db, source.waveId), source)
            : null,
        address: addressOfSource(source),
        reports: reports.map(({ id, title }) => ({ value: String(id), text: title })),
        form: { ...chosen, report: String(report?.id ?? '') },
      },
    });
  }

  router.get('/reports/charts/new', async (request, response) => {
    await sendForm(request, response, parseForm(request.query));
  });

  router.post('/reports/charts', async (request, response) => {
    const form = parseForm(parseFields(request.body));
    if (form.report === '') {
      const message = 'Choose the report that it goes to';
      return sendForm(request, response, form, [{ field: 'report', message }]);
    }
    const report = await findReport(db, request.viewer, Number(form.report));
    const { surveyId } = await drawSource(db, request.viewer, form.source);
    const part = { kind: form.as, source: form.source, surveyId };
    const id = await addParts(db, request.viewer, { ...report, afterId: form.after }, [part]);
    redirectTo(response, `/reports/${report.id}#part-${id}`, `${form.as}-added`);
  });

  return router;
}
