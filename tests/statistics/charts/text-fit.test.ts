import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textWidth, wrapText } from '../../../src/statistics/charts/text-fit.js';

const face = { size: 16 };

it('measures as the wider of the two fonts does', () => {
  // Arial: H 722, e 556, l 222, o 556 thousandths; Source Sans 3: l 255.
  expect(textWidth('Hello', { size: 1000 })).toBe(722 + 556 + 255 + 255 + 556);
  expect(textWidth('Hello', { size: 16, bold: true })).toBeGreaterThan(textWidth('Hello', face));
});

it('keeps short texts whole and breaks long ones between words', () => {
  expect(wrapText('Strongly agree', 200, face)).toEqual(['Strongly agree']);
  expect(wrapText('Yorkshire and the Humber', 120, face)).toEqual(['Yorkshire and', 'the Humber']);
  expect(wrapText('', 120, face)).toEqual([]);
});

it('never exceeds its width or its lines, and says where something is left out', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 40, max: 500 }),
      fc.integer({ min: 1, max: 4 }),
      (text, width, most) => {
        const lines = wrapText(text, width, face, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) {
          // One sign too wide for the line has to stand all the same.
          if ([...line].length > 2) expect(textWidth(line, face)).toBeLessThanOrEqual(width);
        }
        const bare = (words: string) => words.replace(/\s+/g, '');
        if (bare(lines.join('')) !== bare(text)) expect(lines[lines.length - 1]).toMatch(/…$/);
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});
