import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shareDone, timeLeft, type Pace } from '../../src/jobs/time-left.js';

const stages = [
  { stage: 'Read', share: 10 },
  { stage: 'Tag', share: 60 },
  { stage: 'Store', share: 30 },
];
const second = 1000;

describe('the time left', () => {
  it('is not told in the first seconds, nor for a stage that is not known', () => {
    const pace: Pace = {
      stage: 'Tag',
      done: 50,
      total: 100,
      elapsed: 4 * second,
      stageElapsed: 2 * second,
    };
    expect(timeLeft(pace, stages)).toBeNull();
    expect(timeLeft({ ...pace, elapsed: 60 * second, stage: 'Starting' }, stages)).toBeNull();
    expect(shareDone({ ...pace, stage: 'Starting' }, stages)).toBeNull();
  });

  it('is exact where every stage takes its share', () => {
    // 100 s in all: 10 s to read, and half of the minute of tagging.
    const half = {
      stage: 'Tag',
      done: 500,
      total: 1000,
      elapsed: 40 * second,
      stageElapsed: 30 * second,
    };
    expect(timeLeft(half, stages)).toBeCloseTo(60 * second, 5);
    expect(shareDone(half, stages)).toBeCloseTo(0.4, 10);
  });

  it('goes by the stages before where the present one is not counted', () => {
    const begun = { stage: 'Tag', done: 0, total: 0, elapsed: 10 * second, stageElapsed: 0 };
    expect(timeLeft(begun, stages)).toBeCloseTo(90 * second, 5);
  });

  it('is not told where the first parts of a stage were ready as it began', () => {
    const ready = { stage: 'Tag', done: 50, total: 1000, elapsed: 10 * second, stageElapsed: 60 };
    expect(timeLeft(ready, stages)).toBeNull();
  });

  it('goes by the present stage’s own pace once it has one', () => {
    // Reading took 10 s as ever; tagging goes at half its pace, so storing is taken to as well.
    const slow = {
      stage: 'Tag',
      done: 500,
      total: 1000,
      elapsed: 70 * second,
      stageElapsed: 60 * second,
    };
    expect(timeLeft(slow, stages)).toBeCloseTo(60 * second + (130 * second * 30) / 70, 5);
  });

  it('is not told while the first stage counts nothing, or an uncounted one outstays its share', () => {
    const uncounted = { done: 0, total: 0 };
    const reading = {
      ...uncounted,
      stage: 'Read',
      elapsed: 20 * second,
      stageElapsed: 20 * second,
    };
    expect(timeLeft(reading, stages)).toBeNull();
    const late = { ...uncounted, stage: 'Tag', elapsed: 80 * second, stageElapsed: 70 * second };
    expect(timeLeft(late, stages)).toBeNull();
  });

  /** A run whose stages take what they like, looked at twice within one stage, a second apart. */
  it('never jumps by more than a fifth from one second to the next within a stage', () => {
    const seconds = fc.integer({ min: 20, max: 600 });
    fc.assert(
      fc.property(
        seconds,
        seconds,
        seconds,
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (...run) => {
          const [read, tag, , part] = run;
          const at = (share: number): Pace => ({
            stage: 'Tag',
            done: Math.floor(share * 100_000),
            total: 100_000,
            elapsed: (read + share * tag) * second,
            stageElapsed: share * tag * second,
          });
          const [now, later] = [timeLeft(at(part), stages), timeLeft(at(part + 1 / tag), stages)];
          if (now === null || later === null) throw new Error('the time left was not told');
          expect(Math.abs(now - later)).toBeLessThanOrEqual(2 * second + now / 5);
        },
      ),
    );
  });

  it('reaches nothing at the end, and the share done goes up alone', () => {
    const seen: number[] = [];
    for (const [stage, before] of [
      ['Read', 0],
      ['Tag', 10],
      ['Store', 70],
    ] as const) {
      for (let done = 0; done <= 100; done += 10) {
        const pace = {
          stage,
          done,
          total: 100,
          elapsed: (before + done) * second,
          stageElapsed: done * second,
        };
        seen.push(shareDone(pace, stages) ?? -1);
        if (stage === 'Store' && done === 100) expect(timeLeft(pace, stages)).toBe(0);
      }
    }
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});
