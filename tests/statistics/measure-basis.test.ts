import { describe, expect, test } from '@jest/globals';
import { reasonsBetween, type Basis } from '../../src/statistics/measure-basis.js';

const file = (id: number, responses = 10, corrected = 0) => ({
  id,
  fileName: `file-${id}.csv`,
  publishedAt: '2026-11-20T10:00:00.000Z',
  responses,
  corrected,
});
const wave = (id: number, ...imports: ReturnType<typeof file>[]) => ({
  id,
  revision: 1,
  purged: false,
  imports,
});

const before: Basis = {
  definition: {
    counted: 'options',
    optionCodes: [1],
    scores: [],
    groupKeys: [],
    groupsApart: false,
    dontKnowInBase: true,
    condition: null,
    otherWaveIds: [],
  },
  waves: [wave(1, file(1))],
  question: {
    polarities: [
      [0, 'positive'],
      [1, 'negative'],
    ],
    baseRule: null,
    routing: '[]',
  },
};
const withWaves = (...waves: Basis['waves']): Basis => ({ ...before, waves });
const kinds = (after: Basis) => reasonsBetween(before, after).map(({ kind }) => kind);

describe('why a figure is another than before', () => {
  test('is a file that was imported, with what it changed of earlier ones', () => {
    expect(reasonsBetween(before, withWaves(wave(1, file(1), file(2, 5, 3))))).toEqual([
      {
        kind: 'imported',
        importId: 2,
        fileName: 'file-2.csv',
        at: '2026-11-20T10:00:00.000Z',
        corrected: 3,
      },
    ]);
  });

  test('is an import that was undone', () => {
    expect(reasonsBetween(before, withWaves(wave(1)))).toEqual([
      { kind: 'undone', importId: 1, fileName: 'file-1.csv' },
    ]);
  });

  test('is no undoing where a wave was purged', () => {
    expect(kinds(withWaves({ ...wave(1), purged: true }))).toEqual(['answers']);
  });

  test('is how many responses were erased', () => {
    expect(reasonsBetween(before, withWaves(wave(1, file(1, 8))))).toEqual([
      { kind: 'erased', responses: 2 },
    ]);
  });

  test('is a polarity, told by its code and never by its words', () => {
    const after: Basis = {
      ...before,
      question: {
        ...before.question,
        polarities: [
          [0, 'excluded'],
          [1, 'negative'],
        ],
      },
    };
    expect(reasonsBetween(before, after)).toEqual([
      { kind: 'polarity', code: 0, before: 'positive', after: 'excluded' },
    ]);
  });

  test('is the definition, by its parts; the files of a wave that is added are no news', () => {
    const after: Basis = {
      ...withWaves(wave(1, file(1)), wave(2, file(7))),
      definition: { ...before.definition, optionCodes: [0, 1], otherWaveIds: [2] },
    };
    expect(reasonsBetween(before, after)).toEqual([
      { kind: 'definition', parts: ['counted', 'waves'] },
    ]);
  });

  test('is the base rule or the routing, and where nothing else is known the answers', () => {
    const { question } = before;
    expect(kinds({ ...before, question: { ...question, baseRule: '"everyone"' } })).toEqual([
      'base_rule',
    ]);
    expect(kinds({ ...before, question: { ...question, routing: '[3]' } })).toEqual(['routing']);
    expect(kinds(before)).toEqual(['answers']);
  });
});
