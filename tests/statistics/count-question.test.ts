import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AskedQuestion } from '../../src/statistics/asked-question.js';
import { countBreakdown } from '../../src/statistics/breakdown.js';
import type { Condition } from '../../src/statistics/conditions.js';
import type { StoredColumn } from '../../src/statistics/stored-column.js';
import { missingCode } from '../../src/surveys/answer-codes.js';

const [noReply, dontKnow, notAsked] = (['no_reply', 'dont_know', 'not_asked'] as const).map(
  (kind) => missingCode(kind, 'u8'),
) as [number, number, number];

const yesOrNo = (id: number, text: string): AskedQuestion => ({
  id,
  text,
  kind: 'single',
  role: null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: true,
  options: [
    { code: 0, label: 'Yes', polarity: 'negative' },
    { code: 1, label: 'No', polarity: 'positive' },
  ],
});
const restrained = yesOrNo(1, 'Have you been restrained here?');
const nurse: AskedQuestion = {
  ...yesOrNo(2, 'Could you see a nurse or doctor?'),
  baseQuestionId: 1,
  baseCodes: [0],
  options: [
    { code: 0, label: 'Yes', polarity: 'positive' },
    { code: 1, label: 'No', polarity: 'negative' },
  ],
};
const column = (questionId: number, cells: number[], optionCode = -1, importId = 1) =>
  ({
    importId,
    questionId,
    optionCode,
    encoding: 'u8',
    cells: Uint8Array.from(cells),
  }) satisfies StoredColumn;
const runs = (...parts: [count: number, cell: number][]) =>
  parts.flatMap(([count, cell]) => Array.from({ length: count }, () => cell));
const saidYes: Condition = { kind: 'answer', questionId: 1, codes: [0], missing: [] };

/** The worked example of DESIGN: 51 yes, 47 no, 2 don't know, 4 no reply; of the 51 12 no, 36 yes, 3 no reply. */
const first = runs([51, 0], [47, 1], [2, dontKnow], [4, noReply]);
const second = runs([12, 1], [36, 0], [3, noReply], [53, notAsked]);
const example = [column(1, first), column(2, second)];

describe('the worked example of 104 responses', () => {
  it('has 51 of 100, or of 98 without those who do not know', () => {
    const { all } = countBreakdown(restrained, null, null, example);
    expect(all.negative).toMatchObject({ numerator: 51, base: 100, percentage: 51 });
    expect(all.missing).toMatchObject({ no_reply: 4, dont_know: 2, not_asked: 0 });
    const without = countBreakdown({ ...restrained, dontKnowInBase: false }, null, null, example);
    expect(without.all.negative).toMatchObject({ numerator: 51, base: 98, percentage: 52 });
  });

  it('has 12 of the 48 of the 51 who were asked; the other 53 are no "no reply"', () => {
    const { all } = countBreakdown(nurse, null, null, example);
    expect(all.negative).toMatchObject({ numerator: 12, base: 48, percentage: 25 });
    expect(all.missing).toMatchObject({ no_reply: 3, not_asked: 53 });
    expect(all.strays).toBe(0);
  });

  it('says so too where a file left the blanks of those not asked as no reply', () => {
    const blanks = [column(1, first), column(2, runs([12, 1], [36, 0], [56, noReply]))];
    const { all } = countBreakdown(nurse, null, null, blanks);
    expect(all.missing).toMatchObject({ no_reply: 3, not_asked: 53 });
  });

  it('leaves out, and counts, those who answered without being asked', () => {
    const strays = [...second.slice(0, 60), 1, dontKnow, ...second.slice(62)];
    const { all } = countBreakdown(nurse, null, null, [column(1, first), column(2, strays)]);
    expect(all).toMatchObject({ base: 48, strays: 2, missing: { no_reply: 3, not_asked: 51 } });
    expect(all.negative).toMatchObject({ numerator: 12, percentage: 25 });
  });

  it('counts whoever answered of a file that lacks the question that routes', () => {
    const other = column(2, [1, 0, notAsked], -1, 2);
    const { all } = countBreakdown(nurse, null, null, [...example, other]);
    expect(all).toMatchObject({ base: 50, strays: 0, missing: { not_asked: 54 } });
  });
});

