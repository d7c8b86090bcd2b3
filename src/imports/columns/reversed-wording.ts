import type { Polarity } from '../../surveys/words.js';
import { badWordings, denyingWordings, mendingWordings } from './answer-families.js';

/** What an answer is where agreeing with the wording is bad. */
export const opposite: Record<Polarity, Polarity> = {
  positive: 'negative',
  negative: 'positive',
  neutral: 'neutral',
  excluded: 'excluded',
};

/** Agreeing with the wording, or saying yes to it, is the bad answer. */
export function isReversed(question: string): boolean {
  const bad = badWordings.exec(question);
  const denied = bad !== null && denyingWordings.test(question.slice(0, bad.index));
  return bad !== null && !denied && !mendingWordings.test(question);
}
