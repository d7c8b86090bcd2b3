import { formatFigure, formatList } from '../http/formats.js';
import { findRespondentGroup, respondentGroups } from '../surveys/respondent-groups.js';
import { missingKinds, type MissingKind } from '../surveys/words.js';
import type { AskedQuestion } from './asked-question.js';
import { fillBaseWords } from './base-placeholders.js';
import { baseConditionOf } from './base-rule.js';
import { meantBy, type BaseCounts } from './base-counts.js';
import { conditionInWords } from './condition-words.js';
import type { Condition } from './conditions.js';
import type { Figure } from './withhold.js';

/** Of whom the figures are besides: of some respondent groups, or of those who meet a condition. */
export interface Among {
  groupKeys?: readonly string[];
  where?: Condition | null;
}

const pluralOf = (label: string) => findRespondentGroup(label)?.plural.toLowerCase() ?? label;

const groupsOf = ({ groupKeys = [] }: Among): string =>
  formatList(
    respondentGroups
      .filter((group) => groupKeys.includes(group.key))
      .map((group) => group.plural.toLowerCase()),
  );

/** The groups that alone were asked, where that is what the routing is. */
function groupsAsked(question: AskedQuestion, questions: readonly AskedQuestion[]) {
  const base = baseConditionOf(question);
  const parent = questions.find(({ id }) => id === question.baseQuestionId);
  if (!base || base.chosen || parent?.role !== 'respondent_group') return undefined;
  const labels = parent.options.filter(({ code }) => question.baseCodes.includes(code));
  return formatList(labels.map(({ label }) => pluralOf(label)));
}

/** ", of the 51 who said …": who was asked, or whom somebody chose. */
function ofWhom(
  question: AskedQuestion,
  questions: readonly AskedQuestion[],
  counts: BaseCounts | null,
  among: Among,
): string {
  const asked = counts ? `the ${formatFigure(meantBy(question, counts))}` : 'those';
  const groups = groupsAsked(question, questions);
  const base = baseConditionOf(question);
  const rule = groups === undefined ? base?.condition : undefined;
  const conditions = [rule, among.where].flatMap((one) => one ?? []);
  const who = conditionInWords({ kind: 'and', of: conditions }, questions);
  if (groups === undefined) return who === '' ? '' : `, of ${asked} ${who}`;
  const said = who === '' ? '' : `, of ${asked} ${who}`;
  return (among.groupKeys ?? []).length > 0 ? said : `${said}; only ${groups} were asked`;
}

const excludedOf = ({ kind, options }: AskedQuestion) =>
  kind === 'multiple' ? [] : options.filter(({ polarity }) => polarity === 'excluded');

const did: Record<MissingKind, (count: Figure) => string> = {
  no_reply: () => 'gave no reply',
  dont_know: () => 'did not know',
  not_applicable: () => 'said that it did not apply',
  prefer_not: () => 'preferred not to say',
  invalid: () => 'gave an answer that could not be read',
  not_asked: (count) => (count === 1 ? 'was not asked' : 'were not asked'),
};
const toldAfter = missingKinds.filter((kind) => kind !== 'dont_know' && kind !== 'not_asked');

/** Who else there was, each with its number: those left out, and why the others gave no answer. */
function othersInWords(question: AskedQuestion, counts: BaseCounts): string[] {
  const { missing, options, strays } = counts;
  const countsIn = question.dontKnowInBase && question.kind !== 'multiple';
  const excluded = excludedOf(question).map(({ code, label }) => {
    const count = options.find((option) => option.code === code)?.count ?? 0;
    return { count, words: `leaving out ${formatFigure(count)} who said “${label}”` };
  });
  const gaps = [...toldAfter, 'not_asked' as const].map((kind) => {
    const count = missing[kind];
    return { count, words: `${formatFigure(count)} ${did[kind](count)}` };
  });
  const unsure = `${countsIn ? 'counting' : 'leaving out'} ${formatFigure(missing.dont_know)} who did not know`;
  const left = formatFigure(strays);
  const chosen = baseConditionOf(question)?.chosen;
  return [
    { count: missing.dont_know, words: unsure },
    ...excluded,
    ...gaps,
    {
      count: strays,
      words: chosen
        ? `leaving out the answers of ${left} ${strays === 1 ? 'other' : 'others'}`
        : `${left} answered who ${did.not_asked(strays)}: left out`,
    },
  ]
    .filter(({ count }) => count !== 0)
    .map(({ words }) => words);
}

/** As the program writes it, whatever somebody has made of it. */
export function writtenBase(
  question: AskedQuestion,
  questions: readonly AskedQuestion[],
  of: Figure | BaseCounts,
  among: Among = {},
): string {
  const counts = typeof of === 'object' ? of : null;
  const groups = groupsOf(among);
  const base = typeof of === 'object' ? of.base : of;
  const who = `the ${formatFigure(base)} ${groups === '' ? '' : `${groups} `}who answered`;
  const start = `${who}${ofWhom(question, questions, counts, among)}`;
  if (counts) return [start, ...othersInWords(question, counts)].join('; ');
  const excluded = excludedOf(question).map(({ label }) => `“${label}”`);
  // Without it the base would seem to be everybody who answered.
  return excluded.length === 0
    ? start
    : `${start}, leaving out answers of ${excluded.join(' or ')}`;
}

/** Of an edited base, whom it is narrowed to besides. */
function narrowing(questions: readonly AskedQuestion[], among: Among): string {
  const groups = groupsOf(among);
  const who = among.where ? `those ${conditionInWords(among.where, questions)}` : '';
  const only = [groups, who].filter((part) => part !== '').join(', of ');
  return only === '' ? '' : ` (only ${only})`;
}

/**
 * Who a base is, in words: "the 48 who answered, of the 51 who said “Yes” to “…”; 3 gave no reply", or
 * for some respondent groups "the 60 foster carers and partner agencies who answered". With a number
 * alone instead of the counts it says neither how many were asked nor why others gave no answer. Words
 * that somebody wrote are taken instead, with the numbers as they are now.
 */
export function baseInWords(
  question: AskedQuestion,
  questions: readonly AskedQuestion[],
  of: Figure | BaseCounts,
  among: Among = {},
): string {
  const edited = question.baseWords ? fillBaseWords(question.baseWords, question, of) : undefined;
  if (edited === undefined) return writtenBase(question, questions, of, among);
  return `${edited}${narrowing(questions, among)}`;
}
