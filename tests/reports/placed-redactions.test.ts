import { describe, expect, it } from '@jest/globals';
import { checkExtract } from '../../src/reports/extract.js';
import { matchReasons, redactionsOf, unexplainedIn } from '../../src/reports/placed-redactions.js';

const comment = 'I told Jean and Ali in Hull, and [name] wrote it down';
function placed(extract: string) {
  const checked = checkExtract(comment, extract);
  if (!checked.ok) throw new Error(checked.fault);
  return redactionsOf(comment, checked);
}

describe('the redactions of an extract', () => {
  it('are told with what they hide; those of the comment itself are its words', () => {
    expect(placed('I told [name] and [name] in [town], and [name] wrote it down')).toMatchObject([
      { id: '6.0 [name]', mark: '[name]', hides: 'Jean' },
      { id: '15.0 [name]', mark: '[name]', hides: 'Ali' },
      { id: '22.0 [town]', mark: '[town]', hides: 'Hull' },
    ]);
  });

  it('keep their reasons when others come and go, and when more is left out around them', () => {
    const given = placed('I told [name] and [name] in [town], and').map(({ id }, i) => ({
      of: id,
      reason: ['first', 'second', 'third'][i] ?? '',
    }));
    const reasons = (extract: string) => matchReasons(placed(extract), given);
    expect(reasons('Jean and [name] in [town], and')).toEqual(['second', 'third']);
    expect(reasons('I told [name] … in [town], and')).toEqual(['first', 'third']);
    expect(reasons('I told Jean [name] in [town]')).toEqual(['first', 'third']);
    expect(reasons('[area], and [name] wrote')).toEqual(['']);
  });

  it('take reasons without names in their order', () => {
    const two = placed('I told [name] and [name] in');
    expect(matchReasons(two, [{ reason: 'a' }, { reason: 'b' }, { reason: 'c' }])).toEqual([
      'a',
      'b',
    ]);
    expect(matchReasons(two, [{ reason: 'a' }])).toEqual(['a', '']);
    expect(matchReasons(two, [])).toEqual(['', '']);
  });

  it('are unexplained without a reason of their own; words of the comment need none', () => {
    const kept = [{ mark: '[name]', reason: 'Names a person' }];
    const unexplained = (extract: string, rows = kept) => unexplainedIn(comment, extract, rows);
    expect(unexplained('I told [name] and Ali in Hull, and [name] wrote it down')).toBe(0);
    expect(unexplained('I told [name] and [name] in Hull')).toBe(1);
    expect(unexplained('I told [child] and Ali')).toBe(1);
    expect(unexplained('I told [name] and Ali', [{ mark: '[name]', reason: ' ' }])).toBe(1);
    expect(unexplained('and [name] wrote it down', [])).toBe(0);
    expect(unexplained('I asked [name]', [])).toBe(0);
  });
});
