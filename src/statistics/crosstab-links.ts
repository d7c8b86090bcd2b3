import { commentsAddress, noChoices } from '../comments/comment-filter.js';
import { answerChoiceText, type AnswerChoice } from '../surveys/answer-choice.js';
import { missingKinds, type MissingKind } from '../surveys/words.js';
import type { Breakdown } from './breakdown.js';
import type { Heading } from './crosstab-matrix.js';
import type { AskedQuestion } from './rates.js';

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
  const own = line && choiceOf(question, line);
  const ofPart = by && part.kind === 'answer' ? choiceOf(by, part) : undefined;
  if (line && !own) return null;
  const answered = [own, ofPart, ...where].flatMap((choice) => choice ?? []).map(answerChoiceText);
  return commentsAddress({
    ...noChoices,
    wave: [String(waveId)],
    answered: [...new Set(answered)],
  });
}
