import { expect, test } from '@jest/globals';
import {
  evaluateIdentifying,
  readMarkedComments,
} from '../../../src/reports/identify/evaluate-identifying.js';

const comments = readMarkedComments();

test('every marked detail stands where it is said to', () => {
  for (const { text, spans } of comments)
    for (const { start, end, detail } of spans) expect(text.slice(start, end)).toBe(detail);
});

test('at least 300 comments have something marked and 300 have nothing', () => {
  const marked = comments.filter(({ spans }) => spans.length > 0).length;
  expect(marked).toBeGreaterThanOrEqual(300);
  expect(comments.length - marked).toBeGreaterThanOrEqual(300);
});

const held = evaluateIdentifying(comments, 'test');

/** Of what is marked the share that is found, and of what is found the share that is marked. */
function sharesOf(kind: string) {
  const report = held.kinds.find((one) => one.kind === kind);
  if (!report) throw new Error(`No ${kind}`);
  return { recall: report.recalled / report.marked, precision: report.right / report.found };
}

// Floors a little under what was measured; see tests/text/identifying-comments.md.
test.each([
  ['name', 0.95, 0.93],
  ['place', 0.93, 0.88],
  ['school', 0.9, 0.9],
  ['setting', 0.9, 0.9],
  ['date', 0.9, 0.9],
  ['age', 0.9, 0.9],
  ['any', 0.97, 0.95],
])(
  'of %s on held-out comments recall stays above %f and precision above %f',
  (kind, recall, precision) => {
    const shares = sharesOf(kind);
    expect(shares.recall).toBeGreaterThanOrEqual(recall);
    expect(shares.precision).toBeGreaterThanOrEqual(precision);
  },
);

test('of held-out comments with nothing that identifies, few have something found', () => {
  expect(held.alarms / held.harmless).toBeLessThanOrEqual(0.03);
});
