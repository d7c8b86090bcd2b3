import { describe, expect, it } from '@jest/globals';
import {
  intervalNote,
  noReturns,
  responsesInWords,
  returnsOf,
  type Invited,
} from '../../src/statistics/response-rate.js';

const received = {
  all: 104,
  groups: new Map([
    ['child', 84],
    ['staff', 20],
  ]),
};
const invited = (all: number | null, groups: Record<string, number> = {}): Invited => ({
  all,
  groups: new Map(Object.entries(groups)),
});
const returned = (of: Invited, by = received) => {
  const { all, groups } = returnsOf(of, by);
  return { all: all?.invited ?? null, ...Object.fromEntries(groups) };
};

describe('a response rate', () => {
  it('is told only where it is known how many were invited', () => {
    const said = (responses: number, invited: number) =>
      responsesInWords(responses, { ...noReturns, all: { responses, invited } });
    expect(responsesInWords(104, noReturns)).toBe('104 responses received');
    expect(responsesInWords(1, noReturns)).toBe('1 response received');
    expect(said(104, 130)).toBe('104 of 130 invited responded (80%)');
    expect(said(3999, 4000)).toBe('3,999 of 4,000 invited responded (more than 99%)');
    expect(intervalNote(null)).toBeNull();
    expect(intervalNote({ responses: 104, invited: 130 })).toMatch(/^Intervals are corrected/);
  });

  it('is of everybody as entered, and of no group without a number of its own', () => {
    expect(returned(invited(130))).toEqual({ all: 130 });
    expect(returned(invited(130, { child: 90 }))).toEqual({
      all: 130,
      child: { responses: 84, invited: 90 },
    });
  });

  it('is of all groups together where each has its number and everybody is of a group', () => {
    const each = invited(null, { child: 90, staff: 30, adopter: 10 });
    expect(returned(each)).toEqual({
      all: 130,
      child: { responses: 84, invited: 90 },
      staff: { responses: 20, invited: 30 },
    });
    expect(returned(each, { ...received, all: 105 }).all).toBeNull();
    expect(returned(invited(null, { child: 90 })).all).toBeNull();
    expect(returned(invited(null)).all).toBeNull();
    expect(returned(invited(null), { all: 0, groups: new Map() }).all).toBeNull();
  });

  it('is that of the wave for the only group that there is', () => {
    const only = { all: 104, groups: new Map([['child', 104]]) };
    expect(returned(invited(130), only)).toEqual({
      all: 130,
      child: { responses: 104, invited: 130 },
    });
  });

  it('is not known once more have responded than were said to be invited', () => {
    expect(returned(invited(103, { child: 83, staff: 20 }))).toEqual({
      all: null,
      staff: { responses: 20, invited: 20 },
    });
    expect(responsesInWords(104, returnsOf(invited(103), received))).toBe(
      '104 responses received, more than the 103 entered as invited',
    );
  });
});
