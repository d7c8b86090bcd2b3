import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { noChoices, type CommentFilter } from '../../../src/comments/comment-filter.js';
import { SearchEngine } from '../../../src/comments/engine/search-engine.js';
import { parseSearch, toSearchQuery } from '../../../src/comments/parse-query.js';
import { wholeSight } from '../../../src/people/sight.js';
import { startTestServices, type TestServices } from '../../support/test-services.js';

let services: TestServices;
let learned: SearchEngine;
let plain: SearchEngine;
beforeAll(async () => {
  services = await startTestServices();
  // Every comment has "the" and "tired", one in five "dog", and longer ones say it less of all that they say.
  const rows = Array.from({ length: 60 }, (_, at) => {
    const said = at % 5 === 0 ? 'the tired dog' : 'the tired cat';
    return `${at},${said}${' and more of the same'.repeat(at % 7)}`;
  });
  await services.importText('pets.csv', `Response ID,What do you like best?\n${rows.join('\n')}\n`);
  // With so few comments it would not learn where common words stand.
  learned = new SearchEngine(services.db, 60_000, 1);
  plain = new SearchEngine(services.db, 60_000);
  await learned.takeIn();
  await plain.takeIn();
});
afterAll(() => services.stop());

async function best(engine: SearchEngine, typed: string) {
  const search = toSearchQuery(parseSearch(typed).parts);
  const filter: CommentFilter = { search, chosen: noChoices, viewer: wholeSight };
  const selection = await engine.select(filter);
  const by = { order: 'best' as const, seed: 1, edge: undefined, limit: 60 };
  const { page } = await engine.page(filter, selection, by);
  return page.map(({ id }) => id);
}

test('a word that nearly every comment has changes nothing in which match is best', async () => {
  const dogs = await best(learned, 'dog');
  expect(dogs).toHaveLength(12);
  expect(dogs).toEqual(await best(plain, 'dog'));
  expect(dogs).not.toEqual([...dogs].sort((one, other) => other - one));
  expect(await best(learned, 'the dog')).toEqual(dogs);
  expect((await best(learned, 'the OR dog')).slice(0, 12)).toEqual(dogs);
});

test.each(['the', 'tired'])('searched for alone, "%s" lists the newest first', async (word) => {
  const all = await best(learned, word);
  expect(all).toHaveLength(60);
  const newest = [...all].sort((one, other) => other - one);
  expect(all).toEqual(newest);
  expect(await best(plain, word)).not.toEqual(newest);
});
