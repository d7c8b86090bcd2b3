import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { validateXML } from 'xmllint-wasm';
import { parseContent } from '../../src/themes/code-frame.js';
import { writeCodeCsv, writeTaguetteCsv } from '../../src/themes/frame-file-csv.js';
import { writeQdc } from '../../src/themes/frame-file-qdc.js';
import { readFrameBytes } from '../../src/themes/frame-file-read.js';
import { shippedFrame } from '../../src/themes/compile-frame.js';
import { testFormToken } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ as: 'analyst' });
});
afterAll(() => app.stop());

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => text.replace(/[\p{Cc}＞＼]/gu, '').trim())
  .filter((text) => text !== '');
const definition = fc.oneof(
  name,
  fc.constantFrom('=1+1', "'=1", 'a "b",\nc', 'x'.repeat(20_000), '& < 😀'),
);
const frames = fc
  .uniqueArray(fc.record({ name, definition, isPart: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
    selector: (one) => one.name,
  })
  .map((themes) =>
    parseContent({
      name: 'A frame',
      version: '1',
      themes: themes.map((one, at) => ({
        key: `theme-${at}`,
        name: one.name,
        definition: one.definition,
        parent: at > 0 && one.isPart && !themes[0]?.isPart ? 'theme-0' : null,
      })),
    }),
  );
const read = (text: string, known: Parameters<typeof readFrameBytes>[2] = []) =>
  readFrameBytes(Buffer.from(text), 'A frame', known);

test.each([
  ['REFI-QDA', writeQdc],
  ['CSV', writeCodeCsv],
])(
  'a frame without rules reads back from %s as it was, by the keys that are known',
  (_what, write) => {
    fc.assert(
      fc.property(frames, (frame) => {
        const sorted = (one: typeof frame) =>
          [...one.themes].sort((a, b) => (a.key < b.key ? -1 : 1));
        expect(sorted(read(write(frame), frame.themes))).toEqual(sorted(frame));
      }),
      { numRuns: 60 },
    );
  },
);

test('our own file holds the whole frame, rules and all', () => {
  expect(read(stringify(shippedFrame()))).toEqual(shippedFrame());
});

test('a codebook is valid against its schema, whatever names hold', async () => {
  const schema = readFileSync('tests/themes/frame-file-codebook.xsd', 'utf8');
  const [first, ...rest] = shippedFrame().themes;
  if (!first) throw new Error('no theme');
  const odd = { ...first, name: 'A & B < "C" 😀\u0001', definition: 'long '.repeat(20_000) };
  const valid = (contents: string) =>
    validateXML({ xml: { fileName: 'frame.qdc', contents }, schema: [schema] });
  const written = writeQdc({ ...shippedFrame(), themes: [odd, ...rest] });
  expect((await valid(written)).errors).toEqual([]);
  expect((await valid(written.replace(/guid="[^"]*"/, 'guid="1"'))).valid).toBe(false);
});

test('Taguette’s columns are written and read', () => {
  const written = writeTaguetteCsv(shippedFrame(), new Map([['food', 7]]));
  expect(written.split('\r\n')[0]).toBe('\uFEFFtag,description,number of highlights');
  expect(read(written).themes.map((one) => one.name)).toEqual(
    shippedFrame().themes.map((one) => one.name),
  );
});

test('MAXQDA’s example makes the codes that its manual says', () => {
  const text = 'Code;Memo\nOne;a\nOne > Part;b\nTwo\\Part 2;c\n';
  expect(read(text).themes.map((one) => [one.key, one.parent, one.definition])).toEqual([
    ['one', null, 'a'],
    ['part', 'one', 'b'],
    ['two', null, 'Two'],
    ['part-2', 'two', 'c'],
  ]);
});

test.each([
  ['tag,description\na,1\na,2\n', 'two codes called “a”'],
  ['Code,Memo\na > b,1\nb > a,2\n', 'is part of itself'],
  ['tag,description\n"a,1\n', 'quotation mark'],
  ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'document type'],
  ['<CodeBook><Codes>', 'not whole XML'],
  ['<html></html>', 'no REFI-QDA codebook'],
])('%j is refused with a sentence', (text, sentence) => {
  expect(() => read(text)).toThrow(sentence);
});

test('an encoding that is none of ours is refused', () => {
  expect(() => readFrameBytes(Buffer.from([0x74, 0xe9, 0x2c]), 'x')).toThrow('not text in UTF-8');
});

async function upload(text: string) {
  const body = new FormData();
  body.set('csrf', testFormToken);
  body.set('file', new Blob([text]), 'Ours.csv');
  return app.fetch('/themes/frames/import', { method: 'POST', body, redirect: 'manual' });
}

test('a file becomes a draft, and one at fault the form with its sentence', async () => {
  const refused = await upload('tag,description\na,1\na,2\n');
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('two codes called “a”'),
  ]);
  const answer = await upload('tag,description\nPets,Animals\n');
  expect(answer.status).toBe(303);
  const where = answer.headers.get('location')?.split('?')[0] ?? '';
  expect(await app.json(where)).toMatchObject({ frame: { name: 'Ours', state: 'draft' } });
  const exported = await app.fetch(`${where}/export.qdc`);
  expect(await exported.text()).toContain('name="Pets"');
});
