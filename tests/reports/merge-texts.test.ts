import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { differences, mergeTexts } from '../../src/reports/merge-texts.js';

const base = 'One.\n\nTwo.\n\nThree.';

test('takes the changes of both where they are of different lines', () => {
  const theirs = 'One, they say.\n\nTwo.\n\nThree.';
  const mine = 'One.\n\nTwo.\n\nThree, I say.';
  expect(mergeTexts(base, theirs, mine)).toBe('One, they say.\n\nTwo.\n\nThree, I say.');
});

test('keeps both wordings of a line that both changed, theirs first', () => {
  const [theirs, mine] = ['One.\n\nTwo of theirs.\n\nThree.', 'One.\n\nTwo of mine.\n\nThree.'];
  const merged = mergeTexts(base, theirs, mine);
  expect(merged).toBe('One.\n\nTwo of theirs.\nTwo of mine.\n\nThree.');
});

test('marks what is in one of the two alone, and leaves no word of either out', () => {
  expect(differences('We love him.', 'We love her.')).toEqual([
    { text: 'We love ', of: 'both' },
    { text: 'him', of: 'theirs' },
    { text: 'her', of: 'mine' },
    { text: '.', of: 'both' },
  ]);
  const words = fc.array(fc.constantFrom('a', 'b', 'c', '.', ' ', '\n', 'é'), { maxLength: 30 });
  fc.assert(
    fc.property(words, words, (one, other) => {
      const [theirs, mine] = [one.join(''), other.join('')];
      const runs = differences(theirs, mine);
      const of = (left: 'theirs' | 'mine') =>
        runs
          .filter((run) => run.of !== left)
          .map(({ text }) => text)
          .join('');
      expect([of('mine'), of('theirs')]).toEqual([theirs, mine]);
    }),
  );
});
