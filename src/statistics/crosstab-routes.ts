import { Router, type Request } from 'express';
import { parseId } from '../http/parse.js';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { recordAudit } from '../people/audit-queries.js';
import { findWave } from '../surveys/survey-queries.js';
import { showingTo } from './breakdown-queries.js';
import { parseCrosstabAddress } from './crosstab-address.js';
import { crosstabCsv } from './crosstab-csv.js';
import { crosstabPage } from './crosstab-page.js';
import { parseCrosstabFile } from './crosstab-file.js';
import { crosstabOf } from './crosstab.js';
import { waveNote } from './disclosure/close-release-queries.js';

export function crosstabRoutes({ db }: Services): Router {
  const router = Router();
  const waveOf = (request: Request) =>
    findWave(db, request.viewer, parseId(request.params['waveId'], 'wave'));

  router.get('/waves/:waveId/crosstab', async (request, response) => {
    const wave = await waveOf(request);
    const address = parseCrosstabAddress(request.query);
    const { faults, title, model } = await crosstabPage(db, request.viewer, wave, address);
    await sendPage(request, response, {
      view: 'crosstab/crosstab',
      title,
      back: { href: `/waves/${wave.id}`, text: `${wave.surveyName}, ${wave.name}` },
      ...(faults.length > 0 ? { status: 422, faults } : {}),
      model,
    });
  });

  router.get('/waves/:waveId/crosstab.csv', async (request, response) => {
    const { viewer } = request;
    const wave = await waveOf(request);
    const { spec, address, names } = await parseCrosstabFile(db, viewer, wave, request.query);
    const showing = showingTo(viewer, address.showing ?? 'publication');
    const crosstab = await crosstabOf(db, viewer, spec, showing);
    const of = `${wave.surveyName}, ${wave.name}`;
    await recordAudit(db, viewer, {
      action: 'crosstab_downloaded',
      subject: { kind: 'wave', id: wave.id, name: of },
      after: {
        rows: crosstab.breakdown.question.text,
        columns: crosstab.breakdown.by?.text,
        onlyThose: names,
        trueCounts: showing === 'internal',
      },
    });
    const csv = crosstabCsv(crosstab, {
      of,
      note: await waveNote(db, wave.id, showing),
      where: names.length > 0 ? ` Only those where ${names.join(' and ')}.` : '',
      percent: address.percent,
    });
    const marked = showing === 'internal' ? '-not-for-publication' : '';
    response.attachment(`crosstab-wave-${wave.id}${marked}.csv`).type('text/csv').send(csv);
  });

  return router;
}
