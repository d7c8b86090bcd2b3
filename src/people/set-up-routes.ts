import { Router, type Request, type Response } from 'express';
import type { FieldFault } from '../errors.js';
import { foldLine, parseFields, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { parseAccountName } from './account-form.js';
import { hasAccounts } from './account-queries.js';
import { refuseToken } from './session-owner.js';
import { alreadySetUp, makeFirstAdministrator, setUpFaults, type SetUpForm } from './set-up.js';
import { startSession } from './start-session.js';
import { createThrottle, waitFor } from './throttle.js';

function parseSetUp(body: unknown): SetUpForm {
  const fields = parseFields(body);
  const secret = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    code: parseText(fields['code']),
    name: parseAccountName(fields['name']),
    fullName: foldLine(parseText(fields['fullName'])),
    password: secret(fields['password']),
    again: secret(fields['again']),
  };
}

/** The first administrator of an empty database, made by whoever reads the server's console. */
export function setUpRoutes({ db, setUpCode }: Services): Router {
  const router = Router();
  const throttle = createThrottle();

  async function sendForm(
    request: Request,
    response: Response,
    { code, name, fullName }: Pick<SetUpForm, 'code' | 'name' | 'fullName'>,
    { status, faults }: { status: number; faults: FieldFault[] },
  ) {
    const isRefused = faults.some(({ field }) => field === 'code');
    await sendPage(request, response, {
      view: 'people/set-up',
      title: 'Set up Viewfinder',
      status,
      faults,
      model: { form: { code: isRefused ? '' : code, name, fullName } },
    });
  }

  router.get('/set-up', async (request, response) => {
    if (await hasAccounts(db)) return redirectTo(response, '/sign-in');
    const blank = { code: '', name: '', fullName: '' };
    await sendForm(request, response, blank, { status: 200, faults: [] });
  });

  router.post('/set-up', async (request, response) => {
    refuseToken(request);
    if (await hasAccounts(db)) throw alreadySetUp();
    const form = parseSetUp(request.body);
    const attempt = { name: 'set-up code', address: request.viewer.address };
    const wait = await waitFor(throttle, attempt, response);
    if (wait) {
      const faults = [{ field: 'code', message: wait }];
      return sendForm(request, response, form, { status: 429, faults });
    }
    const faults = await setUpFaults(form, setUpCode);
    if (!faults.some(({ field }) => field === 'code')) await throttle.succeeded(attempt);
    if (faults.length > 0) return sendForm(request, response, form, { status: 422, faults });
    const accountId = await makeFirstAdministrator(db, form, request.viewer.address);
    await startSession(request, accountId);
    redirectTo(response, '/people', 'set-up');
  });

  return router;
}
