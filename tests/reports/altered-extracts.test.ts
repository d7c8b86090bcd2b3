import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkExtract } from '../../src/reports/extract.js';

/** Words none of which is a part of another, so that any change of one makes a word the comment does not have. */
const vocabulary =
  'staff listened kindly whenever somebody cried; nobody shouted, Jean’s puppies barked'.split(' ');
const comments = fc
  .shuffledSubarray(vocabulary, { minLength: 4 })
  .map((words) => ({ words, comment: words.join(' ') }));

/** Ways to pass off other words as those of the comment. */
const alterations: Record<string, (word: string) => string> = {
  'a Cyrillic letter that looks the same': (word) =>
    word.replace(/[aeoy]/, (l) => ({ a: 'а', e: 'е', o: 'о', y: 'у' })[l] ?? l),
  'a zero-width space': (word) => `${word.slice(0, 1)}\u200b${word.slice(1)}`,
  'a zero-width joiner': (word) => `${word.slice(0, 1)}\u200d${word.slice(1)}`,
  'a byte order mark': (word) => `${word.slice(0, 1)}\ufeff${word.slice(1)}`,
  'a soft hyphen': (word) => `${word.slice(0, 2)}\u00ad${word.slice(2)}`,
  'a combining accent': (word) => `${word.slice(0, 2)}\u0301${word.slice(2)}`,
  'a text direction mark': (word) => `\u202e${word}`,
  'full-width letters': (word) =>
    word.replace(/[a-z]/g, (l) => String.fromCharCode(l.charCodeAt(0) + 0xfee0)),
  'another case': (word) => word.toUpperCase(),
  'a letter left out': (word) => word.slice(0, 1) + word.slice(2),
  'a letter twice': (word) => word.slice(0, 1) + word,
  'a part of the word': (word) => word.slice(0, 3),
  'a part left out by a mark': (word) => `${word.slice(0, 2)}…${word.slice(3)}`,
  'a straight apostrophe or another word': (word) =>
    word.includes('’') ? word.replace('’', "'") : 'not',
  'a mark in a word of its own': (word) => `${word} [not]`,
  'a comment in brackets': (word) => `${word} (not)`,
  markup: (word) => `<b>${word}</b>`,
};

describe('altered words are refused', () => {
  test.each(Object.keys(alterations))('%s', (name) => {
    fc.assert(
      fc.property(comments, fc.nat(), ({ words, comment }, which) => {
        const at = which % words.length;
        const altered = words.map((word, i) => (i === at ? alterations[name]?.(word) : word));
        expect(checkExtract(comment, comment).ok).toBe(true);
        expect(checkExtract(comment, altered.join(' ')).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('in another order, with or without marks', () => {
    const swapped = fc.tuple(comments, fc.nat(), fc.constantFrom(' ', ' … ', ' [name] '));
    fc.assert(
      fc.property(swapped, ([{ words, comment }, which, mark]) => {
        const at = which % (words.length - 1);
        const [one = '', other = ''] = words.slice(at, at + 2);
        expect(checkExtract(comment, `${other}${mark}${one}`).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('with a word gone and no mark in its place, or a mark where no word has gone', () => {
    fc.assert(
      fc.property(comments, fc.nat(), ({ words, comment }, which) => {
        const at = 1 + (which % (words.length - 2));
        const without = words.filter((_, i) => i !== at).join(' ');
        const marked = [...words.slice(0, at), '…', ...words.slice(at)].join(' ');
        expect(checkExtract(comment, without).ok).toBe(false);
        expect(checkExtract(comment, marked).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('“(sic)” after any words changes nothing else that is kept', () => {
    const marked = fc.tuple(comments, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }));
    fc.assert(
      fc.property(marked, ([{ words, comment }, after]) => {
        const extract = words
          .map((word, i) => (after[i] ? word.replace(/([^,;]+)/, '$1 (sic)') : word))
          .join(' ');
        const checked = checkExtract(comment, extract);
        expect(checked).toMatchObject({
          ok: true,
          extract,
          segments: [{ start: 0, end: comment.length }],
        });
        expect(extract.replaceAll(' (sic)', '')).toBe(comment);
      }),
      { numRuns: 500 },
    );
  });
});
