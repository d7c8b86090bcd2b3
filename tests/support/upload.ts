import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { testFormToken } from './sign-in.js';
import type { TestApp } from './test-app.js';

export interface Upload {
  file: string | { name: string; bytes: Uint8Array };
  survey: string;
  wave: string;
  group?: string;
}

/** Sends a file as the upload form does; redirects are not followed. */
export async function upload(app: TestApp, { file, survey, wave, group }: Upload) {
  const bytes = typeof file === 'string' ? await readFile(file) : file.bytes;
  const form = new FormData();
  form.set('newSurvey', survey);
  form.set('wave', wave);
  form.set('group', group ?? '');
  form.set('csrf', testFormToken);
  const name = typeof file === 'string' ? path.basename(file) : file.name;
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  return app.fetch('/imports', { method: 'POST', body: form, redirect: 'manual' });
}

/** Uploads a file and takes it through every step as an officer who confirms each guess. */
export async function importThrough(app: TestApp, what: Upload): Promise<string> {
  const sent = await upload(app, what);
  const place = sent.headers.get('location') ?? '';
  for (const step of ['columns', 'import']) {
    await app.services.jobs.idle();
    await app.post(`${place}/${step}`, {});
  }
  await app.services.jobs.idle();
  return place;
}
