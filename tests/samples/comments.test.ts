import { describe, expect, test } from '@jest/globals';
import { readSample, sampleFiles } from './read-sample.js';

const openQuestion =
  /^(What (is good|was good|could|would you change|does the)|Is there anything else)/;

/** Short replies that many people give in the same words. */
const stock = new Set(['dont know', 'cant think']);

function commentsOf(file: (typeof sampleFiles)[number]): string[] {
  const { header, rows } = readSample(file);
  const wordings = file.startsWith('fostering') ? header[1] : header[0];
  const open = (wordings ?? []).flatMap((title, i) => (openQuestion.test(title) ? [i] : []));
  return rows.flatMap((row) => open.map((column) => row[column]?.trim() ?? '')).filter(Boolean);
}
const words = (comment: string) => comment.split(/\s+/);
const byFile = new Map(sampleFiles.map((file) => [file, commentsOf(file)]));
const real = [...byFile.values()].flat().filter((comment) => words(comment).length > 1);

describe('the comments of the samples', () => {
  test('are at least 460 different ones of more than one word', () => {
    expect(new Set(real.map((comment) => comment.toLowerCase())).size).toBeGreaterThanOrEqual(460);
  });

  test('are nobody else’s words, in the same file or another', () => {
    const folded = real.map((comment) => comment.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, ''));
    const twice = folded.filter((text, i) => !stock.has(text) && folded.indexOf(text) !== i);
    expect(twice).toEqual([]);
  });

  test('share no run of eight words, as comments made from a template would', () => {
    const seen = new Map<string, string>();
    const shared: string[] = [];
    for (const comment of real) {
      const own = words(comment.toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, ''));
      for (let i = 0; i + 8 <= own.length; i += 1) {
        const run = own.slice(i, i + 8).join(' ');
        if ((seen.get(run) ?? comment) !== comment) shared.push(run);
        seen.set(run, comment);
      }
    }
    expect(shared).toEqual([]);
  });

  test('hold what people type: line breaks, quotes, emoji, both apostrophes, formula signs', () => {
    for (const typed of [/\n/, /"/, /“/, /\p{Extended_Pictographic}/u, /'/, /’/, /^=/, /^- /]) {
      expect(real.filter((comment) => typed.test(comment)).length).toBeGreaterThan(0);
    }
  });

  test('give no telephone number or address that could be somebody’s', () => {
    for (const comment of real) {
      for (const [address] of comment.matchAll(/\S+@\S+/g)) expect(address).toMatch(/@example\.org/);
      for (const [number] of comment.matchAll(/\b0\d{3,4} ?\d{3} ?\d{3,4}\b/g)) {
        expect(number).toMatch(/^01632 960\d{3}$/);
      }
    }
  });

  test.each(sampleFiles)('%s says “nothing” and has comments of its own', (file) => {
    const comments = byFile.get(file) ?? [];
    expect(comments.filter((comment) => /^nothing\b/i.test(comment)).length).toBeGreaterThan(0);
    expect(comments.length).toBeGreaterThan(80);
  });
});
