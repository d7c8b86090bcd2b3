import { Router, type Request, type Response } from 'express';
import type { FieldFault } from '../errors.js';
import { parseFields, parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { findAccount } from './account-queries.js';
import { browserWords } from './browser-words.js';
import { endAccountSessions } from './change-account.js';
import { changeOwnPassword, endToken, makeToken } from './own-account.js';
import { permissions, permissionsOf, type Permission } from './permissions.js';
import { sessionsOf } from './session-queries.js';
import { sha256 } from './session-store.js';
import { sessionOwner } from './session-owner.js';
import { endSession, startSession } from './start-session.js';
import { createThrottle, waitFor } from './throttle.js';
import { parseToken, tokenDays, type TokenForm } from './token-form.js';
import { listTokens } from './token-queries.js';

const secret = (value: unknown) => (typeof value === 'string' ? value : '');

/** A person's own account: password, sessions, tokens. */
export function accountRoutes({ db }: Services): Router {
  const router = Router();
  const throttle = createThrottle();

  async function sendAccount(
    request: Request,
    response: Response,
    shown: { form?: TokenForm; faults?: FieldFault[]; newToken?: string } = {},
  ) {
    const owner = sessionOwner(request);
    const account = await findAccount(db, owner.accountId);
    const now = new Date().toISOString();
    const sessions = await sessionsOf(db, owner.accountId, now);
    const ownSession = sha256(request.sessionID);
    const own = permissionsOf(account.roles);
    await sendPage(request, response, {
      view: 'people/account',
      title: 'Your account',
      status: shown.faults?.length ? 422 : 200,
      faults: shown.faults ?? [],
      model: {
        account,
        sessions: sessions.map(({ idHash, browser, ...session }) => ({
          ...session,
          browser: browserWords(browser),
          isThis: idHash === ownSession,
        })),
        tokens: (await listTokens(db, owner.accountId)).map((token) => ({
          ...token,
          expired: token.expiresAt <= now,
        })),
        newToken: shown.newToken ?? null,
        form: shown.form ?? { name: '', scopes: [], days: 90 },
        choices: (Object.keys(permissions) as Permission[])
          .filter((key) => own.has(key))
          .map((key) => ({ value: key, text: permissions[key] })),
        tokenDays,
        permissions,
      },
    });
  }

  router.get('/account', async (request, response) => {
    await sendAccount(request, response);
  });

  router.get('/account/password', async (request, response) => {
    await sendPasswordForm(request, response, { status: 200, faults: [] });
  });

  async function sendPasswordForm(
    request: Request,
    response: Response,
    { status, faults }: { status: number; faults: FieldFault[] },
  ) {
    const { hasPassword, mustChangePassword } = await findAccount(
      db,
      sessionOwner(request).accountId,
    );
    await sendPage(request, response, {
      view: 'people/password',
      title: mustChangePassword ? 'Choose a password of your own' : 'Change your password',
      status,
      faults,
      ...(!mustChangePassword && { back: { href: '/account', text: 'Your account' } }),
      model: { hasPassword, mustChangePassword },
    });
  }

  router.post('/account/password', async (request, response) => {
    const owner = sessionOwner(request);
    const fields = parseFields(request.body);
    const attempt = { name: owner.accountName, address: owner.address };
    const wait = await waitFor(throttle, attempt, response);
    if (wait) {
      const faults = [{ field: 'password', message: wait }];
      return sendPasswordForm(request, response, { status: 429, faults });
    }
    const { mustChangePassword } = await findAccount(db, owner.accountId);
    const faults = await changeOwnPassword(db, owner, owner.accountId, {
      old: secret(fields['old']),
      password: secret(fields['password']),
      again: secret(fields['again']),
    });
    if (!faults.some(({ field }) => field === 'old')) await throttle.succeeded(attempt);
    if (faults.length > 0) return sendPasswordForm(request, response, { status: 422, faults });
    await startSession(request, owner.accountId);
    redirectTo(response, mustChangePassword ? '/surveys' : '/account', 'password-changed');
  });

  router.post('/account/sessions/end', async (request, response) => {
    const owner = sessionOwner(request);
    await endAccountSessions(db, owner, owner.accountId);
    await endSession(request);
    redirectTo(response, '/sign-in', 'signed-out-everywhere');
  });

  router.post('/account/tokens', async (request, response) => {
    const owner = sessionOwner(request);
    const { form, faults } = parseToken(parseFields(request.body), owner.permissions);
    if (faults.length > 0) return sendAccount(request, response, { form, faults });
    await sendAccount(request, response, { newToken: await makeToken(db, owner, form) });
  });

  router.post('/account/tokens/:tokenId/revoke', async (request, response) => {
    const owner = sessionOwner(request);
    const tokenId = parseId(request.params['tokenId'], 'token');
    await endToken(db, owner, { accountId: owner.accountId, tokenId });
    redirectTo(response, '/account#tokens', 'token-revoked');
  });

  return router;
}
