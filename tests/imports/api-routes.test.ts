import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '../../src/people/permissions.js';
import { sha256 } from '../../src/people/session-store.js';
import { insertToken } from '../../src/people/token-queries.js';
import { projectPath } from '../../src/paths.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let sample: Uint8Array;
beforeAll(async () => {
  app = await startTestApp();
  sample = await readFile(projectPath('samples/secure-childrens-homes-2012-13.csv'));
  await makeToken('imports', ['import']);
  await makeToken('reads', ['view']);
});
afterAll(() => app.stop());

async function makeToken(token: string, scopes: Permission[]): Promise<void> {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const tokenHash = sha256(token);
  await insertToken(app.services.db, { accountId: 1, name: token, tokenHash, scopes, expiresAt });
}

interface Answer {
  status: number;
  type: string;
  place: string;
  body: Record<string, unknown>;
}

/** As curl asks: any answer will do, and there is no cookie. */
async function ask(method: string, where: string, body?: BodyInit, token = 'imports') {
  const answer = await fetch(`${app.address}${where}`, {
    method,
    headers: { authorization: `Bearer ${token}`, accept: '*/*' },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    place: answer.headers.get('location') ?? '',
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  } satisfies Answer;
}

function formOf(fields: Record<string, string>, file: Uint8Array | null = sample): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set('file', new Blob([new Uint8Array(file)]), 'homes.csv');
  return form;
}

const send = (fields: Record<string, string>, file?: Uint8Array | null, token?: string) =>
  ask('POST', '/api/imports', formOf(fields, file), token);

async function settled(place: string) {
  await app.services.jobs.idle();
  return (await ask('GET', place)).body;
}

describe('the import of files for programs', () => {
  it('takes a file step by step, as the pages do', async () => {
    const sent = await send({ survey: 'Homes', wave: '1', group: 'Child' });
    expect([sent.status, sent.place]).toEqual([201, `/api/imports/${String(sent.body['id'])}`]);
    expect(sent.body).toMatchObject({ state: 'reading', survey: 'Homes', fileName: 'homes.csv' });
    const { place } = sent;
    expect(await settled(place)).toMatchObject({
      state: 'mapping',
      progress: null,
      links: { self: place, check: `${place}/check` },
    });
    expect((await ask('POST', `${place}/import`)).status).toBe(409);
    expect((await ask('POST', `${place}/check`)).status).toBe(202);
    expect(await settled(place)).toMatchObject({
      state: 'checked',
      report: { rowsRead: 104, responses: 104 },
      links: { import: `${place}/import` },
    });
    expect((await ask('POST', `${place}/import`)).status).toBe(202);
    expect(await settled(place)).toMatchObject({ state: 'published', report: { responses: 104 } });
    expect((await ask('POST', `${place}/cancel`)).status).toBe(409);
    expect((await ask('DELETE', place)).status).toBe(409);
    const listed = await ask('GET', '/api/imports');
    expect(listed.body['imports']).toMatchObject([{ state: 'published', progress: null }]);
  });

  it('takes every guess to the end where told so, and the rows to leave out', async () => {
    const { place } = await send({
      survey: 'Guessed',
      wave: '1',
      confirm: 'guesses',
      'leave-out': 'none',
    });
    expect(await settled(place)).toMatchObject({ state: 'published', report: { responses: 104 } });
    const again = await send({ survey: 'Guessed', wave: '1', confirm: 'guesses' });
    expect(again).toMatchObject({ status: 409, type: expect.stringContaining('problem+json') });
    expect(again.body['detail']).toContain('homes.csv has been imported already');
  });

  it('names every fault of a request at once, and keeps no file of it', async () => {
    const faulty = await send({ wave: '1', confirm: 'all' });
    expect(faulty).toMatchObject({ status: 422, type: expect.stringContaining('problem+json') });
    const faults = faulty.body['faults'] as { field: string }[];
    expect(faults.map(({ field }) => field)).toEqual(['survey', 'confirm']);
    expect((await send({ survey: 'A', wave: '1', 'leave-out': 'these' })).status).toBe(422);
    expect((await send({ survey: 'A', wave: '1' }, null)).status).toBe(422);
    const { imports } = (await ask('GET', '/api/imports')).body as { imports: unknown[] };
    expect(imports).toHaveLength(2);
  });

  it('says why a file was refused, and forgets it when told to', async () => {
    const { place } = await send({ survey: 'A', wave: '1' }, Buffer.from(''));
    expect(await settled(place)).toMatchObject({ state: 'failed', error: expect.any(String) });
    expect((await ask('POST', `${place}/again`)).status).toBe(409);
    expect((await ask('DELETE', place)).status).toBe(204);
    expect((await ask('GET', place)).status).toBe(404);
  });

  it('is for tokens with the scope alone, and for no form of another site', async () => {
    const fields = { survey: 'B', wave: '1' };
    expect((await send(fields, sample, 'reads')).status).toBe(403);
    expect((await send(fields, sample, 'made-up')).status).toBe(401);
    const bare = await app.fetch('/api/imports', { method: 'POST', body: formOf(fields) });
    expect(bare.status).toBe(403);
  });
});
