import { afterEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import type { Db } from '../../src/db/schema.js';
import { createReading, type Read, type Reading } from '../../src/jobs/reading-threads.js';
import { shellViewer } from '../../src/people/shell-viewer.js';

const here = () => Promise.resolve('read here');
const named = {
  quick: () => here(),
  refused: () => here(),
  faulty: () => here(),
  endless: () => here(),
} satisfies Record<string, Read<unknown>>;

let reading: Reading;
const start = (threads: string) => {
  reading = createReading({
    db: {} as Db,
    config: readConfig({ SEARCH_THREADS: threads, SEARCH_SECONDS: '1' }),
    workerFile: new URL('./slow-reader.js', import.meta.url),
    names: new Map(Object.entries(named).map(([name, read]) => [read, name])),
  });
};
afterEach(() => reading.stop());

const viewer = { ...shellViewer(), permissions: new Set(['true_counts' as const]) };
const read = (name: keyof typeof named) => reading.read(named[name], viewer, { q: 'staff' });

describe('a thread that reads', () => {
  test('is given the viewer and the parameters, and gives back what a page shows', async () => {
    start('1');
    expect(await read('quick')).toEqual({
      parameters: { q: 'staff' },
      permissions: ['true_counts'],
    });
  });

  test('refuses in the words of the use case, and tells faults as they are', async () => {
    start('1');
    await expect(read('refused')).rejects.toMatchObject({
      kind: 'not_found',
      message: 'There is no such wave.',
    });
    await expect(read('faulty')).rejects.toThrow('A fault of ours');
  });

  test('is ended when it takes too long, says so, and another takes its place', async () => {
    start('1');
    await expect(read('endless')).rejects.toMatchObject({
      kind: 'unavailable',
      message:
        'This took longer than 1 seconds, so it was stopped. Add a filter or a word, and try again.',
    });
    expect(await read('quick')).toMatchObject({ parameters: { q: 'staff' } });
  }, 20_000);

  test('leaves other readers alone while it is busy', async () => {
    start('2');
    const endless = read('endless').catch((error: unknown) => error);
    const began = performance.now();
    for (let at = 0; at < 5; at += 1) await read('quick');
    // The endless one is ended after 6 seconds: nobody has waited for it.
    expect(performance.now() - began).toBeLessThan(5000);
    await reading.stop();
    expect(await endless).toMatchObject({ kind: 'unavailable' });
  }, 20_000);
});

test('without threads, and for what has no name there, it is read where it is asked for', async () => {
  start('0');
  expect(await read('quick')).toBe('read here');
  start('1');
  expect(await reading.read(here, viewer, {})).toBe('read here');
});
