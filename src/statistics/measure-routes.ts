import { Router } from 'express';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { measureFigure, measureFigures } from './measure-figures.js';
import { parseLine } from './measure-form.js';
import { changeStatement, findMeasure, removeMeasure } from './measure-queries.js';
import { countsNote, limits } from './withhold.js';

export function measureRoutes({ db }: Services): Router {
  const router = Router();
  const back = { href: '/measures', text: 'Measures' };

  router.get('/measures', async (request, response) => {
    const measures = await measureFigures(db, request.viewer);
    await sendPage(request, response, {
      view: 'measures/list',
      title: 'Measures',
      model: { measures, limits, note: countsNote(request.viewer) },
    });
  });

  router.get('/measures/:measureId', async (request, response) => {
    const measure = await measureFigure(
      db,
      request.viewer,
      parseId(request.params['measureId'], 'measure'),
    );
    await sendPage(request, response, {
      view: 'measures/measure',
      title: measure.name,
      back,
      model: {
        measure,
        limits,
        note: countsNote(request.viewer),
        form: { statement: measure.statement },
      },
    });
  });

  router.post('/measures/:measureId', async (request, response) => {
    const { id } = await findMeasure(
      db,
      request.viewer,
      parseId(request.params['measureId'], 'measure'),
    );
    const fields = (request.body ?? {}) as Record<string, unknown>;
    const { text, faults } = parseLine(
      fields['statement'],
      'statement',
      'Enter what follows the figure',
    );
    if (faults.length === 0) {
      await changeStatement(db, request.viewer, id, text);
      return redirectTo(response, `/measures/${id}`, 'measure-saved');
    }
    const measure = await measureFigure(db, request.viewer, id);
    await sendPage(request, response, {
      view: 'measures/measure',
      title: measure.name,
      status: 422,
      faults,
      back,
      model: { measure, limits, note: countsNote(request.viewer), form: { statement: text } },
    });
  });

  router.get('/measures/:measureId/delete', async (request, response) => {
    const { id, name } = await findMeasure(
      db,
      request.viewer,
      parseId(request.params['measureId'], 'measure'),
    );
    await sendPage(request, response, {
      view: 'measures/delete',
      title: 'Delete this measure?',
      back: { href: `/measures/${id}`, text: name },
      model: { id, name },
    });
  });

  router.post('/measures/:measureId/delete', async (request, response) => {
    const { id } = await findMeasure(
      db,
      request.viewer,
      parseId(request.params['measureId'], 'measure'),
    );
    await removeMeasure(db, request.viewer, id);
    redirectTo(response, '/measures', 'measure-deleted');
  });

  return router;
}
