import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blockOf, moved, stepsOf, type Placed } from '../../src/reports/arrange.js';

const part = (id: number, kind: Placed['kind'] = 'text'): Placed => ({ id, kind });
/** 1, then section 2 with 3 and 4, then section 5 with 6. */
const report = [
  part(1),
  part(2, 'section'),
  part(3),
  part(4, 'quote'),
  part(5, 'section'),
  part(6, 'chart'),
];

describe('the order of a report', () => {
  test('a part goes to the side of another, a section with all that is in it', () => {
    expect(moved(report, 6, { side: 'before', neighbourId: 3 })).toEqual([1, 2, 6, 3, 4, 5]);
    expect(moved(report, 5, { side: 'before', neighbourId: 2 })).toEqual([1, 5, 6, 2, 3, 4]);
    expect(moved(report, 2, { side: 'after', neighbourId: 3 })).toEqual([1, 2, 3, 4, 5, 6]);
    expect(moved(report, 6, { side: 'after', neighbourId: 99 })).toBeNull();
  });

  test('a step up or down is past one part, of a section past the whole of the next', () => {
    const step = (id: number) => stepsOf(report, id);
    expect(step(1)).toEqual({ up: null, down: { side: 'after', neighbourId: 2 } });
    expect(step(2)).toEqual({
      up: { side: 'before', neighbourId: 1 },
      down: { side: 'after', neighbourId: 6 },
    });
    expect(step(5)).toEqual({ up: { side: 'before', neighbourId: 2 }, down: null });
    expect(step(6)).toEqual({ up: { side: 'before', neighbourId: 5 }, down: null });
  });

  test('loses and doubles nothing, whatever is moved, and a step up is undone by a step down', () => {
    const kinds = fc.array(fc.constantFrom<Placed['kind']>('section', 'text'), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(kinds, fc.nat(), fc.nat(), fc.boolean(), (chosen, a, b, before) => {
        const parts = chosen.map((kind, at) => part(at + 1, kind));
        const id = (a % parts.length) + 1;
        const neighbourId = (b % parts.length) + 1;
        const ids = moved(parts, id, { side: before ? 'before' : 'after', neighbourId }) ?? [];
        expect(ids.toSorted((x, y) => x - y)).toEqual(parts.map((one) => one.id));
        const start = ids.indexOf(id);
        const block = blockOf(parts, id);
        expect(ids.slice(start, start + block.length)).toEqual(block);
        const { up } = stepsOf(parts, id);
        if (up === null || chosen[0] !== 'section') return;
        const higher = (moved(parts, id, up) ?? []).map((one) => part(one, chosen[one - 1]));
        const { down } = stepsOf(higher, id);
        expect(down && moved(higher, id, down)).toEqual(parts.map((one) => one.id));
      }),
    );
  });
});
