import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { projectPath } from '../../src/paths.js';
import { scoreLabelSets } from '../../src/text/score-labels.js';
import { shippedFrame } from '../../src/themes/compile-frame.js';
import { parseLabelledLines } from '../../src/themes/labelled-sets.js';
import { createTagger } from '../../src/themes/tag-comments.js';

const tagger = createTagger({ frame: shippedFrame() });
const keysOf = (text: string, question = '') =>
  tagger.tag(text, question).themes.map(({ key }) => key);
const wordsFor = (key: string, text: string, question = '') => {
  const found = tagger.tag(text, question).themes.find((theme) => theme.key === key);
  return found?.evidence.map(({ start, end }) => text.slice(start, end));
};

describe('tagging a comment', () => {
  test('gives each theme the words that caused it, as they were written', () => {
    const text = 'My Social Worker is nice and i was resraned';
    expect(wordsFor('social-workers', text)).toEqual(['Social Worker']);
    expect(wordsFor('restraint', text)).toEqual(['resraned']);
  });

  test('reads a slip in a long word that no table has', () => {
    expect(keysOf('we need better educashun and an advocatte')).toContain(
      'complaints-and-advocacy',
    );
  });

  test('takes the question into account', () => {
    expect(wordsFor('food', 'its rank', 'What do you think of the food?')).toEqual(['its rank']);
    expect(keysOf('its rank')).toEqual([]);
    expect(keysOf('n/a', 'What do you think of the food?')).toEqual([]);
  });

  test.each([
    ['the caring staff', 'family-contact'],
    ['he is in a statutory review', 'education-and-work'],
    ['for examples see below', 'education-and-work'],
    ['I was at home', 'food'],
    ['nobody bothers me here', 'siblings'],
    ['paid for the train', 'training-and-preparation'],
  ])('does not find in “%s” what only the letters say: %s', (text, key) => {
    expect(keysOf(text)).not.toContain(key);
  });

  test('finds themes in our own labelled comments as well as a later coder should', () => {
    const file = readFileSync(projectPath('tests/themes/labelled-comments.jsonl'), 'utf8');
    const comments = parseLabelledLines(file);
    expect(comments.length).toBeGreaterThanOrEqual(120);
    const { micro } = scoreLabelSets(
      comments.map(({ themes = [] }) => themes),
      comments.map(({ text, question }) => keysOf(text, question)),
    );
    expect(micro.recall).toBeGreaterThan(0.85);
    expect(micro.f1).toBeGreaterThan(0.75);
  });
});

describe('any text', () => {
  test('has evidence that lies within it, in order', () => {
    const words = fc.constantFrom(
      'social',
      'worker',
      'safe',
      'not',
      'but',
      'food',
      '😀',
      '\n',
      '__proto__',
      "don't",
    );
    const texts = fc.array(fc.oneof(words, fc.string({ unit: 'binary' })), { maxLength: 20 });
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join(' ');
        const { sentiment, themes } = tagger.tag(text, '');
        for (const evidence of [sentiment.evidence, ...themes.map((theme) => theme.evidence)]) {
          let end = 0;
          for (const span of evidence) {
            expect(span.start).toBeGreaterThanOrEqual(end);
            expect(span.end).toBeGreaterThan(span.start);
            end = span.end;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        }
        expect(themes.every((theme) => theme.evidence.length > 0)).toBe(true);
      }),
    );
  });

  test('is read to its end, however long or odd', () => {
    for (const text of [
      '',
      '😀'.repeat(15_000),
      'a'.repeat(30_000),
      '__proto__ constructor',
      '('.repeat(30_000),
    ]) {
      expect(tagger.tag(text, text.slice(0, 100)).themes).toEqual([]);
    }
    const long = 'The food is horrible, but the staff are lovely. '.repeat(650);
    const { themes, sentiment } = tagger.tag(long, '');
    expect(sentiment.label).toBe('mixed');
    expect(themes.find(({ key }) => key === 'food')?.evidence).toHaveLength(650);
  });
});
