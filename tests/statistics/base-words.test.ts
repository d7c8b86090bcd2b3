import { expect, it } from '@jest/globals';
import { baseInWords } from '../../src/statistics/base-words.js';
import type { AskedQuestion } from '../../src/statistics/rates.js';

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
const all = [groups, restrained];

it.each([
  ['everybody', asked(3, 'Q', []), [], 'the 1,186 who answered'],
  [
    'a few groups',
    asked(3, 'Q', []),
    ['iro', 'child'],
    'the 1,186 children and independent reviewing officers who answered',
  ],
  [
    'those routed to it by group',
    { ...asked(3, 'Q', []), baseQuestionId: 1, baseCodes: [0, 1] },
    [],
    'the 1,186 who answered; only independent reviewing officers and foster carers were asked',
  ],
  [
    'those routed to it by an answer',
    { ...asked(3, 'Q', []), baseQuestionId: 2, baseCodes: [0, 2] },
    [],
    'the 1,186 who answered, of those who said “Yes” or “Once” to “Have you been restrained?”',
  ],
])('says in words that a base is of %s', (_who, question, groupKeys, words) => {
  expect(baseInWords(question, all, 1186, groupKeys)).toBe(words);
});
