import { describe, expect, it } from '@jest/globals';
import type { AskedQuestion } from '../../src/statistics/asked-question.js';
import type { BaseCounts } from '../../src/statistics/base-counts.js';
import { unknownPlaceholders } from '../../src/statistics/base-placeholders.js';
import { baseInWords } from '../../src/statistics/base-words.js';
import type { Condition } from '../../src/statistics/conditions.js';
import { noMissing } from '../../src/statistics/count-answers.js';

const asked = (id: number, text: string, labels: string[]): AskedQuestion => ({
  id,
  text,
  kind: 'single',
  role: null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: true,
  options: labels.map((label, code) => ({ code, label, polarity: 'neutral' })),
});
const groups = {
  ...asked(1, 'I am a', ['IRO', 'Foster carer']),
  role: 'respondent_group' as const,
};
const restrained = asked(2, 'Have you been restrained?', ['Yes', 'No', 'Once']);
const plain = asked(3, 'Q', []);
const all = [groups, restrained];

describe('a base of which the number alone is known', () => {
  it.each([
    ['everybody', plain, [], 'the 1,186 who answered'],
    [
      'a few groups',
      plain,
      ['iro', 'child'],
      'the 1,186 children and independent reviewing officers who answered',
    ],
    [
      'those routed to it by group',
      { ...plain, baseQuestionId: 1, baseCodes: [0, 1] },
      [],
      'the 1,186 who answered; only independent reviewing officers and foster carers were asked',
    ],
    [
      'those routed to it by an answer',
      { ...plain, baseQuestionId: 2, baseCodes: [0, 2] },
      [],
      'the 1,186 who answered, of those who said “Yes” or “Once” to “Have you been restrained?”',
    ],
  ])('is said in words to be of %s', (_who, question, groupKeys, words) => {
    expect(baseInWords(question, all, 1186, { groupKeys })).toBe(words);
  });
});

const counts = (base: BaseCounts['base'], missing: Partial<BaseCounts['missing']>) => ({
  base,
  options: [],
  missing: { ...noMissing(), ...missing },
  strays: 0,
});
const routed = { ...plain, baseQuestionId: 2, baseCodes: [0] };
const north: Condition = { kind: 'answer', questionId: 1, codes: [1], missing: [] };

describe('a base with its counts', () => {
  it('says of how many it is and why the others gave no answer', () => {
    const words = baseInWords(routed, all, counts(48, { no_reply: 3, not_asked: 53 }));
    expect(words).toBe(
      'the 48 who answered, of the 51 who said “Yes” to “Have you been restrained?”; 3 gave no reply; 53 were not asked',
    );
  });

  it('says whether those who do not know are counted', () => {
    const some = counts(100, { dont_know: 2, no_reply: 4 });
    expect(baseInWords(plain, all, some)).toBe(
      'the 100 who answered; counting 2 who did not know; 4 gave no reply',
    );
    expect(baseInWords({ ...plain, dontKnowInBase: false }, all, { ...some, base: 98 })).toBe(
      'the 98 who answered; leaving out 2 who did not know; 4 gave no reply',
    );
  });

  it('counts the excluded among those who were asked, and says that they are left out', () => {
    const options = [{ code: 0, label: 'Not here yet', polarity: 'excluded' as const }];
    const question = { ...routed, options };
    const some = { ...counts(40, {}), options: [{ ...options[0]!, count: 8, percentage: null }] };
    expect(baseInWords(question, all, some)).toBe(
      'the 40 who answered, of the 48 who said “Yes” to “Have you been restrained?”; leaving out 8 who said “Not here yet”',
    );
  });

  it('says how many answered without being asked, or are not of those chosen', () => {
    const some = { ...counts(48, {}), strays: 2 };
    expect(baseInWords(routed, all, some)).toMatch(/; 2 answered who were not asked: left out$/);
    const chosen = { ...plain, baseRule: north };
    expect(baseInWords(chosen, all, counts(3, { not_asked: 5 }))).toBe(
      'the 3 who answered, of the 8 who are foster carers; 5 were not asked',
    );
    expect(baseInWords(chosen, all, some)).toBe(
      'the 48 who answered, of the 48 who are foster carers; leaving out the answers of 2 others',
    );
  });

  it('says a further condition and the base rule in one', () => {
    expect(baseInWords(routed, all, counts(5, {}), { where: north })).toBe(
      'the 5 who answered, of the 5 who said “Yes” to “Have you been restrained?” and who are foster carers',
    );
  });

  it('shows no number that a withheld one would follow from', () => {
    expect(baseInWords(routed, all, counts(48, { no_reply: '[c]', not_asked: 53 }))).toBe(
      'the 48 who answered, of the [c] who said “Yes” to “Have you been restrained?”; [c] gave no reply; 53 were not asked',
    );
  });
});

describe('a base in words that somebody wrote', () => {
  const edited = (baseWords: string) => ({ ...routed, baseWords });
  it('has the numbers as they are now, withheld where they are', () => {
    const question = edited('the {base} of {asked} restrained children; {no_reply} said nothing');
    expect(baseInWords(question, all, counts(1048, { no_reply: 3 }))).toBe(
      'the 1,048 of 1,051 restrained children; 3 said nothing',
    );
    expect(baseInWords(question, all, counts(48, { no_reply: '[c]' }))).toBe(
      'the 48 of [c] restrained children; [c] said nothing',
    );
  });

  it('says whom it is narrowed to', () => {
    expect(baseInWords(edited('all {base}'), all, 7, { groupKeys: ['child'], where: north })).toBe(
      'all 7 (only children, of those who are foster carers)',
    );
  });

  it('gives way to the program’s own where a number of it is not known', () => {
    expect(baseInWords(edited('of {asked}'), all, 7)).toMatch(/^the 7 who answered, of those/);
  });

  it('may name known numbers alone', () => {
    expect(unknownPlaceholders('{base} {asked} {left_out} {dont_know}')).toEqual([]);
    expect(unknownPlaceholders('{base} {Base} {} {constructor}')).toEqual([
      '{Base}',
      '{}',
      '{constructor}',
    ]);
  });
});
