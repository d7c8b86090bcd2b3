import { describe, expect, test } from '@jest/globals';
import { refusalsOf, type CheckedPart } from '../../../src/reports/output/refusals.js';

type CheckedQuote = Extract<CheckedPart, { kind: 'quote' }>;
type CheckedFigure = Extract<CheckedPart, { kind: 'figure' }>;

const sound: CheckedQuote = {
  kind: 'quote',
  partId: 7,
  place: 3,
  words: 'No one asked.',
  fault: null,
  flagged: false,
  waiting: false,
  unsettled: 0,
  unexplained: 0,
  status: 'approved',
  isAsApproved: true,
  byAnother: true,
  stale: null,
};
const figure: CheckedFigure = {
  kind: 'figure',
  partId: 8,
  place: 4,
  words: 'Half (50%) of children said yes.',
  isInternal: false,
  stale: null,
};

const reasonsOf = (part: CheckedPart, isDraft: boolean) =>
  refusalsOf([part], isDraft).map(({ reason }) => reason);

test('what is sound is refused nowhere', () => {
  expect(refusalsOf([sound, figure], false)).toEqual([]);
});

describe('a final file and a draft refuse', () => {
  test.each<[reason: string, inDraft: boolean, part: CheckedPart]>([
    ['erased', false, { kind: 'gap', partId: 1, place: 1, words: 'A quote was here.' }],
    ['flagged', false, { ...sound, flagged: true, fault: 'Flagged.' }],
    ['risk_waiting', false, { ...sound, waiting: true, fault: 'Waits.' }],
    ['altered', false, { ...sound, fault: 'Not in the comment.' }],
    ['identifying', false, { ...sound, unsettled: 1 }],
    ['true_counts', false, { ...figure, isInternal: true }],
    ['unexplained', true, { ...sound, unexplained: 1 }],
    ['not_approved', true, { ...sound, status: 'draft' }],
    ['not_approved', true, { ...sound, status: 'ready' }],
    ['changed_since', true, { ...sound, isAsApproved: false }],
    ['own_approval', true, { ...sound, byAnother: false }],
    ['stale', true, { ...sound, stale: 'It has changed.' }],
    ['stale', true, { ...figure, stale: 'It has changed.' }],
  ])('%s (in a draft it may leave: %s)', (reason, inDraft, part) => {
    expect(reasonsOf(part, false)).toEqual([reason]);
    expect(reasonsOf(part, true)).toEqual(inDraft ? [] : [reason]);
  });
});

test('of each part the gravest reason is told, with its place and words', () => {
  const bad = { ...sound, fault: 'Not in the comment.', status: 'draft' as const };
  expect(refusalsOf([bad, figure], false)).toEqual([
    { partId: 7, place: 3, reason: 'altered', why: 'Not in the comment.', words: 'No one asked.' },
  ]);
});

test('a withdrawn quote is not printed, so that nothing of it is refused', () => {
  expect(refusalsOf([{ ...sound, status: 'withdrawn', fault: 'Altered.' }], false)).toEqual([]);
});
