import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wholeSight } from '../../src/people/sight.js';
import { KeptCounts } from '../../src/statistics/kept-counts.js';
import { savePolarities } from '../../src/statistics/rate-queries.js';
import { waveCounts, waveQuestions } from '../../src/statistics/wave-counts.js';
import { waveRates } from '../../src/statistics/wave-rates.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await importAnswers('first.csv', ['Child,Yes,Yes', 'Child,No,', 'Adopter,Yes,No']);
});
afterAll(() => app.stop());

const importAnswers = (name: string, lines: string[]) => {
  const text = ['I am a,Do you feel safe?,Do you like it here?', ...lines].join('\n');
  const file = { name, bytes: new TextEncoder().encode(text) };
  return importThrough(app, { survey: 'Kept', wave: '2012-13', file });
};
const safeId = async () => {
  const { questions } = await waveQuestions(app.services.db, 1);
  return questions.find(({ text }) => text === 'Do you feel safe?')?.id ?? 0;
};
const safeCounts = async () => {
  const { db } = app.services;
  const wave = await waveQuestions(db, 1);
  const safe = wave.questions.filter(({ text }) => text === 'Do you feel safe?');
  return (await waveCounts(db, wave, safe, { by: null, where: null }))[0];
};

describe('the counts of a wave', () => {
  it('are not counted again while nothing has changed', async () => {
    expect(await safeCounts()).toBe(await safeCounts());
  });

  it('are never those from before a change', async () => {
    const { db } = app.services;
    const id = await safeId();
    const changes: Record<string, () => Promise<unknown>> = {
      'another import': () => importAnswers('second.csv', ['Child,No,No', 'Adopter,No,Yes']),
      'another polarity': () =>
        savePolarities(db, id, { polarities: new Map([[0, 'excluded']]), dontKnowInBase: true }),
      'another base': () =>
        db
          .updateTable('question')
          .set({
            baseRule:
              '{"kind":"not","of":{"kind":"answer","questionId":1,"codes":[0],"missing":[]}}',
          })
          .where('id', '=', id)
          .execute(),
      'answers corrected in place': () =>
        db
          .updateTable('answerColumn')
          .set({ cells: Uint8Array.of(1, 1, 1) })
          .where('questionId', '=', id)
          .where('importId', '=', 1)
          .execute(),
      'an import undone': async () => {
        await app.post('/imports/2/undo', {});
        await app.services.jobs.idle();
      },
    };
    const seen: unknown[] = [await waveRates(db, wholeSight, 1)];
    for (const [change, make] of Object.entries(changes)) {
      await make();
      const shown = await waveRates(db, wholeSight, 1);
      // Nothing is kept for a transaction: it counts from the stored answers.
      const counted = await db.transaction().execute((own) => waveRates(own, wholeSight, 1));
      expect([change, shown]).toEqual([change, counted]);
      expect([change, shown]).not.toEqual([change, seen.at(-1)]);
      seen.push(shown);
    }
  });

  it('take nothing over from a transaction that was given up', async () => {
    const { db } = app.services;
    const before = await safeCounts();
    const given = db.transaction().execute(async (own) => {
      await own.deleteFrom('answerColumn').execute();
      await waveRates(own, wholeSight, 1);
      throw new Error('given up');
    });
    await expect(given).rejects.toThrow('given up');
    expect(await safeCounts()).toEqual(before);
  });
});

describe('what is kept', () => {
  const key = (id: number) => KeptCounts.key({ id, createdAt: '2026', revision: 1 }, 'all');

  it('is bounded: what was longest unused goes first', () => {
    const kept = new KeptCounts();
    for (const id of [1, 2, 3]) kept.keep(key(id), id, 130_000);
    kept.find(key(1));
    kept.keep(key(4), 4, 130_000);
    expect([1, 2, 3, 4].map((id) => kept.find(key(id)))).toEqual([1, undefined, 3, 4]);
  });

  it('is nothing that is too large by itself, and weighs what it last weighed', () => {
    const kept = new KeptCounts();
    kept.keep(key(1), 'large', 400_001);
    expect(kept.find(key(1))).toBeUndefined();
    for (let at = 0; at < 100; at += 1) kept.keep(key(2), at, 300_000);
    kept.keep(key(3), 'small', 100_000);
    expect([kept.find(key(2)), kept.find(key(3))]).toEqual([99, 'small']);
  });
});
