import { formatList, formatNumber } from '../http/formats.js';
import { findRespondentGroup, respondentGroups } from '../surveys/respondent-groups.js';
import type { AskedQuestion } from './rate-queries.js';

const pluralOf = (label: string) => findRespondentGroup(label)?.plural.toLowerCase() ?? label;

/**
 * Who a base is, in words: "the 48 who answered, of those who said “Yes” to “…”", or for some
 * respondent groups (by key) "the 60 foster carers and partner agencies who answered".
 */
export function baseInWords(
  question: AskedQuestion,
  questions: readonly AskedQuestion[],
  base: number,
  groupKeys: readonly string[] = [],
): string {
  const groups = respondentGroups
    .filter((group) => groupKeys.includes(group.key))
    .map((group) => group.plural.toLowerCase());
  const of = formatList(groups);
  const who = `the ${formatNumber(base)} ${of === '' ? '' : `${of} `}who answered`;
  const parent = questions.find((candidate) => candidate.id === question.baseQuestionId);
  if (!parent) return who;
  const labels = parent.options
    .filter((option) => question.baseCodes.includes(option.code))
    .map((option) => option.label);
  if (parent.role === 'respondent_group') {
    return of === '' ? `${who}; only ${formatList(labels.map(pluralOf))} were asked` : who;
  }
  const said = labels.map((label) => `“${label}”`).join(' or ');
  return `${who}, of those who said ${said} to “${parent.text}”`;
}
