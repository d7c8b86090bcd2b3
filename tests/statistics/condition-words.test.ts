import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AskedQuestion } from '../../src/statistics/asked-question.js';
import { conditionInWords } from '../../src/statistics/condition-words.js';
import type { Condition } from '../../src/statistics/conditions.js';
import type { QuestionKind } from '../../src/surveys/words.js';
import { anyCondition } from './any-condition.js';

const asked = (id: number, text: string, kind: QuestionKind, labels: string[]): AskedQuestion => ({
  id,
  text,
  kind,
  role: id === 3 ? 'respondent_group' : null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: true,
  options: labels.map((label, code) => ({ code, label, polarity: 'neutral' })),
});
const questions = [
  asked(1, 'Restrained?', 'single', ['Yes', 'No', 'Once']),
  asked(2, 'Region', 'attribute', ['North', 'South', 'East']),
  asked(3, 'I am a', 'attribute', ['Child', 'IRO', 'Friend']),
  asked(4, 'Which home is yours?', 'attribute', ['Merrin Court']),
];
const said = (questionId: number, ...codes: number[]): Condition => ({
  kind: 'answer',
  questionId,
  codes,
  missing: [],
});
const not = (of: Condition): Condition => ({ kind: 'not', of });
const and = (...of: Condition[]): Condition => ({ kind: 'and', of });
const or = (...of: Condition[]): Condition => ({ kind: 'or', of });

it.each<[Condition, string]>([
  [said(1, 0), 'who said “Yes” to “Restrained?”'],
  [said(1, 0, 1, 2), 'who said “Yes”, “No” or “Once” to “Restrained?”'],
  [not(said(1, 0, 2)), 'who did not say “Yes” or “Once” to “Restrained?”'],
  [said(2, 0), 'whose “Region” is “North”'],
  [not(said(2, 0, 1)), 'whose “Region” is not “North” or “South”'],
  [said(3, 0, 1), 'who are children or independent reviewing officers'],
  [not(said(3, 2)), 'who are not “Friend”'],
  [and(said(1, 0), said(2, 1)), 'who said “Yes” to “Restrained?” and whose “Region” is “South”'],
  [
    not(or(said(1, 0), said(2, 1))),
    'who did not say “Yes” to “Restrained?” and whose “Region” is not “South”',
  ],
  [
    and(said(3, 0), or(said(1, 0), said(2, 1))),
    'who are children and (who said “Yes” to “Restrained?” or whose “Region” is “South”)',
  ],
  [
    { kind: 'answer', questionId: 1, codes: [0], missing: ['no_reply'] },
    'who said “Yes” to “Restrained?” or who gave no reply to “Restrained?”',
  ],
  [said(1, 9), 'who said answer 9 to “Restrained?”'],
  [said(4, 0), 'who said “Merrin Court” to “Which home is yours?”'],
  [said(9, 0), 'who gave a chosen answer to a question that is no longer there'],
])('%j is in words: %s', (condition, words) => {
  expect(conditionInWords(condition, questions)).toBe(words);
});

const conditions = anyCondition({ questions: 5, codes: 4, depth: 4 });

function leavesOf(condition: Condition): (Condition & { kind: 'answer' })[] {
  if (condition.kind === 'answer') return [condition];
  return condition.kind === 'not' ? leavesOf(condition.of) : condition.of.flatMap(leavesOf);
}
const times = (text: string, part: string) => text.split(part).length - 1;

/** What has to be read of one answer that a condition asks of. */
function namesOf({ questionId, codes, missing }: Condition & { kind: 'answer' }): string[] {
  const question = questions[questionId - 1];
  if (!question) return ['a question that is no longer there'];
  const isGroup = question.role === 'respondent_group';
  const plurals = isGroup ? ['children', 'independent reviewing officers'] : [];
  const answers = codes.map(
    (code) => plurals[code] ?? question.options[code]?.label ?? `answer ${code}`,
  );
  const bare = isGroup && codes.length > 0 && missing.length === 0;
  return bare ? answers : [`“${question.text}”`, ...answers];
}

it('names every question and every answer, however conditions are combined', () => {
  fc.assert(
    fc.property(conditions, (condition) => {
      const words = conditionInWords(condition, questions);
      for (const name of leavesOf(condition).flatMap(namesOf)) expect(words).toContain(name);
      expect(times(words, '(')).toBe(times(words, ')'));
      expect(words).not.toMatch(/undefined|null|\s{2}/);
    }),
  );
});
