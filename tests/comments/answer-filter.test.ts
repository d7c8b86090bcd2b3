import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { Found } from './found.js';

interface AnswerForm {
  surveys: { survey: string; questions: { id: number; text: string }[] }[];
  question: { id: number; text: string } | null;
  options: { value: string; text: string }[];
  kept: [string, string][];
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
});
afterAll(() => app.stop());

const form = async (address: string) => (await app.json(address)) as unknown as AnswerForm;
const find = async (address: string) => (await app.json(address)) as unknown as Found;

async function restrained() {
  const { surveys } = await form('/comments/answers');
  const secure = surveys.find(({ survey }) => survey === "Secure children's homes survey");
  return secure?.questions.find(({ text }) => text.includes('physically restrained'))?.id ?? 0;
}

test('choosing a question, then its answers, gives the same address as typing them', async () => {
  const of = await restrained();
  const { question, options, kept } = await form(`/comments/answers?q=staff&of=${of}`);
  expect(question?.text).toBe('Have you been physically restrained here?');
  expect(kept).toEqual([['q', 'staff']]);
  const yes = options.find(({ text }) => text === 'Yes')?.value ?? '';
  const response = await app.fetch(`/comments/answers?q=staff&of=${of}&code=${yes}&add=on`, {
    redirect: 'manual',
  });
  expect(response.status).toBe(303);
  const address = response.headers.get('location') ?? '';
  expect(address).toBe(`/comments?q=staff&answered=${encodeURIComponent(`${of}:${yes}`)}`);
  const clicked = await find(address);
  const typed = await find(
    `/comments?q=${encodeURIComponent('staff answered:"have you been physically restrained=yes"')}`,
  );
  expect(typed.total).toBe(clicked.total);
  expect(clicked.total).toBeGreaterThan(0);
});

test('without an answer ticked the form says what to do', async () => {
  const response = await app.fetch(`/comments/answers?of=${await restrained()}&add=on`, {
    redirect: 'manual',
  });
  expect(response.status).toBe(422);
  expect(await response.text()).toContain('Choose at least one answer');
});
