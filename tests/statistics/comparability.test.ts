import { describe, expect, it } from '@jest/globals';
import { standingOf, type Decision } from '../../src/statistics/comparability.js';
import { defaultRules } from '../../src/statistics/disclosure/rules.js';
import { findChanges } from '../../src/statistics/find-changes.js';
import { evidence as wave } from './evidence.js';

describe('whether two waves can be compared', () => {
  const wording = findChanges(wave('A'), wave('B', { wordings: ['Are you safe?'] }), defaultRules);
  const note = findChanges(wave('A'), wave('B', { base: 9 }), defaultRules);
  const said = (comparable: boolean, findings: string[]): Decision => ({
    comparable,
    note: 'Asked alike',
    accountName: 'tess',
    decidedAt: '2026-11-26T04:00:00.000Z',
    findings,
  });
  const sentences = wording.map(({ sentence }) => sentence);

  it('is unsettled while something is found, and so until somebody has said', () => {
    expect(standingOf(wording, null)).toMatchObject({ comparable: 'unsettled', notes: sentences });
    expect(standingOf(wording, said(true, sentences))).toMatchObject({
      comparable: 'yes',
      notes: ['Asked alike'],
    });
    expect(standingOf(wording, said(false, sentences))).toMatchObject({
      comparable: 'no',
      notes: ['Asked alike'],
    });
  });

  it('goes by the program where nothing has to be settled, and says what is noted', () => {
    expect(standingOf(note, null)).toMatchObject({
      comparable: 'yes',
      notes: ['Fewer than 10 answered in B.'],
    });
    expect(standingOf([], said(false, []))).toMatchObject({ comparable: 'no' });
  });

  it('is unsettled again once more is found than somebody knew of', () => {
    expect(standingOf(wording, said(true, []))).toMatchObject({ comparable: 'unsettled' });
    expect(standingOf(wording, said(false, []))).toMatchObject({ comparable: 'no' });
  });
});
