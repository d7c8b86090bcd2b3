import { Router, type Request, type Response } from 'express';
import { ViewfinderError, type FieldFault } from '../errors.js';
import { foldLine, parseFields, parseId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { parseAccount, parseAccountChange, type AccountForm } from './account-form.js';
import { findAccount, listAccounts } from './account-queries.js';
import {
  addAccount,
  changeAccount,
  disableAccount,
  enableAccount,
  endAccountSessions,
  resetPassword,
  type OneTimePassword,
} from './change-account.js';
import { endToken } from './own-account.js';
import { permissions, roleKeys, roles } from './permissions.js';
import { sessionsOf } from './session-queries.js';
import { listSurveyAccess } from './survey-access-queries.js';
import { findTeamsOf } from './team-queries.js';
import { listTokens } from './token-queries.js';

const people = { href: '/people', text: 'People' };
const idOf = (request: Request) => parseId(request.params['accountId'], 'account');

/** The faults of the form that an error tells of; any other error goes on. */
function faultsIn(error: unknown): FieldFault[] {
  if (error instanceof ViewfinderError && error.faults.length > 0) return error.faults;
  throw error;
}

/** What each role may do, for the pages that give roles. */
const roleTable = { roles, roleKeys, permissions };

/** Accounts, as administrators manage them. */
export function peopleRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/people', async (request, response) => {
    const search = foldLine(parseText(request.query['search']));
    const all = await listAccounts(db);
    const wanted = search.toLowerCase();
    await sendPage(request, response, {
      view: 'people/list',
      title: 'People',
      model: {
        ...roleTable,
        search,
        total: all.length,
        accounts: all.filter(({ name, fullName }) =>
          `${fullName} ${name}`.toLowerCase().includes(wanted),
        ),
      },
    });
  });

  async function sendNew(
    request: Request,
    response: Response,
    form: AccountForm,
    faults: FieldFault[],
  ) {
    await sendPage(request, response, {
      view: 'people/new',
      title: 'Add a person',
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: people,
      model: { ...roleTable, form },
    });
  }

  /** Shown once, in the answer to the form: no address leads to it. */
  async function sendPassword(request: Request, response: Response, shown: OneTimePassword) {
    const account = await findAccount(db, shown.accountId);
    await sendPage(request, response, {
      view: 'people/one-time-password',
      title: `One-time password for ${account.fullName}`,
      back: people,
      model: { account, oneTimePassword: shown.oneTimePassword },
    });
  }

  router.get('/people/new', async (request, response) => {
    await sendNew(request, response, { name: '', fullName: '', roles: [] }, []);
  });

  router.post('/people', async (request, response) => {
    const { form, faults } = parseAccount(parseFields(request.body));
    if (faults.length > 0) return sendNew(request, response, form, faults);
    try {
      await sendPassword(request, response, await addAccount(db, request.viewer, form));
    } catch (error) {
      await sendNew(request, response, form, faultsIn(error));
    }
  });

  // Here and not with the surveys: it names those too that the administrator is not let into.
  router.get('/people/surveys', async (request, response) => {
    await sendPage(request, response, {
      view: 'people/surveys',
      title: 'Who may see which survey',
      model: { surveys: await listSurveyAccess(db) },
    });
  });

  async function sendPerson(
    request: Request,
    response: Response,
    changed: { form?: Omit<AccountForm, 'name'>; faults: FieldFault[] },
  ) {
    const account = await findAccount(db, idOf(request));
    const now = new Date().toISOString();
    const sessions = await sessionsOf(db, account.id, now);
    await sendPage(request, response, {
      view: 'people/person',
      title: account.fullName,
      status: changed.faults.length > 0 ? 422 : 200,
      faults: changed.faults,
      back: people,
      model: {
        ...roleTable,
        account,
        form: changed.form ?? { fullName: account.fullName, roles: account.roles },
        sessions: sessions.length,
        teams: await findTeamsOf(db, account.id),
        tokens: (await listTokens(db, account.id)).filter(
          ({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now,
        ),
      },
    });
  }

  router.get('/people/:accountId', async (request, response) => {
    await sendPerson(request, response, { faults: [] });
  });

  router.post('/people/:accountId', async (request, response) => {
    const { form, faults } = parseAccountChange(parseFields(request.body));
    if (faults.length > 0) return sendPerson(request, response, { form, faults });
    try {
      await changeAccount(db, request.viewer, idOf(request), form);
    } catch (error) {
      return sendPerson(request, response, { form, faults: faultsIn(error) });
    }
    redirectTo(response, `/people/${idOf(request)}`, 'account-changed');
  });

  router.post('/people/:accountId/disable', async (request, response) => {
    await disableAccount(db, request.viewer, idOf(request));
    redirectTo(response, `/people/${idOf(request)}`, 'account-disabled');
  });

  router.post('/people/:accountId/enable', async (request, response) => {
    await enableAccount(db, request.viewer, idOf(request));
    redirectTo(response, `/people/${idOf(request)}`, 'account-enabled');
  });

  router.post('/people/:accountId/reset', async (request, response) => {
    await sendPassword(request, response, await resetPassword(db, request.viewer, idOf(request)));
  });

  router.post('/people/:accountId/sessions/end', async (request, response) => {
    await endAccountSessions(db, request.viewer, idOf(request));
    redirectTo(response, `/people/${idOf(request)}`, 'sessions-ended');
  });

  router.post('/people/:accountId/tokens/:tokenId/revoke', async (request, response) => {
    const tokenId = parseId(request.params['tokenId'], 'token');
    await endToken(db, request.viewer, { accountId: idOf(request), tokenId });
    redirectTo(response, `/people/${idOf(request)}`, 'token-revoked');
  });

  return router;
}
