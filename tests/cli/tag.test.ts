import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { viewfinder } from '../support/shell.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-tag-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Tagged {
  id: string | number;
  sentiment: string;
  probability: number;
  themes: { theme: string; key: string; evidence: string }[];
}
const lines = (output: string) =>
  output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Tagged);

describe('viewfinder tag', () => {
  test('answers each line in order, by its id or its number, past blank lines and a byte order mark', async () => {
    const input = [
      '\uFEFF{"text": "i carnt sleep, its not safe here"}',
      '',
      '{"text": "Nothing", "question": "What is good?", "id": "a7"}\r',
      '{"text": "Nothing", "question": "What could be better?", "id": null}',
      '{"text": "", "id": 0, "more": [1]}',
    ].join('\n');
    const { status, output } = await viewfinder(folder, ['tag'], input);
    expect(status).toBe(0);
    const tagged = lines(output);
    expect(tagged.map(({ id }) => id)).toEqual([1, 'a7', 4, 0]);
    expect(tagged.map(({ sentiment }) => sentiment)).toEqual([
      'negative',
      'negative',
      'positive',
      'undetected',
    ]);
    expect(tagged[0]?.themes).toContainEqual({
      theme: 'Feeling safe',
      key: 'feeling-safe',
      evidence: 'safe',
    });
    expect(tagged[3]).toEqual({ id: 0, sentiment: 'undetected', probability: 0, themes: [] });
  });

  test('takes thousands of lines', async () => {
    const input = Array.from({ length: 5000 }, (_, id) =>
      JSON.stringify({ id, text: 'Staff are kind' }),
    );
    const { output } = await viewfinder(folder, ['tag'], input.join('\n'));
    expect(lines(output).map(({ id }) => id)).toEqual(input.map((_, id) => id));
  });

  test('takes the themes of a frame that is named', async () => {
    const comment = '{"text": "nothing was too much trouble"}';
    const { output } = await viewfinder(
      folder,
      ['tag', '--frame', 'nhs-patient-feedback'],
      comment,
    );
    expect(lines(output)[0]?.themes.map(({ theme }) => theme)).toEqual(['Staff responsiveness']);
  });

  test('names the line that is no comment, by number', async () => {
    for (const bad of ['{"text": 1}', 'not JSON', '{"txt": "x"}', '[]']) {
      const { status, output, errors } = await viewfinder(
        folder,
        ['tag'],
        `{"text": "ok"}\n\n${bad}\n`,
      );
      expect(status).toBe(1);
      expect(lines(output)).toHaveLength(1);
      expect(errors).toContain('Line 3 is not a comment');
    }
  });
});

describe('viewfinder evaluate', () => {
  test('measures a file of labelled comments', async () => {
    const file = path.join(folder, 'labelled.jsonl');
    await writeFile(
      file,
      [
        '{"text": "The food is horrible", "sentiment": "negative", "themes": ["Food"]}',
        '{"text": "Staff are lovely", "sent3": "positive", "themes": ["quality-of-care"]}',
      ].join('\n'),
    );
    const { status, output } = await viewfinder(folder, ['evaluate', file]);
    expect(status).toBe(0);
    expect(output).toMatch(/viewfinder +1\.000 +1\.000/);
    expect(output).toMatch(/natural AFINN/);
    expect(output).toMatch(/micro +1\.000 +1\.000 +1\.000/);
    const { output: json } = await viewfinder(folder, ['evaluate', file, '--json']);
    expect(JSON.parse(json)).toMatchObject({ skipped: [], themes: [{ count: 2 }] });
  });

  test('measures by a frame of a file, and says of which frame the themes are not', async () => {
    const file = path.join(folder, 'parking.jsonl');
    await writeFile(file, '{"text": "nowhere to park", "themes": ["Parking & travel"]}');
    const frame = path.join(folder, 'parking.yaml');
    await writeFile(
      frame,
      'name: Parking\nversion: "1"\nthemes: [{ key: cars, name: Parking and travel, definition: x, rules: [park] }]',
    );
    const { output } = await viewfinder(folder, ['evaluate', file, '--frame', frame]);
    expect(output).toMatch(/parking\.jsonl by the frame “Parking”: 1 text, 1 theme/);
    expect(output).toMatch(/ cars +1\.000 +1\.000 +1\.000 +1/);
    const { output: foreign } = await viewfinder(folder, ['evaluate', file]);
    expect(foreign).toContain(
      "The themes of parking.jsonl are not measured: most are not of the frame Children's social care",
    );
  });

  test.each([
    ['nowhere', /nowhere is neither a file nor a code frame that comes with the program \(child/],
    ['package.json', /package\.json: The code frame cannot be used\. The frame's themes: /],
    ['tests/../.prettierrc.yaml', /neither a file/],
  ])('says what is wrong with a frame: %s', async (frame, words) => {
    const { status, errors } = await viewfinder(folder, ['evaluate', '--frame', frame]);
    expect(status).toBe(1);
    expect(errors).toMatch(words);
  });

  test('says which file cannot be read', async () => {
    const { status, errors } = await viewfinder(folder, [
      'evaluate',
      path.join(folder, 'none.jsonl'),
    ]);
    expect(status).toBe(1);
    expect(errors).toContain('none.jsonl cannot be read');
  });
});
