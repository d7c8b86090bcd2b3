import { Router, type Request, type Response } from 'express';
import type { FieldFault } from '../errors.js';
import { parseFields, parseId, parseIds } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { listAccounts } from './account-queries.js';
import { addTeam, changeTeam, deleteTeam } from './change-team.js';
import { changeSurveyAccess, surveyAudience } from './survey-access.js';
import { findTeam, listTeams } from './team-queries.js';

const teams = { href: '/teams', text: 'Teams' };
const idOf = (request: Request) => parseId(request.params['teamId'], 'team');
const surveyIdOf = (request: Request) => parseId(request.params['surveyId'], 'survey');

/** Teams, and the surveys that only some may see. */
export function teamRoutes({ db }: Services): Router {
  const router = Router();

  async function sendList(
    request: Request,
    response: Response,
    name: string,
    faults: FieldFault[],
  ) {
    await sendPage(request, response, {
      view: 'people/teams',
      title: 'Teams',
      status: faults.length > 0 ? 422 : 200,
      faults,
      model: { teams: await listTeams(db), form: { name } },
    });
  }

  router.get('/teams', async (request, response) => {
    await sendList(request, response, '', []);
  });

  router.post('/teams', async (request, response) => {
    const added = await addTeam(db, request.viewer, parseFields(request.body)['name']);
    if (added.id === undefined) return sendList(request, response, added.name, added.faults);
    redirectTo(response, `/teams/${added.id}`, 'team-added');
  });

  async function sendTeam(
    request: Request,
    response: Response,
    changed: { form?: { name: string; memberIds: number[] }; faults: FieldFault[] },
  ) {
    const team = await findTeam(db, idOf(request));
    await sendPage(request, response, {
      view: 'people/team',
      title: team.name,
      status: changed.faults.length > 0 ? 422 : 200,
      faults: changed.faults,
      back: teams,
      model: { team, form: changed.form ?? team, accounts: await listAccounts(db) },
    });
  }

  router.get('/teams/:teamId', async (request, response) => {
    await sendTeam(request, response, { faults: [] });
  });

  router.post('/teams/:teamId', async (request, response) => {
    const fields = parseFields(request.body);
    const memberIds = parseIds(fields['members']);
    const form = { name: fields['name'], memberIds };
    const { name, faults } = await changeTeam(db, request.viewer, idOf(request), form);
    if (faults.length > 0) {
      return sendTeam(request, response, { form: { name, memberIds }, faults });
    }
    redirectTo(response, `/teams/${idOf(request)}`, 'team-changed');
  });

  router.get('/teams/:teamId/delete', async (request, response) => {
    const team = await findTeam(db, idOf(request));
    await sendPage(request, response, {
      view: 'people/delete-team',
      title: 'Delete this team?',
      back: { href: `/teams/${team.id}`, text: team.name },
      model: { team },
    });
  });

  router.post('/teams/:teamId/delete', async (request, response) => {
    await deleteTeam(db, request.viewer, idOf(request));
    redirectTo(response, '/teams', 'team-removed');
  });

  router.get('/surveys/:surveyId/access', async (request, response) => {
    const survey = await surveyAudience(db, surveyIdOf(request));
    await sendPage(request, response, {
      view: 'people/survey-access',
      title: `Who may see ${survey.name}`,
      back: { href: '/people/surveys', text: 'Who may see which survey' },
      model: { survey },
    });
  });

  router.post('/surveys/:surveyId/access', async (request, response) => {
    const fields = parseFields(request.body);
    const surveyId = surveyIdOf(request);
    await changeSurveyAccess(db, request.viewer, surveyId, {
      restricted: fields['restricted'] === 'yes',
      accountIds: parseIds(fields['accounts']),
      teamIds: parseIds(fields['teams']),
    });
    redirectTo(response, `/surveys/${surveyId}/access`, 'access-changed');
  });

  return router;
}
