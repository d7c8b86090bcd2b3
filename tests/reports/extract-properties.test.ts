import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkExtract } from '../../src/reports/extract.js';

// White space that is seen; JavaScript counts U+FEFF, which is not, as well.
const fold = (text: string) => text.replace(/(?:(?!\uFEFF)\s)+/g, ' ').replace(/^ | $/g, '');

const word = fc.oneof(
  fc.constantFrom('not', "can't", 'dont', 'Jean’s', 'so-so', 'café', 'e\u0301te', '9.5', 'I'),
  fc.constantFrom('…', '...', '[name]', '[laughs]', '(sic)', '"soon"', 'ok...', '👩‍👧', '–'),
  fc.stringMatching(/^[a-c]{1,3}[,.!]?$/),
);
const space = fc.constantFrom(' ', '  ', '\n', '\r\n\r\n', '\u00a0', '\t');
const mark = fc.constantFrom(' … ', ' [name] ', ' ... ', ' [local authority] ', '\n…\n');

/** A comment, and spans of its words in their order with at least one word between two spans. */
const quoted = fc
  .record({
    words: fc.array(fc.tuple(word, space), { minLength: 1, maxLength: 25 }),
    kept: fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
    marks: fc.array(mark, { minLength: 13, maxLength: 13 }),
  })
  .map(({ words, kept, marks }) => {
    const spans: string[][] = [];
    words.forEach(([text], i) => {
      if (!kept[i]) return;
      if (kept[i - 1]) spans.at(-1)?.push(text);
      else spans.push([text]);
    });
    const pieces = spans.map((span) => span.join(' '));
    const extract = pieces.map((piece, i) => piece + (marks[i] ?? '')).join('');
    return {
      comment: words.flat().join(''),
      pieces,
      marks,
      extract: extract.slice(0, extract.length - (marks[pieces.length - 1] ?? '').length),
    };
  })
  .filter(({ pieces }) =>
    pieces.some((piece) => /[a-zA-Z0-9]/.test(piece.replaceAll('[name]', ''))),
  );

test('spans of whole words in their order, joined by marks, are accepted and kept as they stand', () => {
  fc.assert(
    fc.property(quoted, ({ comment, extract }) => {
      const checked = checkExtract(comment, extract);
      if (!checked.ok) throw new Error(checked.fault);
      let at = 0;
      let from = 0;
      for (const { start, end } of checked.segments) {
        expect(start).toBeGreaterThanOrEqual(from);
        const place = checked.extract.indexOf(fold(comment.slice(start, end)), at);
        expect(place).toBeGreaterThanOrEqual(at);
        at = place;
        from = end;
      }
      const { extract: kept } = checked;
      expect(checkExtract(comment, kept)).toMatchObject({ ok: true, extract: kept });
    }),
    { numRuns: 2000 },
  );
});

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

test('with one character changed in a kept span it is refused, unless the changed words stand there too', () => {
  const changed = fc
    .tuple(quoted, fc.nat(), fc.nat(), fc.constantFrom('q', 'Z', '’', '0', 'a', '?'))
    .map(([{ comment, pieces, marks }, which, where, letter]) => {
      const altered = [...pieces];
      const i = which % pieces.length;
      const piece = pieces[i] ?? '';
      const place = where % piece.length;
      altered[i] = piece.slice(0, place) + letter + piece.slice(place + 1);
      return {
        comment: fold(comment),
        extract: altered.map((p, j) => p + (marks[j] ?? '')).join(''),
        altered,
      };
    });
  fc.assert(
    fc.property(changed, ({ comment, extract, altered }) => {
      // Of the altered words only what no mark could stand for must be found, in order.
      const own = altered.flatMap((piece) => piece.split(/…|\.{3,}|\[name\]/)).map(fold);
      const stands = new RegExp(own.map(escape).join('[^]*?')).test(comment);
      if (!stands) expect(checkExtract(comment, extract).ok).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

/** Over words of a and b, every way to place the pieces: a backtracking pattern decides. */
function standsSomewhere(comment: string, extract: string): boolean {
  const parts = extract.split('…').map(fold);
  const atom = '(?:(?<![ab])[ab]+(?![ab])|…)';
  const gap = (count: number) => `(?: *${atom}){${count},} *`;
  let pattern = '^';
  let count = 0;
  let first = true;
  parts.forEach((part, i) => {
    if (i > 0) count += 1;
    if (part === '') return;
    pattern += count > 0 ? gap(count) : first ? '[^]*' : '';
    pattern += `(?<![ab])${part}(?![ab])`;
    [count, first] = [0, false];
  });
  return new RegExp(`${pattern}${count > 0 ? gap(count) : '[^]*'}$`).test(comment);
}

test('taking each piece at its first place finds a place for all whenever there is one', () => {
  const text = (maxLength: number) =>
    fc
      .array(fc.constantFrom('a', 'b', ' ', '…'), { maxLength })
      .map((parts) => fold(parts.join('')));
  const pair = fc.tuple(text(14), text(8)).filter(([, extract]) => /[ab]/.test(extract));
  fc.assert(
    fc.property(pair, ([comment, extract]) => {
      expect(checkExtract(comment, extract).ok).toBe(standsSomewhere(comment, extract));
    }),
    { numRuns: 20_000 },
  );
});

test('any two texts are judged without an error', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string(),
  );
  fc.assert(
    fc.property(text, text, (comment, extract) => {
      const checked = checkExtract(comment, extract);
      expect(checked.ok || checked.fault.length > 0).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('every comment with a word in it can be quoted whole', () => {
  const comment = fc
    .oneof(fc.string({ unit: 'binary' }), fc.string())
    .filter((text) => /[a-z]/.test(text));
  fc.assert(
    fc.property(comment, (text) => {
      expect(checkExtract(text, text)).toMatchObject({ ok: true, extract: fold(text) });
    }),
    { numRuns: 2000 },
  );
});
