import { Router, type Request, type Response } from 'express';
import { parseFields } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import { isLoopbackName, isLoopbackAddress } from '../http/security.js';
import type { DemoAccount, Services } from '../http/services.js';
import { parseAccountName } from './account-form.js';
import { hasAccounts } from './account-queries.js';
import { recordAudit } from './audit-queries.js';
import { parseLocalPath } from './local-path.js';
import { refuseToken, sessionOwner } from './session-owner.js';
import { checkCredentials } from './sign-in.js';
import { endSession, startSession } from './start-session.js';
import { createThrottle, waitFor } from './throttle.js';

const wrong = 'The name or the password is not right';

/** What proxies say of the request that they hand on. */
const proxyHeaders = ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP'];

/** Signing in and out. */
export function signInRoutes({ db, config, demoAccounts = [] }: Services): Router {
  const router = Router();
  const throttle = createThrottle();

  /** A demo's accounts are offered on its own machine alone, whatever it listens at. */
  const offered = (request: Request): readonly DemoAccount[] =>
    isLoopbackName(config.host) &&
    isLoopbackAddress(request.ip) &&
    isLoopbackAddress(request.socket.remoteAddress) &&
    isLoopbackName(request.hostname) &&
    proxyHeaders.every((name) => request.get(name) === undefined)
      ? demoAccounts
      : [];

  async function sendForm(
    request: Request,
    response: Response,
    { status = 200, message = '', name = '', to = '/' },
  ) {
    await sendPage(request, response, {
      view: 'people/sign-in',
      title: 'Sign in',
      status,
      faults: message === '' ? [] : [{ field: 'name', message }],
      model: {
        form: { name, to },
        demoAccounts: offered(request),
        singleSignOn: config.oidc?.name ?? null,
      },
    });
  }

  router.get('/sign-in', async (request, response) => {
    const to = parseLocalPath(request.query['to']);
    if (request.viewer.accountId !== null) return redirectTo(response, to);
    if (!(await hasAccounts(db))) return redirectTo(response, '/set-up');
    await sendForm(request, response, { to });
  });

  router.post('/sign-in', async (request, response) => {
    refuseToken(request);
    const fields = parseFields(request.body);
    const [name, to] = [parseAccountName(fields['name']), parseLocalPath(fields['to'])];
    const password = typeof fields['password'] === 'string' ? fields['password'] : '';
    const form = { name, to };
    if (name === '' || password === '') {
      const message = 'Enter your name and your password';
      return sendForm(request, response, { ...form, status: 422, message });
    }
    const { address } = request.viewer;
    const wait = await waitFor(throttle, { name, address }, response);
    if (wait) return sendForm(request, response, { ...form, status: 429, message: wait });
    const account = await checkCredentials(db, { name, password, address });
    if (!account) return sendForm(request, response, { ...form, status: 422, message: wrong });
    await throttle.succeeded({ name, address });
    await startSession(request, account.id);
    redirectTo(response, account.mustChangePassword ? '/account/password' : to);
  });

  router.post('/sign-out', async (request, response) => {
    const owner = sessionOwner(request);
    const subject = { kind: 'account', id: owner.accountId, name: owner.accountName };
    await recordAudit(db, owner, { action: 'sign_out', subject });
    await endSession(request);
    redirectTo(response, '/sign-in', 'signed-out');
  });

  return router;
}
