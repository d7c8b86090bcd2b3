import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readConfig } from '../../src/config.js';
import { openDatabase } from '../../src/db/open-database.js';
import { sha256 } from '../../src/people/session-store.js';
import { insertToken } from '../../src/people/token-queries.js';
import { currentFrame } from '../../src/themes/frame-queries.js';
import { closeServices, openServices } from '../../src/server.js';
import { largeFile } from '../support/large-file.js';
import { startServerChild, type ServerChild } from '../support/server-child.js';
import { addTestAccount } from '../support/sign-in.js';
import { startTestServices } from '../support/test-services.js';
import { rowCounts } from './views-file.js';

/** Every table that an import writes into; the last two are the lists of what the indexes hold. */
const written = [
  'response',
  'comment',
  'answer_column',
  'tag',
  'sentiment',
  'question',
  'option',
  'comment_index_docsize',
  'comment_exact_docsize',
];
type Step = 'read' | 'check' | 'import' | 'whole';
/** Where each of the ten kills comes, at random within its stage; the import goes on after each. */
const moments: [Step, stage: string][] = [
  ['read', 'Reading the file'],
  ['read', 'Reading the file'],
  ['check', 'Reading the file'],
  ['check', 'Checking every answer'],
  ['import', 'Reading the file'],
  ['import', 'Storing answers'],
  ['import', 'Tagging comments'],
  ['import', 'Tagging comments'],
  ['whole', 'Checking every answer'],
  ['whole', 'Tagging comments'],
];
/** What leads on from where an import waits. */
const stepFrom = { failed: 'again', mapping: 'check', checked: 'import' } as const;
type Waiting = keyof typeof stepFrom;

interface Answer {
  id: number;
  state: Waiting | 'published' | 'reading' | 'checking' | 'importing';
  progress: { stage: string; done: number; total: number } | null;
  report: unknown;
  error: string | null;
}

let dataDir: string;
let server: ServerChild | undefined;
/** Rows enough for a pool of threads to tag them. */
const file = largeFile(27);
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-killed-'));
  const services = await openServices(readConfig({ DATA_DIR: dataDir }));
  // In use before a server starts, so that it codes by rules alone, as what it is compared with.
  await currentFrame(services.db);
  const accountId = await addTestAccount(services.db, ['survey_officer']);
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const scopes = ['import' as const];
  await insertToken(services.db, {
    accountId,
    name: 't',
    tokenHash: sha256('secret'),
    scopes,
    expiresAt,
  });
  await closeServices(services);
});
afterAll(async () => {
  await server?.kill();
  await rm(dataDir, { recursive: true, force: true });
});

async function ask(method: string, where: string, body?: FormData): Promise<Answer> {
  const headers = { authorization: 'Bearer secret', accept: 'application/json' };
  const answer = await fetch(`${server?.address}${where}`, {
    method,
    headers,
    ...(body ? { body } : {}),
  });
  expect([where, answer.ok, answer.ok ? '' : await answer.text()]).toEqual([where, true, '']);
  return (answer.status === 204 ? {} : await answer.json()) as Answer;
}

async function send(step: Step): Promise<string> {
  const form = new FormData();
  form.set('survey', 'Fostering');
  form.set('wave', '1');
  if (step === 'whole') form.set('confirm', 'guesses');
  form.set('file', new Blob([new Uint8Array(file)]), 'large.csv');
  const { id } = await ask('POST', '/api/imports', form);
  return `/api/imports/${id}`;
}

async function counts(): Promise<Record<string, number>> {
  const db = openDatabase(path.join(dataDir, 'viewfinder.sqlite'));
  const all = await rowCounts({ db });
  await db.destroy();
  return Object.fromEntries(written.map((name) => [name, all[name] ?? -1]));
}

const nothing = Object.fromEntries(written.map((name) => [name, 0]));

/** Kills the server once the work is as far as wanted in a stage, or past it. */
async function killAt(place: string, stage: string, part: number): Promise<string> {
  let reached = false;
  for (;;) {
    const { state, progress } = await ask('GET', place);
    if (!progress) return server!.kill().then(() => `after ${state}`);
    reached ||= progress.stage === stage;
    const isThere = progress.total === 0 || progress.done >= part * progress.total;
    if (reached && (progress.stage !== stage || isThere)) {
      await new Promise((resolve) => setTimeout(resolve, part * 100));
      await server!.kill();
      return `${progress.stage} ${progress.done}/${progress.total}`;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function settled(place: string): Promise<Answer> {
  for (;;) {
    const answer = await ask('GET', place);
    if (!answer.progress) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Takes away what there is of the import, so that the next kill finds nothing, and sends its file once more. */
async function sendAgain(step: Step, place: string): Promise<string> {
  const { state } = await settled(place);
  if (state === 'published') await ask('POST', `${place.replace('/api', '')}/undo`);
  await settled(place);
  await ask('DELETE', place);
  return send(step);
}

/** Where an import must stand for a step to begin. */
const readyFor = {
  read: ['failed'],
  check: ['mapping', 'checked'],
  import: ['checked'],
  whole: ['failed'],
};

/** Brings the import to the step and begins it; with its file sent again where it cannot go back to it. */
async function begin(step: Step, place: string, before: Step): Promise<string> {
  let { state } = await settled(place);
  const cannotGoBack = state === 'published' || (step === 'read' && state !== 'failed');
  if (cannotGoBack || (step === 'whole' && before !== 'whole')) {
    return sendAgain(step, place);
  }
  while (!readyFor[step].includes(state)) {
    await ask('POST', `${place}/${stepFrom[state as Waiting]}`);
    ({ state } = await settled(place));
  }
  await ask('POST', `${place}/${readyFor[step].includes('failed') ? 'again' : step}`);
  return place;
}

const stopped = 'Viewfinder stopped during this work, and nothing of it was kept. Try again.';

test('a server killed at any of ten moments leaves the whole import or none, and goes on with it', async () => {
  const unharmed = await startTestServices();
  await unharmed.importText('large.csv', file, { survey: 'Fostering', wave: '1' });
  const whole = await rowCounts(unharmed);
  await unharmed.stop();
  const expected = Object.fromEntries(written.map((name) => [name, whole[name] ?? -1]));
  expect(Object.values(expected).every((count) => count > 10)).toBe(true);

  const within = fc.double({ min: 0, max: 0.8, noNaN: true });
  const parts = fc.sample(within, { seed: 4, numRuns: moments.length });
  server = await startServerChild(dataDir);
  let [place, before] = [await send('read'), 'read' as Step];
  const killed: string[] = [];
  for (const [at, [step, stage]] of moments.entries()) {
    if (at > 0) place = await begin(step, place, before);
    before = step;
    const moment = await killAt(place, stage, parts[at] ?? 0);
    killed.push(`${step}: ${moment}`);
    server = await startServerChild(dataDir);
    const { state, error } = await settled(place);
    const isWhole = state === 'published';
    expect([killed, await counts()]).toEqual([killed, isWhole ? expected : nothing]);
    // A step may have ended in the last moment: the import waits for the next, or is there.
    if (!isWhole && !moment.startsWith('after')) expect([moment, error]).toEqual([moment, stopped]);
    if (isWhole) place = await sendAgain(step, place);
    else expect(Object.keys(stepFrom)).toContain(state);
  }
  await begin('whole', place, before);
  expect(await settled(place)).toMatchObject({ state: 'published', error: null });
  expect(await counts()).toEqual(expected);
}, 600_000);
