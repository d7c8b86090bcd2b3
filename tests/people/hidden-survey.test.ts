import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '../../src/people/addresses.js';
import { testFormToken } from '../support/sign-in.js';
import {
  addressOf,
  openRestrictedSurvey,
  secretsIn,
  type RestrictedSurvey,
} from './restricted-survey.js';

let survey: RestrictedSurvey;
beforeAll(async () => (survey = await openRestrictedSurvey()));
afterAll(() => survey.stop());

const names = (pattern: string) => [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
const nowhere = '987654';
const accepts = ['text/html', 'application/json', 'text/csv, */*'];

/** A route's own parameters, each of the restricted survey in turn and then all of them. */
function everyMix(pattern: string): Record<string, string>[] {
  const { open, secret } = survey;
  const own = names(pattern).filter((name) => name in secret);
  const single = own.map((name) => ({ ...open, [name]: secret[name] ?? '' }));
  return own.length > 1 ? [...single, secret] : single;
}

const bodyOf = async (response: Response) =>
  (await response.text()).replace(/"requestId":"[^"]*"/, '');

const gets = routes.filter(
  ([method, , access]) => method === 'get' && access !== 'administer' && access !== 'read_audit',
);
const posts = routes.filter(([method]) => method === 'post');

describe('whoever is not let into a survey', () => {
  it('has a wave, comments and a report of another to look at', async () => {
    const { open, outside } = survey;
    for (const path of [
      `/waves/${open['waveId']}`,
      `/comments/${open['commentId']}`,
      `/reports/${open['reportId']}`,
      `/reports/${open['reportId']}/report.docx?draft=yes`,
      `/imports/${open['importId']}`,
      `/measures/${open['measureId']}`,
    ]) {
      expect([path, (await outside(path)).status]).toEqual([path, 200]);
    }
  });

  it.each(gets.map(([, pattern]) => pattern))('finds no trace of it at %s', async (pattern) => {
    const { open, outside } = survey;
    for (const params of [open, ...everyMix(pattern)]) {
      const path = addressOf(pattern, params);
      for (const accept of accepts) {
        const response = await outside(path, accept);
        expect([path, secretsIn(await response.text())]).toEqual([path, []]);
        if (params !== open) expect([path, response.status]).toEqual([path, 404]);
      }
    }
  });

  it.each(gets.map(([, pattern]) => pattern).filter((pattern) => names(pattern).length > 0))(
    'is answered at %s as for what does not exist',
    async (pattern) => {
      const { open, outside } = survey;
      for (const params of everyMix(pattern)) {
        const unknown = Object.fromEntries(
          Object.entries(params).map(([name, id]) => [name, id === open[name] ? id : nowhere]),
        );
        for (const accept of accepts) {
          const [hidden, absent] = [
            await outside(addressOf(pattern, params), accept),
            await outside(addressOf(pattern, unknown), accept),
          ];
          expect(hidden.status).toBe(absent.status);
          expect(await bodyOf(hidden)).toBe(await bodyOf(absent));
        }
      }
    },
  );

  it.each(posts.map(([, pattern]) => pattern).filter((pattern) => names(pattern).length > 0))(
    'changes nothing of it at %s',
    async (pattern) => {
      for (const params of everyMix(pattern)) {
        const path = addressOf(pattern, params);
        const response = await survey.outsidePost(path, { direction: 'up', title: 'x' });
        const forbidden = response.status === 403;
        expect([path, forbidden ? 404 : response.status]).toEqual([path, 404]);
      }
    },
  );

  it('finds nothing of it by a search, a filter or a misspelling', async () => {
    const { secret, open } = survey;
    const lists = [
      'q=Kookaburra',
      'q=quokkawords',
      'q=kookabura',
      'q=quokkaward',
      'q=quietinng',
      'q="quokkaword"',
      'q=quokk*',
      `survey=${secret['surveyId']}`,
      `wave=${secret['waveId']}`,
      `question=${secret['questionId']}`,
      `answered=${secret['questionId']}:0,1,no_reply`,
      'flag=none',
      `survey=${secret['surveyId']}&survey=${open['surveyId']}`,
      '',
    ];
    for (const list of lists) {
      for (const path of [`/comments?${list}`, `/comments.csv?${list}`]) {
        const text = await (await survey.outside(path, 'application/json')).text();
        const own = secretsIn(decodeURIComponent(list));
        const found = secretsIn(text).filter((word) => !own.includes(word));
        expect([path, found]).toEqual([path, []]);
      }
    }
    const page = await survey.outside('/comments', 'application/json');
    expect(await page.json()).toMatchObject({ total: 24 });
  });

  it('cannot quote it, nor add its figures', async () => {
    const { secret, open, outside, outsidePost } = survey;
    const quote = await outside(`/reports/quotes/new?comment=${secret['commentId']}`);
    expect(quote.status).toBe(404);
    const fields = { commentId: secret['commentId'] ?? '', extract: 'Kookaburra' };
    const reports = [open['reportId'] ?? '', 'new', secret['reportId'] ?? ''];
    for (const report of reports) {
      const sent = await outsidePost('/reports/quotes', { ...fields, report, title: 'Mine' });
      expect(sent.status).toBe(404);
    }
    const chosen = { measures: secret['measureId'] ?? '' };
    const added = await outsidePost(`/reports/${open['reportId']}/call-outs`, chosen);
    expect([added.status, secretsIn(await added.text())]).toEqual([422, []]);
  });

  it('cannot import into it by its name, and learns only that the name is no use', async () => {
    for (const name of ['Zebrafinch', ' zebrafinch ', 'ZEBRAFINCH!']) {
      const form = new FormData();
      const fields = { newSurvey: name, wave: 'Numbatwave', group: '', csrf: testFormToken };
      for (const [key, value] of Object.entries(fields)) form.set(key, value);
      form.set('file', new Blob(['ID,Q\r\n1,Yes']), 'mine.csv');
      const sent = await survey.outside('/imports', 'application/json', {
        method: 'POST',
        body: form,
      });
      expect(sent.status).toBe(422);
      expect(await sent.json()).toMatchObject({
        faults: [
          {
            field: 'survey',
            message: 'You cannot import into a survey of this name. Choose another name',
          },
        ],
      });
    }
    expect(await survey.app.services.db.selectFrom('import').select('id').execute()).toHaveLength(
      2,
    );
  });

  it('finds all of it once let in', async () => {
    const { app, secret, outside } = survey;
    const { id } = await app.services.db
      .selectFrom('account')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const surveyId = Number(secret['surveyId']);
    await app.services.db.insertInto('surveyAccess').values({ surveyId, accountId: id }).execute();
    for (const path of [
      `/waves/${secret['waveId']}`,
      `/comments/${secret['commentId']}`,
      `/reports/${secret['reportId']}`,
      `/measures/${secret['measureId']}`,
      `/imports/${secret['importId']}`,
    ]) {
      expect([path, (await outside(path)).status]).toEqual([path, 200]);
    }
    await app.services.db.deleteFrom('surveyAccess').execute();
  });
});
