import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { projectPath } from '../../src/paths.js';
import { extractSides } from '../../src/reports/extract-sides.js';

interface Word {
  text: string;
  space: string;
  isQuoted: boolean;
  mark: string;
  group: unknown;
  sic: boolean;
}
/** What the browser runs. */
const { composeExtract } = (await import(projectPath('views/assets/compose-extract.js'))) as {
  composeExtract: (words: Word[]) => string;
};

const comments = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'not',
        'Jean’s',
        'safe',
        'safe',
        'so-so',
        '9.5',
        '…',
        'Ann',
        '"soon"',
        'ok...',
        '👩‍👧',
        'ay,',
        '!',
      ),
      fc.constantFrom(' ', '  ', '\n', ''),
    ),
    { minLength: 1, maxLength: 15 },
  )
  .map((words) => words.flat().join(''));

/** Runs of words: quoted, left out, or hidden behind one redaction. */
const runs = fc.array(
  fc.tuple(
    fc.constantFrom('quoted', 'left out', '[name]', '[place]'),
    fc.integer({ min: 1, max: 4 }),
  ),
  {
    minLength: 1,
    maxLength: 20,
  },
);

test('marks stand as an author would type them', () => {
  const word = (text: string, mark?: string, space = ' '): Word => ({
    ...{ text, space, isQuoted: mark === undefined, mark: mark ?? '', group: mark, sic: false },
  });
  const dog = [word('I', undefined, ''), word('like', ''), word('Jean', '[name]'), word('too')];
  expect(composeExtract([...dog, word('.', undefined, '')])).toBe('I … [name] too.');
  expect(composeExtract([word('So', ''), ...dog, word('!', '', '')])).toBe('I … [name] too');
  expect(composeExtract([word('We', '[name]', ''), word('wiv')])).toBe('[name] wiv');
});

test('whatever is chosen in the text, the server takes it for the same words of the comment', () => {
  fc.assert(
    fc.property(comments, runs, (comment, chosen) => {
      const all = extractSides(comment, '').original.flatMap((stretch) => stretch.units);
      const kinds = chosen.flatMap(([kind, length], group) =>
        Array.from({ length }, () => ({ kind, group })),
      );
      const words = all.map(({ text, space }, i): Word => {
        const { kind, group } = kinds[i] ?? { kind: 'left out', group: -1 };
        const mark = kind.startsWith('[') ? kind : '';
        return { text, space: space && ' ', isQuoted: kind === 'quoted', mark, group, sic: false };
      });
      fc.pre(words.some(({ text, isQuoted }) => isQuoted && /[a-z]/.test(text)));
      const sides = extractSides(comment, composeExtract(words));
      expect(sides.fault).toBeNull();
      const printed = sides.original.filter(({ kind }) => kind === 'quoted');
      // Dots beside a redaction are read as a mark. The same words may stand elsewhere too: what counts
      // is which they are, in their order.
      const isWord = (text: string) => /[\p{L}\p{N}]/u.test(text);
      const units = printed.flatMap((stretch) => stretch.units.map(({ text }) => text));
      const quoted = words.filter(({ isQuoted }) => isQuoted).map(({ text }) => text);
      expect(units.filter(isWord)).toEqual(quoted.filter(isWord));
    }),
    { numRuns: 3000 },
  );
});
