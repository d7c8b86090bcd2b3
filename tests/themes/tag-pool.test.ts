import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { projectPath } from '../../src/paths.js';
import { sentimentLabels } from '../../src/text/sentiment-labels.js';
import { createTagger } from '../../src/themes/tag-comments.js';
import { openTagPool } from '../../src/themes/tag-pool.js';
import { packRows, tagRow, unpackRows, type TagRow } from '../../src/themes/tag-rows.js';

const questions = ['What is good about living here?', 'What could be better?', ''];
const labelled = readFileSync(projectPath('tests/themes/labelled-comments.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => (JSON.parse(line) as { text: string }).text);
/** More than a few parts of 500, under every question. */
const comments = [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((round) =>
  labelled.map((text, at) => ({
    text: round > 2 ? `${text} ${labelled[(at + round) % labelled.length]}` : text,
    question: questions[(at + round) % 3] ?? '',
  })),
);

async function all(parts: AsyncIterable<TagRow[]>): Promise<TagRow[]> {
  const rows: TagRow[] = [];
  for await (const part of parts) rows.push(...part);
  return rows;
}

describe('a pool of threads', () => {
  test('finds what one thread finds, in the order of the comments', async () => {
    const pool = openTagPool(undefined, 2);
    const found = await all(pool.tag(comments));
    await pool.close();
    const tagger = createTagger();
    expect(found).toEqual(comments.map(({ text, question }) => tagRow(tagger.tag(text, question))));
  });

  test('passes on what breaks one of its threads', async () => {
    const pool = openTagPool(undefined, 2, new URL('../support/broken-tagger.js', import.meta.url));
    const tagged = all(pool.tag([...comments, ...comments]));
    await expect(tagged).rejects.toThrow('a fault of ours');
    await pool.close();
  });

  test('that is closed amid its work says that the work did not end', async () => {
    const pool = openTagPool(undefined, 1);
    const tagged = all(pool.tag(comments));
    await Promise.all([expect(tagged).rejects.toThrow('ended before its work'), pool.close()]);
  });
});

const evidence = fc
  .array(fc.record({ start: fc.nat(), end: fc.nat() }))
  .map((spans) => JSON.stringify(spans));
const row = fc.record({
  label: fc.constantFrom(...sentimentLabels),
  probability: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
  evidence,
  criticality: fc.integer({ min: 0, max: 3 }),
  risks: fc.constantFrom('', '[{"kind":"harm","evidence":[]}]'),
  themes: fc.array(
    fc.record({
      key: fc.stringMatching(/^[a-z]+(-[a-z]+)*$/),
      evidence,
      source: fc.constantFrom('rule' as const, 'model' as const),
      confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)),
    }),
  ),
});

test('rows come out of a packed text as they went in', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(unpackRows(packRows(rows))).toEqual(rows);
    }),
  );
});
