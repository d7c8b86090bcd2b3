import { formatFigure, formatList } from '../http/formats.js';
import { findRespondentGroup, respondentGroups } from '../surveys/respondent-groups.js';
import type { AskedQuestion } from './rates.js';
import type { Figure } from './withhold.js';

/** Without it the base would seem to be everybody who answered. */
function leftOut({ kind, options }: AskedQuestion): string {
  const labels =
    kind === 'multiple' ? [] : options.filter(({ polarity }) => polarity === 'excluded');
  if (labels.length === 0) return '';
  return `, leaving out answers of ${labels.map(({ label }) => `“${label}”`).join(' or ')}`;
}

const pluralOf = (label: string) => findRespondentGroup(label)?.plural.toLowerCase() ?? label;

/**
 * Who a base is, in words: "the 48 who answered, of those who said “Yes” to “…”", or for some
 * respondent groups (by key) "the 60 foster carers and partner agencies who answered".
 */
export function baseInWords(
  question: AskedQuestion,
  questions: readonly AskedQuestion[],
  base: Figure,
  groupKeys: readonly string[] = [],
): string {
  const groups = respondentGroups
    .filter((group) => groupKeys.includes(group.key))
    .map((group) => group.plural.toLowerCase());
  const of = formatList(groups);
  const who = `the ${formatFigure(base)} ${of === '' ? '' : `${of} `}who answered`;
  const without = leftOut(question);
  const parent = questions.find((candidate) => candidate.id === question.baseQuestionId);
  if (!parent) return `${who}${without}`;
  const labels = parent.options
    .filter((option) => question.baseCodes.includes(option.code))
    .map((option) => option.label);
  if (parent.role === 'respondent_group') {
    const asked = `; only ${formatList(labels.map(pluralOf))} were asked`;
    return `${who}${without}${of === '' ? asked : ''}`;
  }
  const said = labels.map((label) => `“${label}”`).join(' or ');
  return `${who}, of those who said ${said} to “${parent.text}”${without}`;
}
