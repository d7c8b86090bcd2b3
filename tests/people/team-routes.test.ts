import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let reader: number;
let surveyId: number;
beforeEach(async () => {
  app = await startTestApp();
  reader = await addTestAccount(app.services.db, ['reader']);
  const row = { name: 'Secure homes survey', createdAt: '2026-11-25T09:00:00.000Z' };
  const survey = app.services.db.insertInto('survey').values(row).returning('id');
  surveyId = (await survey.executeTakeFirstOrThrow()).id;
});
afterEach(() => app.stop());

const hiddenFrom = async (accountId: number) => {
  const { hiddenSurveysFor } = await import('../../src/people/survey-access-queries.js');
  return hiddenSurveysFor(app.services.db, accountId);
};
const addTeam = async (name: string) => {
  const answer = await app.post('/teams', { name });
  return Number(/^\/teams\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1]);
};
const access = () => `/surveys/${surveyId}/access`;
const seenBy = async () =>
  ((await app.json(access())) as { survey: { people: { id: number; because: string[] }[] } }).survey
    .people;
const lastAudit = async () => {
  const rows = await app.services.db
    .selectFrom('audit')
    .select(['action', 'subjectName', 'before', 'after'])
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  return rows[0];
};

describe('a team', () => {
  it('has a name of its own, whatever its case, and members', async () => {
    const id = await addTeam('  Secure   homes ');
    expect((await app.json(`/teams/${id}`))['title']).toBe('Secure homes');
    const again = await app.post('/teams', { name: 'secure HOMES' });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('There is already a team named secure HOMES');
    expect((await app.post('/teams', { name: ' ' })).status).toBe(422);
    await app.post(`/teams/${id}`, { name: 'Secure homes', members: [String(reader), '999'] });
    expect(await app.json('/teams')).toMatchObject({ teams: [{ members: 1, surveys: 0 }] });
    expect(await lastAudit()).toMatchObject({
      action: 'team_changed',
      before: JSON.stringify({ name: 'Secure homes', members: [] }),
      after: JSON.stringify({ name: 'Secure homes', members: ['reader@example.org'] }),
    });
  });

  it('lets its members into a survey until it is deleted', async () => {
    const id = await addTeam('Secure homes');
    await app.post(`/teams/${id}`, { name: 'Secure homes', members: String(reader) });
    await app.post(access(), { restricted: 'yes', teams: String(id) });
    expect(await hiddenFrom(reader)).toEqual([]);
    expect(await seenBy()).toEqual([
      expect.objectContaining({ id: reader, because: ['Team Secure homes'] }),
    ]);
    expect(await app.html(`/teams/${id}/delete`)).toContain('has 1 member');
    await app.post(`/teams/${id}/delete`, {});
    expect(await hiddenFrom(reader)).toEqual([surveyId]);
    expect((await app.fetch(`/teams/${id}`)).status).toBe(404);
  });
});

describe('a survey', () => {
  it('is open to everyone until it is restricted, then to those whom it names', async () => {
    expect((await seenBy()).map(({ because }) => because)).toEqual([
      ['Open to everyone'],
      ['Open to everyone'],
    ]);
    await app.post(access(), { restricted: 'yes', accounts: String(reader) });
    expect(await hiddenFrom(reader)).toEqual([]);
    expect(await hiddenFrom(1)).toEqual([surveyId]);
    expect(await lastAudit()).toMatchObject({
      action: 'survey_restricted',
      subjectName: 'Secure homes survey',
      after: JSON.stringify({ restricted: true, people: ['reader@example.org'], teams: [] }),
    });
    await app.post(access(), { restricted: 'yes' });
    expect(await seenBy()).toEqual([]);
    expect(await app.html(access())).toContain('Nobody can see this survey, you included');
    expect((await lastAudit())?.action).toBe('survey_access_changed');
    await app.post(access(), { restricted: 'no' });
    expect(await hiddenFrom(reader)).toEqual([]);
  });

  it('that an administrator may not see is still theirs to open', async () => {
    await app.post(access(), { restricted: 'yes' });
    const page = await app.html('/people/surveys');
    expect(page).toContain(`href="/surveys/${surveyId}/access"`);
    expect(page).toContain('Restricted');
  });

  it('lets nobody but an administrator change who may see it', async () => {
    const cookie = await signIn(app.services, reader);
    for (const path of [access(), '/teams', '/people', '/people/surveys']) {
      expect((await app.fetch(path, { headers: { cookie } })).status).toBe(403);
    }
  });
});
