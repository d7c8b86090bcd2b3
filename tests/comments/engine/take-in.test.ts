import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { noChoices, type CommentFilter } from '../../../src/comments/comment-filter.js';
import { SearchEngine } from '../../../src/comments/engine/search-engine.js';
import { wholeSight } from '../../../src/people/sight.js';
import { startTestServices, type TestServices } from '../../support/test-services.js';

const comments = 12_000;
const everything: CommentFilter = { search: undefined, chosen: noChoices, viewer: wholeSight };

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
  const rows = Array.from({ length: comments }, (_, at) => `${at},The food is number ${at}`);
  await services.importText('long.csv', `Response ID,What do you like?\n${rows.join('\n')}\n`);
});
afterAll(() => services.stop());

/** An engine that is taking comments in, and what each search meanwhile says of how far it is. */
async function takingIn(milliseconds: number) {
  const engine = new SearchEngine(services.db, milliseconds);
  const taken = engine.takeIn();
  // As a request to a thread comes in.
  await setImmediate();
  const states: ({ searched: number; of: number } | null)[] = [];
  const ask = async () => {
    const { total, unfinished } = await engine.select(everything);
    states.push(unfinished);
    expect(total).toBe(unfinished?.searched ?? total);
    await setImmediate();
  };
  return { engine, taken, states, ask };
}

test('a long import is searched as far as it is taken in, and whole at the end', async () => {
  const { engine, taken, states, ask } = await takingIn(-1);
  do await ask();
  while (states.at(-1) !== null);
  await taken;
  const [first] = states;
  expect(first).toEqual({ searched: 5_000, of: comments });
  const { total, ids } = await engine.select(everything);
  expect([total, new Set(ids).size]).toEqual([comments, comments]);
});

test('what needs no longer than a search may is waited for, and searched whole', async () => {
  const { taken, states, ask } = await takingIn(60_000);
  await ask();
  expect(states).toEqual([null]);
  await taken;
});

test('an import undone while it is taken in is gone, and whole once it is back', async () => {
  const { engine, taken, states, ask } = await takingIn(-1);
  await ask();
  expect(states[0]?.searched).toBe(5_000);
  const setState = (state: 'undone' | 'published') =>
    services.db.updateTable('import').set({ state }).execute();
  await setState('undone');
  expect((await engine.select(everything)).total).toBe(0);
  await taken;
  await setState('published');
  await engine.takeIn();
  expect((await engine.select(everything)).total).toBe(comments);
});
