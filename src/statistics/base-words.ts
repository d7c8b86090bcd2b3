import { formatNumber } from '../http/formats.js';
import { findRespondentGroup } from '../surveys/respondent-groups.js';
import type { AskedQuestion } from './rate-queries.js';

const joinOr = (words: readonly string[]) => words.join(' or ');

/** Who the base of a question is, in words: "the 48 who answered, of those who said “Yes” to “…”". */
export function baseInWords(
  question: AskedQuestion,
  questions: readonly AskedQuestion[],
  base: number,
): string {
  const parent = questions.find((candidate) => candidate.id === question.baseQuestionId);
  const who = `the ${formatNumber(base)} who answered`;
  if (!parent) return who;
  const labels = parent.options
    .filter((option) => question.baseCodes.includes(option.code))
    .map((option) => option.label);
  if (parent.role === 'respondent_group') {
    const groups = labels.map((label) => findRespondentGroup(label)?.plural.toLowerCase() ?? label);
    return `${who}, asked of ${groups.join(', ').replace(/\biros\b/, 'IROs')} only`;
  }
  const said = joinOr(labels.map((label) => `“${label}”`));
  return `${who}, of those who said ${said} to “${parent.text}”`;
}
