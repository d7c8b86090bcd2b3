import { commentsAddress, mostAnswered, noChoices } from '../comments/comment-filter.js';
import { answerChoiceText, type AnswerChoice } from '../surveys/answer-choice.js';
import { missingKinds, type MissingKind } from '../surveys/words.js';
import type { Breakdown } from './breakdown.js';
import type { Heading } from './crosstab-matrix.js';
import type { AskedQuestion } from './asked-question.js';
import { baseConditionOf } from './base-rule.js';
import type { Condition } from './conditions.js';

/** An address with more answers than this could not be read. */
const mostValues = 100;

const isMissing = (key: string): key is MissingKind =>
  (missingKinds as readonly string[]).includes(key);

/** Those in the base: an answer that counts in it, or not knowing where that does; undefined for none to name. */
function baseChoice({ id, kind, options, dontKnowInBase }: AskedQuestion) {
  const codes = options.filter(({ polarity }) => polarity !== 'excluded').map(({ code }) => code);
  if (kind === 'multiple' || codes.length >= mostValues) return undefined;
  const missing: MissingKind[] = dontKnowInBase ? ['dont_know'] : [];
  return { questionId: id, codes, missing };
}

/** A condition as answers that must all be given; undefined where it asks for anything else. */
function choicesOf(condition: Condition): AnswerChoice[] | undefined {
  if (condition.kind === 'answer') {
    const { questionId, codes, missing } = condition;
    return [{ questionId, codes, missing }];
  }
  if (condition.kind !== 'and') return undefined;
  const parts = condition.of.map(choicesOf);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Those whom a line counts, as answers that must all be given; undefined where they cannot be named so. */
function lineChoices(question: AskedQuestion, line: Heading): AnswerChoice[] | undefined {
  const base = baseConditionOf(question);
  // Among those not asked are some who left it blank because the routing left them out.
  if (base && !base.chosen && line.key === 'not_asked') return undefined;
  const inBase = base ? choicesOf(base.condition) : [];
  const own = choiceOf(question, line);
  return inBase && own && [own, ...inBase];
}

function choiceOf(question: AskedQuestion, { key, kind }: Heading): AnswerChoice | undefined {
  if (kind === 'base') return baseChoice(question);
  if (isMissing(key)) return { questionId: question.id, codes: [], missing: [key] };
  return { questionId: question.id, codes: [Number(key)], missing: [] };
}

/**
 * The comments of exactly those who are counted where a line and a part meet, the line null for
 * everybody of the part; null where an address cannot name them.
 */
export function commentsOf(
  { waveId, question, by }: Pick<Breakdown, 'waveId' | 'question' | 'by'>,
  where: readonly AnswerChoice[],
  line: Heading | null,
  part: Heading,
): string | null {
  const own = line ? lineChoices(question, line) : [];
  if (!own) return null;
  const ofPart = by && part.kind === 'answer' ? [choiceOf(by, part)] : [];
  const answered = [...own, ...ofPart, ...where].flatMap((choice) => choice ?? []);
  const texts = [...new Set(answered.map(answerChoiceText))];
  if (texts.length > mostAnswered) return null;
  return commentsAddress({ ...noChoices, wave: [String(waveId)], answered: texts });
}
