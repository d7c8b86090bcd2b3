import { describe, expect, it } from '@jest/globals';
import { extractSides } from '../../src/reports/extract-sides.js';

const comment = 'Jean is nice.\nI like  her dog, definately!';

describe('an extract beside its comment', () => {
  it('says of every word whether it is quoted, and what stands for those left out', () => {
    const { original } = extractSides(comment, '[name] is nice. … dog, definately (sic)');
    expect(
      original.map(({ kind, marks, units }) => [kind, marks, ...units.map(({ text }) => text)]),
    ).toEqual([
      ['left_out', '[name]', 'Jean'],
      ['quoted', '', 'is', 'nice', '.'],
      ['left_out', '…', 'I', 'like', 'her'],
      ['quoted', '', 'dog', ',', 'definately'],
      ['left_out', '', '!'],
    ]);
    const units = original.flatMap(({ units: own }) => own);
    expect(units.map(({ space, text }) => space + text).join('')).toBe(comment);
    expect(units.filter(({ sic }) => sic)).toMatchObject([{ text: 'definately' }]);
  });

  it('tells its own words from what was put among them', () => {
    expect(extractSides(comment, '[name] is nice. ... dog').printed).toEqual([
      { text: '[name]', own: false },
      { text: ' ', own: true },
      { text: 'is nice.', own: true },
      { text: ' ', own: true },
      { text: '…', own: false },
      { text: ' ', own: true },
      { text: 'dog', own: true },
    ]);
  });

  it('says what is wrong while it cannot be read, and shows the comment all the same', () => {
    const sides = extractSides(comment, 'I love her');
    expect(sides.fault).toContain('does not say “love her”');
    expect(sides.original).toMatchObject([{ kind: 'unread' }]);
  });
});
