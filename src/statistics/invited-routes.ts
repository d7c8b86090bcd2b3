import { Router, type Request, type Response } from 'express';
import type { FieldFault } from '../errors.js';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { findWave } from '../surveys/survey-queries.js';
import { changeInvited } from './change-invited.js';
import { invitedFields, parseInvitedForm, type InvitedField } from './invited-form.js';
import { invitedOf, receivedOf } from './invited-queries.js';

/** How many were invited to a wave: without it there is no response rate. */
export function invitedRoutes({ db }: Services): Router {
  const router = Router();

  const waveAt = ({ params, viewer }: Request) =>
    findWave(db, viewer, parseId(params['waveId'], 'wave'));
  const fieldsOf = async (waveId: number) =>
    invitedFields(await receivedOf(db, waveId), await invitedOf(db, waveId));

  async function sendForm(
    request: Request,
    response: Response,
    { fields, faults }: { fields?: InvitedField[]; faults: FieldFault[] },
  ) {
    const wave = await waveAt(request);
    await sendPage(request, response, {
      view: 'rates/invited',
      title: 'How many were invited?',
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: { href: `/waves/${wave.id}`, text: `${wave.surveyName}, ${wave.name}` },
      model: { wave, fields: fields ?? (await fieldsOf(wave.id)) },
    });
  }

  router.get('/waves/:waveId/invited', async (request, response) => {
    await sendForm(request, response, { faults: [] });
  });

  router.post('/waves/:waveId/invited', async (request, response) => {
    const wave = await waveAt(request);
    const { fields, invited, faults } = parseInvitedForm(request.body, await fieldsOf(wave.id));
    if (faults.length > 0) return sendForm(request, response, { fields, faults });
    await changeInvited(db, request.viewer, wave, invited);
    redirectTo(response, `/waves/${wave.id}`, 'invited-saved');
  });

  return router;
}
