import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { get as request, type Server } from 'node:http';
import { errorPages, notFoundPage } from '../../src/http/error-pages.js';
import { testFormToken } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  app.fetch(path, { headers, redirect: 'manual' });

describe('every answer', () => {
  it('forbids scripts and styles in the page, framing, guessing of types, and copies', async () => {
    for (const path of ['/surveys', '/nothing', '/measures.csv']) {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe-inline');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('is the same model as a page and as JSON', async () => {
    const page = await get('/surveys', { accept: 'text/html' });
    const json = await get('/surveys', { accept: 'application/json' });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await json.json()).toMatchObject({ title: 'Surveys', surveys: [] });
    expect(json.headers.get('vary')).toContain('Accept');
  });

  it('holds no inline script, style or handler', async () => {
    for (const path of ['/surveys', '/imports/new', '/measures', '/nothing']) {
      const html = await (await get(path, { accept: 'text/html' })).text();
      expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
    }
  });

  it('tells a program of a fault as a problem document', async () => {
    const answer = await get('/waves/77', { accept: 'application/json' });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 404, title: 'Page not found' });
  });

  it('cannot be made to read a file outside its assets', async () => {
    for (const path of ['/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/%2e%2e/README.md']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('says what is wrong with a body that cannot be read', async () => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const answer = await app.fetch('/measures/1', { method: 'POST', headers, body: '{' });
    expect(answer.status).toBe(422);
  });
});

describe('a request under another name for this machine', () => {
  const statusAt = (host: string) =>
    new Promise((resolve, reject) => {
      request(`${app.address}/surveys`, { headers: { host, cookie: app.cookie } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).on('error', reject);
    });

  it.each(['127.0.0.1:3000', 'localhost', 'LOCALHOST:3000', '[::1]:3000'])(
    'is answered as %s',
    async (host) => expect(await statusAt(host)).toBe(200),
  );

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
  ])('is refused as %s, so that no other site can read it', async (host) =>
    expect(await statusAt(host)).toBe(403),
  );
});

describe('a form sent from another site', () => {
  const send = (headers: Record<string, string>) =>
    app.fetch('/measures/1/delete', {
      method: 'POST',
      headers: { 'x-csrf-token': testFormToken, ...headers },
    });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 404],
    [{}, 404],
  ])('%o is answered with %i', async (headers, status) => {
    expect((await send(headers as Record<string, string>)).status).toBe(status);
  });
});

describe('a fault of ours', () => {
  let server: Server;
  let address: string;
  beforeAll(async () => {
    const faulty = express();
    faulty.get('/boom', () => {
      throw new Error('the words of a child');
    });
    faulty.use(notFoundPage);
    faulty.use(errorPages);
    server = faulty.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('shows a number to quote and nothing else, and logs where it was without its words', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const answer = await fetch(`${address}/boom`, { headers: { accept: 'application/json' } });
    const body = await answer.text();
    const logged = log.mock.calls.flat().join('\n');
    log.mockRestore();
    expect(answer.status).toBe(500);
    expect(body + logged).not.toContain('the words of a child');
    const { requestId } = JSON.parse(body) as { requestId: string };
    expect(logged).toContain(requestId);
    expect(logged).toContain('answers.test');
  });
});
