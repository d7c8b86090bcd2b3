import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addThemeToDraft } from '../../src/themes/frame-drafts.js';
import { findDraft, findFrame, takeIntoUse } from '../../src/themes/draft-queries.js';
import { currentFrame } from '../../src/themes/frame-queries.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
});
afterAll(() => app.stop());

interface Versions {
  versions: { id: number; version: string; state: string; changes: string | null }[];
  draft: { id: number } | null;
  current: { id: number; version: string };
  update: object | null;
}
const versions = async () => (await app.json('/themes/frames')) as unknown as Versions;
const placeOf = (answer: Response) => (answer.headers.get('location') ?? '').replace(/[?#].*/, '');

/** The address of a draft: the one there is, or a new one of the version in use. */
async function draft(): Promise<string> {
  const { draft: there, current } = await versions();
  if (there) return `/themes/frames/${there.id}`;
  return placeOf(await app.post('/themes/frames', { from: String(current.id) }));
}

const words = {
  name: 'Pets',
  definition: 'Animals where children live.',
  useWhen: 'Dogs, cats, horses.',
  notWhen: '',
  examples: 'i miss my dog\nwe have a cat now',
  parent: 'home-life',
  askedAbout: '',
};
describe('a draft', () => {
  test('is made of the version in use, once, and can be discarded', async () => {
    const before = await versions();
    expect(before.draft).toBeNull();
    const where = await draft();
    const after = await versions();
    expect(after.versions[0]).toMatchObject({ state: 'draft', changes: 'Nothing' });
    expect(Number(after.versions[0]?.version)).toBe(Number(before.current.version) + 1);
    const second = await app.post('/themes/frames', { from: String(before.current.id) });
    expect(second.status).toBe(409);
    expect(await second.text()).toContain(`href="${where}"`);
    expect((await app.post(`${where}/discard`, {})).status).toBe(303);
    expect((await versions()).draft).toBeNull();
    expect((await app.fetch(where)).status).toBe(404);
    expect((await app.post(where, { name: 'Late', note: '', seen: '' })).status).toBe(404);
  });

  test('keeps what is saved, and no theme page or filter shows it', async () => {
    const where = await draft();
    const added = placeOf(await app.post(`${where}/new-theme`, words));
    expect(added).toBe(`${where}/themes/pets`);
    const rule = {
      say: 'dog/cat/horse\nguinea pig',
      unless: 'dog house',
      negated: 'never',
      whenAsked: '',
      seen: '',
    };
    await app.post(`${added}/rules/new`, rule);
    const html = await app.html(added);
    expect(html).toContain('dog, cat or horse; guinea + pig');
    expect(html).toContain('unless the sentence has dog + house');
    expect((await app.fetch('/themes/pets')).status).toBe(404);
    expect(await app.html('/themes/food')).toContain(`href="${where}/themes/food"`);
    expect(await app.html('/comments')).not.toContain('Pets');
    const { themes } = (await app.json('/themes')) as unknown as { themes: { key: string }[] };
    expect(themes.map(({ key }) => key)).not.toContain('pets');
    expect((await versions()).versions[0]?.changes).toBe('1 theme added');
  });

  test('refuses what cannot be used, with a sentence at the field', async () => {
    const where = await draft();
    const cases: [string, Record<string, string>, string, string][] = [
      ['/new-theme', { ...words, name: '' }, 'name', 'Enter a name for the theme.'],
      ['/new-theme', { ...words, name: 'bullying' }, 'name', 'There is a theme called'],
      ['/new-theme', { ...words, name: 'X', definition: '' }, 'definition', 'Enter a definition'],
      [
        '/new-theme',
        { ...words, name: 'X', parent: 'food' },
        'parent',
        'is part of another theme itself',
      ],
      [
        '/new-theme',
        { ...words, name: 'X', askedAbout: 'a,b' },
        'askedAbout',
        'A comma has no meaning',
      ],
      ['/themes/delay/rules/new', { say: '' }, 'say', 'Write a word to look for.'],
      ['/themes/delay/rules/new', { say: 'ok\nsee ~99 mum' }, 'say', 'needs a number from 1 to 15'],
      [
        '/themes/delay/rules/new',
        { say: 'ok', unless: '*x' },
        'unless',
        'It can only stand at the end',
      ],
      [
        '/themes/delay/rules/new',
        { say: 'ok '.repeat(4000) },
        'say',
        'make another rule of the rest',
      ],
      ['/try', { key: 'delay', say: 'x~y' }, 'say', 'has no space before ~'],
    ];
    for (const [place, fields, field, sentence] of cases) {
      const answer = await app.post(where + place, { seen: '', ...fields });
      const html = await answer.text();
      expect([answer.status, place, field]).toEqual([422, place, field]);
      expect(html.toLowerCase()).toContain(sentence.toLowerCase().replaceAll('’', '&#39;'));
      expect(html).toContain(`href="#${field}"`);
      expect(html).toContain(`id="${field}-error"`);
    }
  });

  test('moves, merges and deletes themes; their keys stay', async () => {
    const where = await draft();
    const order = async () =>
      ((await app.json(where)) as unknown as { themes: { key: string }[] }).themes.map(
        ({ key }) => key,
      );
    await app.post(`${where}/themes/bullying/move`, { step: 'up' });
    const keys = await order();
    expect(keys.indexOf('bullying')).toBe(keys.indexOf('feeling-safe') - 1);
    await app.post(`${where}/themes/bullying/remove`, { into: 'feeling-safe' });
    await app.post(`${where}/themes/delay/remove`, { into: '' });
    expect(await order()).not.toContain('bullying');
    const { diff } = (await app.json(where)) as unknown as { diff: Record<string, unknown[]> };
    expect(diff['merged']).toEqual([{ key: 'bullying', name: 'Bullying', into: 'Feeling safe' }]);
    expect(diff['removed']).toEqual([{ key: 'delay', name: 'Delay' }]);
  });

  test('takes a candidate theme from elsewhere in the program', async () => {
    const actor = { accountId: null, accountName: 'test', address: 'here' };
    const { db } = app.services;
    const rules = [{ say: ['taxi'], unless: [], whenAsked: [] }];
    const candidate = {
      name: 'Taxis',
      definition: 'Taxis to school.',
      examples: ['late taxi'],
      rules,
    };
    const { frameId, key } = await addThemeToDraft(db, actor, candidate);
    expect(`/themes/frames/${frameId}`).toBe(await draft());
    expect(await app.html(`/themes/frames/${frameId}/themes/${key}`)).toContain('taxi');
    await expect(addThemeToDraft(db, actor, candidate)).rejects.toThrow('There is a theme called');
  });

  test('put to use gives what people said of a merged theme to the other', async () => {
    const { db } = app.services;
    const said = { evidence: '[]', accountId: null, accountName: 'ann', judgedAt: '2026-11-26' };
    const judged = (commentId: number, themeKey: string, applies: number) => ({
      commentId,
      themeKey,
      applies,
      ...said,
    });
    await db
      .insertInto('themeJudgement')
      .values([
        judged(1, 'bullying', 1),
        judged(2, 'bullying', 1),
        judged(2, 'feeling-safe', 0),
        judged(3, 'bullying', 0),
        judged(4, 'bullying', 0),
        judged(4, 'feeling-safe', 1),
      ])
      .execute();
    const edited = await findDraft(db);
    if (!edited) throw new Error('no draft');
    const before = await currentFrame(db);
    await db.transaction().execute((transaction) => takeIntoUse(transaction, edited));
    const rows = await db
      .selectFrom('themeJudgement')
      .select(['commentId', 'applies'])
      .where('themeKey', '=', 'feeling-safe')
      .orderBy('commentId')
      .execute();
    // Not 3: that it is no bullying says nothing of feeling safe.
    expect(rows).toEqual([
      { commentId: 1, applies: 1 },
      { commentId: 2, applies: 1 },
      { commentId: 4, applies: 1 },
    ]);
    const now = await currentFrame(db);
    expect(now.id).toBe(edited.id);
    expect(now.themeIds.has('pets')).toBe(true);
    expect((await findFrame(db, before.id))?.state).toBe('past');
    expect(await app.html('/themes')).toContain('Pets');
    // A key that once was is not given again.
    const again = placeOf(
      await app.post(`${await draft()}/new-theme`, { ...words, name: 'Delay' }),
    );
    expect(again).toBe(`${await draft()}/themes/delay-2`);
  });

  test('is made of a past version too', async () => {
    await app.post(`${await draft()}/discard`, {});
    const { versions: all } = await versions();
    const past = all.find(({ state }) => state === 'past');
    await app.post('/themes/frames', { from: String(past?.id) });
    const { themes } = (await app.json(await draft())) as unknown as { themes: { key: string }[] };
    expect(themes.map(({ key }) => key)).toContain('bullying');
  });

  test('leaves its begin, its saves and its end in the audit, without a word of a rule', async () => {
    const rows = await app.services.db
      .selectFrom('audit')
      .selectAll()
      .where('subjectKind', '=', 'frame')
      .execute();
    const actions = new Set(rows.map(({ action }) => action));
    expect([...actions].sort()).toEqual([
      'frame_draft_discarded',
      'frame_draft_saved',
      'frame_draft_started',
    ]);
    expect(JSON.stringify(rows)).not.toContain('guinea');
    expect(rows.some(({ after }) => after?.includes('"themeMerged":"Bullying"'))).toBe(true);
  });
});

test('who may only look sees the versions, and no form', async () => {
  const reader = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
  const where = await draft();
  for (const place of ['/themes/frames', where, `${where}/themes/food`]) {
    const answer = await app.fetch(place, { headers: { cookie: reader, accept: 'text/html' } });
    expect(answer.status).toBe(200);
    expect((await answer.text()).match(/<form[^>]*action="\/themes/g)).toBeNull();
  }
  for (const place of ['/new-theme', '/discard', '/themes/food/rules/1', '/themes/food/remove']) {
    expect((await app.fetch(where + place, { headers: { cookie: reader } })).status).toBe(403);
  }
});
