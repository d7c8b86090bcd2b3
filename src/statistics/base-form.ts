import { hasOptions, type AskedQuestion } from './asked-question.js';
import { routingOf, type BaseRule } from './base-rule.js';
import type { Condition } from './conditions.js';

/** One line of the form: of whom the base is, by the answers to one question. */
export interface BaseRow {
  /** Null where none is chosen yet. */
  questionId: number | null;
  /** True for those who gave none of the answers. */
  none: boolean;
  codes: number[];
}

export const baseChoices = ['routing', 'everyone', 'chosen', 'kept'] as const;
export type BaseChoice = (typeof baseChoices)[number];

/** What the form of a base holds. */
export interface BaseForm {
  /** Undefined where nothing is chosen; `kept` for a rule that its rows cannot show. */
  who: BaseChoice | undefined;
  join: 'and' | 'or';
  rows: BaseRow[];
  dontKnowInBase: boolean;
  /** '' where the program writes them. */
  words: string;
}

export const blankRow: BaseRow = { questionId: null, none: false, codes: [] };

/** More answers than this make no list to tick. */
const mostAnswers = 60;

/** The questions that a base can be chosen by. */
export const baseQuestions = (questions: readonly AskedQuestion[], own: AskedQuestion) =>
  questions.filter(
    (one) => one.id !== own.id && hasOptions(one) && one.options.length <= mostAnswers,
  );

function rowOf(condition: Condition): BaseRow | undefined {
  const none = condition.kind === 'not';
  const answer = none ? condition.of : condition;
  if (answer.kind !== 'answer' || answer.missing.length > 0) return undefined;
  return { questionId: answer.questionId, none, codes: answer.codes };
}

/** The rows that say a rule; undefined where it is more than the rows can say. */
function rowsOf(rule: Condition): Pick<BaseForm, 'join' | 'rows'> | undefined {
  const join = rule.kind === 'or' ? 'or' : 'and';
  const rows = (rule.kind === 'and' || rule.kind === 'or' ? rule.of : [rule]).map(rowOf);
  const whole = rows.filter((row) => row !== undefined);
  return whole.length === rows.length ? { join, rows: whole } : undefined;
}

/** Whether the rule of a question is one that the rows cannot show. */
export const isKept = ({ baseRule = null }: AskedQuestion): boolean =>
  baseRule !== null && baseRule !== 'everyone' && rowsOf(baseRule) === undefined;

/** The form as it is for a question now. */
export function baseFormOf(question: AskedQuestion): BaseForm {
  const { baseRule = null, baseWords, dontKnowInBase } = question;
  const common = { join: 'and' as const, rows: [blankRow], dontKnowInBase, words: baseWords ?? '' };
  if (baseRule === null) return { ...common, who: routingOf(question) ? 'routing' : 'everyone' };
  if (baseRule === 'everyone') return { ...common, who: 'everyone' };
  const shown = rowsOf(baseRule);
  return shown ? { ...common, ...shown, who: 'chosen' } : { ...common, who: 'kept' };
}

/** The rule that the form says: null where the routing says it, or where there is nothing to say. */
export function ruleOf({ who, join, rows }: BaseForm, question: AskedQuestion): BaseRule | null {
  if (who === 'kept') return question.baseRule ?? null;
  if (who === 'everyone') return routingOf(question) ? 'everyone' : null;
  const parts = rows.flatMap(({ questionId, none, codes }): Condition[] => {
    if (questionId === null || codes.length === 0) return [];
    const answer = { kind: 'answer' as const, questionId, codes, missing: [] };
    return [none ? { kind: 'not', of: answer } : answer];
  });
  const [only] = parts;
  if (who !== 'chosen' || !only) return null;
  return parts.length === 1 ? only : { kind: join, of: parts };
}
