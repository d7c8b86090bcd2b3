import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { projectPath } from '../../src/paths.js';
import { evaluateSentiment } from '../../src/themes/evaluate-sentiment.js';
import { evaluateThemes } from '../../src/themes/evaluate-themes.js';
import { readOwnSets } from '../../src/themes/labelled-sets.js';
import { readFrameFile } from '../../src/themes/read-frame-file.js';
import { createTagger } from '../../src/themes/tag-comments.js';

const name = 'Quotations by an independent coder';
const tagger = createTagger();
const own = readOwnSets().filter((set) => set.name === name);
const readLabel = (text: string, question: string) => tagger.tag(text, question).sentiment;

// Floors are a tenth below what was measured when the set came, of the program as it stood: it is never
// improved because of these quotations, or they would say nothing of others.
describe('quotations by an independent coder', () => {
  test('are at least 160, and each theme of the frame that has no others below it is among them', () => {
    const comments = own.flatMap((set) => set.comments);
    expect(comments.length).toBeGreaterThanOrEqual(160);
    const coded = new Set(comments.flatMap((comment) => comment.themes ?? []));
    const frame = readFrameFile('childrens-social-care').themes;
    const parents = new Set(frame.map(({ parent }) => parent));
    const lowest = frame.map(({ key }) => key).filter((key) => !parents.has(key));
    expect(lowest.filter((key) => !coded.has(key))).toEqual([]);
  });

  test('are read for sentiment nearly as well as when they came', () => {
    const [report] = own.map((set) => evaluateSentiment(set, readLabel, []));
    expect(report?.systems[0]?.scores.accuracy).toBeGreaterThan(0.765 - 0.1);
    expect(report?.systems[0]?.scores.macroF1).toBeGreaterThan(0.69 - 0.1);
    expect(report?.sure.share).toBeGreaterThan(0.62 - 0.1);
    expect(report?.sure.accuracy).toBeGreaterThan(0.901 - 0.1);
  });

  test('are coded nearly as well as when they came', () => {
    const [scores] = own.map((set) => evaluateThemes(set, tagger)?.scores);
    expect(scores?.micro.precision).toBeGreaterThan(0.571 - 0.1);
    expect(scores?.micro.recall).toBeGreaterThan(0.782 - 0.1);
    expect(scores?.micro.f1).toBeGreaterThan(0.66 - 0.1);
    expect(scores?.macro.precision).toBeGreaterThan(0.617 - 0.1);
    expect(scores?.macro.recall).toBeGreaterThan(0.805 - 0.1);
    expect(scores?.macro.f1).toBeGreaterThan(0.676 - 0.1);
  });

  test('are seldom turned about where any reader would agree', () => {
    const line = z.object({
      text: z.string(),
      question: z.string(),
      sentiment: z.string(),
      clear: z.boolean(),
    });
    const clear = readFileSync(projectPath('tests/themes/held-out-quotations.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((one) => line.parse(JSON.parse(one)))
      .filter((one) => one.clear);
    const opposite = new Map([
      ['positive', 'negative'],
      ['negative', 'positive'],
    ]);
    const turned = clear.filter(
      ({ text, question, sentiment }) =>
        readLabel(text, question).label === opposite.get(sentiment),
    );
    // 13 of 124 when they came.
    expect(turned.length / clear.length).toBeLessThan(13 / 124 + 0.1);
  });
});
