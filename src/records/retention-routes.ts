import { Router, type Request, type Response } from 'express';
import type { FieldFault } from '../errors.js';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { recordAudit } from '../people/audit-queries.js';
import { countRetention, reminderDays, retentionState } from '../surveys/retention.js';
import { findWave, listSurveys } from '../surveys/survey-queries.js';
import { setRetention } from './purge-queries.js';
import { blankRetentionForm, parseRetentionForm, type RetentionForm } from './retention-form.js';

/** Until when responses are kept: every wave with its day, and the day of one. */
export function retentionRoutes({ db }: Services): Router {
  const router = Router();

  const waveAt = ({ params, viewer }: Request) =>
    findWave(db, viewer, parseId(params['waveId'], 'wave'));

  router.get('/records', async (request, response) => {
    const now = new Date().toISOString();
    const surveys = await listSurveys(db, request.viewer);
    const waves = surveys.flatMap(({ name: survey, waves: own }) =>
      own.map((wave) => ({ survey, ...wave, state: retentionState(wave, now) })),
    );
    await sendPage(request, response, {
      view: 'records/list',
      title: 'How long responses are kept',
      model: { waves, counts: countRetention(waves, now), reminderDays },
    });
  });

  async function sendForm(
    request: Request,
    response: Response,
    { form, faults }: { form?: RetentionForm; faults: FieldFault[] },
  ) {
    const wave = await waveAt(request);
    await sendPage(request, response, {
      view: 'records/retention',
      title: 'Until when are the responses kept?',
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: { href: `/waves/${wave.id}`, text: `${wave.surveyName}, ${wave.name}` },
      model: { wave, form: form ?? blankRetentionForm(wave.retainUntil) },
    });
  }

  router.get('/waves/:waveId/retention', async (request, response) => {
    await sendForm(request, response, { faults: [] });
  });

  router.post('/waves/:waveId/retention', async (request, response) => {
    const wave = await waveAt(request);
    const { form, retainUntil, faults } = parseRetentionForm(request.body);
    if (faults.length > 0) return sendForm(request, response, { form, faults });
    await db.transaction().execute(async (transaction) => {
      await setRetention(transaction, wave.id, retainUntil);
      await recordAudit(transaction, request.viewer, {
        action: 'retention_set',
        subject: { kind: 'wave', id: wave.id, name: `${wave.surveyName}, ${wave.name}` },
        before: { retainUntil: wave.retainUntil },
        after: { retainUntil },
      });
    });
    redirectTo(response, '/records', retainUntil === null ? 'retention-removed' : 'retention-set');
  });

  return router;
}
