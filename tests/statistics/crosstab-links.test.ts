import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseChoices } from '../../src/comments/comment-filter.js';
import { countComments } from '../../src/comments/select-ids.js';
import { wholeSight } from '../../src/people/sight.js';
import type { AskedQuestion } from '../../src/statistics/asked-question.js';
import { commentsOf } from '../../src/statistics/crosstab-links.js';
import { everybody, type Heading } from '../../src/statistics/crosstab-matrix.js';
import { question } from './crosstab-breakdown.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import {
  sex,
  restrained,
  asking,
  cellAt,
  cellsOf,
  shapes,
  tableAt,
  waveOf,
  type Ask,
} from './crosstab-page.js';

let app: TestApp;
let ask: Ask;
let secure: Awaited<ReturnType<typeof waveOf>>;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  ask = asking(app);
  secure = await waveOf(app, 'secure-childrens-homes-2012-13');
});
afterAll(() => app.stop());

test('each number links to the comments of exactly the people it counts', async () => {
  const { db } = app.services;
  const open = await db
    .selectFrom('comment')
    .selectAll()
    .where('importId', '=', secure.importId)
    .executeTakeFirstOrThrow();
  const responses = await db
    .selectFrom('response')
    .select('position')
    .where('importId', '=', secure.importId)
    .execute();
  // A question that everybody wrote something under: as many comments as people.
  const { id: questionId } = await db
    .insertInto('question')
    .values({
      surveyId: open.surveyId,
      key: 'all',
      text: 'All',
      kind: 'open',
      position: 99,
      dontKnowInBase: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: _id, words: _words, ...kept } = open;
  const written = responses.map(({ position }) => ({ ...kept, questionId, position, text: 'x' }));
  await db.insertInto('comment').values(written).execute();
  let linked = 0;
  for (const [at, [rows, columns, more]] of shapes.entries()) {
    for (const where of at % 3 === 0 ? ['', `&where=${secure.id(sex)}:0,no_reply`] : ['']) {
      const table = await tableAt(ask, secure.path(rows, columns, more + where));
      for (const { count, href } of cellsOf(table)) {
        if (href === null) continue;
        const pairs = new URL(href, app.address).searchParams;
        const parameters = { answered: pairs.getAll('answered'), wave: pairs.get('wave') };
        const { chosen, dropped } = parseChoices({ ...parameters, question: String(questionId) });
        const filter = { search: undefined, chosen, viewer: wholeSight };
        expect([href, dropped, await countComments(db, filter)]).toEqual([href, false, count]);
        linked += 1;
      }
    }
  }
  expect(linked).toBeGreaterThan(250);
  await db.deleteFrom('comment').where('questionId', '=', questionId).execute();
});

test('a link leads to a page that says whose comments it lists', async () => {
  const table = await tableAt(ask, secure.path(restrained, sex));
  const { href } = cellAt(table, 'Yes', 'Girl');
  const html = await app.html(href ?? '');
  expect(html).toContain(`“${restrained}” is Yes`);
  expect(html).toContain(`“${sex}” is Girl`);
});

test('parts and those in none of them add up to everybody', async () => {
  for (const file of ['secure-childrens-homes-2012-13', 'fostering', 'adoption', 'childrens']) {
    const wave = await waveOf(app, file);
    const group = wave.id('Respondent group');
    for (const { id, kind } of wave.questions.slice(2, 9)) {
      if (id === group || kind === 'number' || kind === 'date' || kind === 'open') continue;
      const table = await tableAt(
        ask,
        `/waves/${wave.waveId}/crosstab?rows=${id}&columns=${group}&percent=count`,
      );
      for (const { heading, cells } of table.answers) {
        const counts = cells.map(({ count }) => Number(count));
        const parts = counts.slice(0, -1).reduce((sum, count) => sum + count, 0);
        expect([heading.label, parts]).toEqual([heading.label, counts.at(-1)]);
      }
    }
  }
});

describe('the comments of a question with a base of its own', () => {
  const line: Heading = { key: '1', kind: 'answer', label: 'No', note: null, inBase: true };
  const asked = { ...question(7, ['Yes', 'No']), baseQuestionId: 6, baseCodes: [0] };
  const answered = (own: AskedQuestion, heading = line) => {
    const href = commentsOf({ waveId: 5, question: own, by: null }, [], heading, everybody);
    return href && new URL(href, 'http://localhost').searchParams.getAll('answered');
  };

  test('are of those who were routed to it', () => {
    expect(answered(asked)).toEqual(['7:1', '6:0']);
    expect(answered({ ...asked, baseRule: 'everyone' })).toEqual(['7:1']);
  });

  test('are of those in the base that somebody chose, where answers can say who they are', () => {
    const girls = { kind: 'answer' as const, questionId: 3, codes: [1], missing: [] };
    const safe = { ...girls, questionId: 4, missing: ['no_reply' as const] };
    const both = { kind: 'and' as const, of: [girls, safe] };
    expect(answered({ ...asked, baseRule: both })).toEqual(['7:1', '3:1', '4:1,no_reply']);
    expect(answered({ ...asked, baseRule: { kind: 'or', of: [girls, safe] } })).toBeNull();
    expect(answered({ ...asked, baseRule: { kind: 'not', of: girls } })).toBeNull();
  });

  test('are not linked where some were not asked because of their other answers', () => {
    const notAsked: Heading = { ...line, key: 'not_asked', kind: 'missing' };
    expect(answered(asked, notAsked)).toBeNull();
    expect(answered(question(7, ['Yes', 'No']), notAsked)).toEqual(['7:not_asked']);
  });
});