describe('a base that somebody chose', () => {
  it('takes the place of the routing', () => {
    const everyone = { ...nurse, baseRule: 'everyone' as const };
    const strays = [...second.slice(0, 60), 1, 1, ...second.slice(62)];
    const { all } = countBreakdown(everyone, null, null, [column(1, first), column(2, strays)]);
    expect(all).toMatchObject({ base: 50, strays: 0, missing: { no_reply: 3, not_asked: 51 } });
  });

  it('leaves the others out without calling them not asked', () => {
    const chosen = { ...nurse, baseQuestionId: null, baseRule: saidYes };
    const { all } = countBreakdown(chosen, null, null, [column(1, first), column(2, first)]);
    expect(all).toMatchObject({ base: 51, strays: 49, missing: { no_reply: 0, not_asked: 0 } });
  });

  it('counts each response once: in the base, with a reason, or left out', () => {
    const cell = fc.constantFrom(0, 1, noReply, dontKnow, notAsked);
    const rows = fc.array(fc.tuple(cell, cell, fc.constantFrom(0, 1, 255)), { minLength: 1 });
    fc.assert(
      fc.property(rows, fc.boolean(), (answers, dontKnowInBase) => {
        const stored = [1, 2, 3].map((id) =>
          column(
            id,
            answers.map((own) => own[id - 1] ?? 0),
          ),
        );
        const by = yesOrNo(3, 'Region');
        const asked = { ...nurse, dontKnowInBase };
        const { all, parts } = countBreakdown(asked, by, null, stored);
        const { dont_know: unsure, ...reasons } = all.missing;
        const others = Object.values(reasons).reduce((sum, count) => sum + count, 0);
        expect(all.base + (dontKnowInBase ? 0 : unsure) + others + all.strays).toBe(answers.length);
        for (const { code, base, strays } of parts) {
          const own = answers.filter((row) => row[2] === code);
          const inside = own.filter(([routed]) => routed === 0);
          const replied = (row: readonly number[]) =>
            row[1] === 0 || row[1] === 1 || (dontKnowInBase && row[1] === dontKnow);
          expect(base).toBe(inside.filter(replied).length);
          const stray = ([routed, own_]: readonly number[]) =>
            routed !== 0 && [0, 1, dontKnow].includes(own_ ?? -1);
          expect(strays).toBe(own.filter(stray).length);
        }
      }),
    );
  });
});

describe('parts', () => {
  const region: AskedQuestion = { ...yesOrNo(3, 'Region'), kind: 'attribute' };

  it('leave out those without one, who count among all', () => {
    const stored = [column(1, [0, 0, 1, 1]), column(3, [0, 1, 1, noReply])];
    const { all, parts } = countBreakdown(restrained, region, null, stored);
    expect(all.base).toBe(4);
    expect(parts.map(({ label, base }) => [label, base])).toEqual([
      ['Yes', 1],
      ['No', 2],
    ]);
  });

  it('of a multiple choice overlap: whoever ticked both is in both, and once among all', () => {
    const several = { ...region, kind: 'multiple' as const };
    const stored = [
      column(1, [0, 0, 1, 1]),
      column(3, [1, 0, 1, noReply], 0),
      column(3, [1, 1, 0, noReply], 1),
    ];
    const { all, parts } = countBreakdown(restrained, several, null, stored);
    expect(all).toMatchObject({ base: 4, negative: { numerator: 2 } });
    expect(parts.map(({ base, negative }) => [base, negative?.numerator])).toEqual([
      [2, 1],
      [2, 2],
    ]);
  });

  it('are of those alone who meet a further condition', () => {
    const stored = [column(1, [0, 0, 1, 1]), column(3, [0, 1, 1, 0])];
    const { all, parts } = countBreakdown(restrained, region, saidYes, stored);
    expect([all.base, all.strays, parts.map(({ base }) => base)]).toEqual([2, 0, [1, 1]]);
  });

  it('are told apart where there are more than 240 of them', () => {
    const many = {
      ...region,
      options: Array.from({ length: 300 }, (_, code) => ({
        code,
        label: `Home ${code}`,
        polarity: 'neutral' as const,
      })),
    };
    const home = {
      ...column(3, []),
      encoding: 'u16' as const,
      cells: Uint16Array.of(299, 299, 3, 65534),
    };
    const { parts } = countBreakdown(restrained, many, null, [column(1, [0, 1, 1, 1]), home]);
    expect(parts.map(({ code, base }) => [code, base])).toEqual([
      [3, 1],
      [299, 2],
    ]);
  });
});

describe('a multiple choice', () => {
  it('leaves out those who ticked something without being asked', () => {
    const several = { ...nurse, kind: 'multiple' as const };
    const stored = [
      column(1, [0, 0, 1, 1, 1]),
      column(2, [1, 0, 1, 0, notAsked], 0),
      column(2, [1, noReply, 1, 0, notAsked], 1),
    ];
    const { all } = countBreakdown(several, null, null, stored);
    expect(all).toMatchObject({ base: 2, strays: 1, missing: { not_asked: 2 } });
    expect(all.options.map(({ count }) => count)).toEqual([1, 1]);
  });
});
