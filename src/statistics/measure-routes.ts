import { Router, type Request } from 'express';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { may } from '../people/permissions.js';
import { showingTo } from './breakdown-queries.js';
import { measureDetails } from './measure-details.js';
import { shownChart } from './charts/chart-page.js';
import { measureChart } from './charts/measure-chart.js';
import { chartWords } from './charts/survey-charts.js';
import { measureFigures } from './measure-figures.js';
import { findMeasure, removeMeasure } from './measure-queries.js';
import { countsNote } from './withhold.js';

/** The measures that are kept: the list, each with its history, its end. */
export function measureRoutes({ db, config: { disclosure: limits } }: Services): Router {
  const router = Router();
  const measureAt = (request: Request) =>
    findMeasure(db, request.viewer, parseId(request.params['measureId'], 'measure'));

  router.get('/measures', async (request, response) => {
    const measures = await measureFigures(db, request.viewer);
    await sendPage(request, response, {
      view: 'measures/list',
      title: 'Measures',
      model: {
        ...{ measures, limits, note: countsNote(showingTo(request.viewer), limits) },
        showing: showingTo(request.viewer),
      },
    });
  });

  router.get('/measures/:measureId', async (request, response) => {
    const { id } = await measureAt(request);
    const showing = showingTo(request.viewer, request.query['showing']);
    const details = await measureDetails(db, request.viewer, id, showing);
    await sendPage(request, response, {
      view: 'measures/measure',
      title: details.measure.name,
      back: { href: '/measures', text: 'Measures' },
      model: {
        ...details,
        chart: shownChart(
          measureChart(details.measure, chartWords(showing, limits, details.measure.survey)),
          `/measures/${id}/chart`,
        ),
        showing,
        trueCounts: may(request.viewer, 'true_counts'),
        limits,
        note: countsNote(showing, limits),
      },
    });
  });

  router.get('/measures/:measureId/delete', async (request, response) => {
    const { id, name } = await measureAt(request);
    await sendPage(request, response, {
      view: 'measures/delete',
      title: 'Delete this measure?',
      back: { href: `/measures/${id}`, text: name },
      model: { id, name },
    });
  });

  router.post('/measures/:measureId/delete', async (request, response) => {
    const { id } = await measureAt(request);
    await removeMeasure(db, request.viewer, id);
    redirectTo(response, '/measures', 'measure-deleted');
  });

  return router;
}
