import { findRespondentGroup } from '../../surveys/respondent-groups.js';
import type { ColumnMapping, ColumnRole, SurveyTable, TableColumn } from '../import-types.js';
import type { ColumnProfile } from './column-profile.js';

type Guess = Pick<ColumnMapping, 'role' | 'reason' | 'confidence'> & { kind?: 'multiple' };

const platformRoles: Record<NonNullable<TableColumn['known']>, [ColumnRole, string]> = {
  response_id: ['response_id', 'The platform’s number of the response.'],
  date: ['date', 'The platform’s date of the response.'],
  personal: ['personal', 'The platform’s column for personal details: dropped, never stored.'],
  technical: ['ignore', 'A technical column of the platform.'],
};

/** Headings that say what a column is, with how far its values must repeat to believe them. */
const headings: readonly [RegExp, ColumnRole, string, number][] = [
  [
    /^(your |full |first |last |sur|fore|contact )*name$|e-?mail|\bip address\b|phone|mobile number|post ?code|zip ?code|recipient|date of birth|^address\b|national insurance|nhs number/i,
    'personal',
    'The heading asks for personal details: dropped, never stored.',
    1,
  ],
  [
    /^(respondent|response|submission|record|user) ?(id|no|number)?$|^(id|unique id|uuid|_id)$/i,
    'response_id',
    'The heading names the response’s number.',
    1,
  ],
  [/\bregion\b/i, 'region', 'The heading names a region.', 0.5],
  [
    /local authority|\bcouncil\b|\bborough\b/i,
    'local_authority',
    'The heading names a local authority.',
    0.7,
  ],
  [
    /^(name of |which |what is the name of )?(the |your )?(children[’']?s )?(secure )?(home|setting|provider|unit|establishment|school|agency|service)( name)?( are you.*| do you live.*| is this.*)?\??$|name of (the|your) (children[’']?s |secure )?(home|setting|provider|agency|unit|school)|(which|what) (children[’']?s |secure )?(home|unit) (do|are) you/i,
    'provider',
    'The heading names the setting or provider.',
    0.7,
  ],
  [
    /^(what is |what are )?(your |you )?(age\b|age group|gender|sex\b|ethnic|disab|religio|household income|income|marital)|^how old are you|^(are you )?(male or female|a boy or a girl)|^education( level)?$|do you have a disability/i,
    'attribute',
    'The heading asks who the respondent is.',
    0.5,
  ],
];

const groupHeading =
  /^(who are you|i am an?\b|respondent (type|group)|type of respondent|are you an?[ .…]*$|which (of these )?(best )?describes you|what is your role|which group|your role)/i;

const openHeading =
  /please (specify|explain|say|tell|describe)|other\b.*specify|comment|tell us|anything else|in your own words|^why\b|why\?|what (is|are|was|were|could|would|do|does|did|has|have|one)\b|describe|suggest|feedback|how could|missing|improve/i;

const headingOf = (column: TableColumn) => column.header.replace(/\s+/g, ' ').trim();

/** Share of the filled cells that name a respondent group. */
function groupShare(profile: ColumnProfile): number {
  let named = 0;
  for (const [folded, count] of profile.counts) {
    if (findRespondentGroup(profile.labels.get(folded) ?? folded)) named += count;
  }
  return profile.filled === 0 ? 0 : named / profile.filled;
}

function byHeading(column: TableColumn, profile: ColumnProfile): Guess | undefined {
  const heading = headingOf(column);
  const distinctShare = profile.counts.size / profile.filled;
  const found = headings.find(
    ([wording, , , most]) =>
      wording.test(heading) && distinctShare <= most && profile.meanWords <= 8,
  );
  if (found) return { role: found[1], reason: found[2], confidence: 'high' };
  const share = groupShare(profile);
  const distinct = profile.counts.size;
  if (distinct <= 30 && share >= (groupHeading.test(heading) ? 0.5 : distinct >= 2 ? 0.9 : 2)) {
    return {
      role: 'respondent_group',
      reason: 'Its values are respondent groups.',
      confidence: 'high',
    };
  }
  return undefined;
}

/** Several answers in one cell: the parts repeat over the rows far more than whole cells do. */
function severalInOneCell(table: SurveyTable, profile: ColumnProfile): boolean {
  const separator = table.multipleSeparator;
  if (separator === '' || profile.counts.size < 2) return false;
  const parts = new Set<string>();
  let separated = 0;
  let words = 0;
  for (const [folded, count] of profile.counts) {
    const own = splitCell(folded, separator);
    own.forEach((part) => parts.add(part));
    words += folded.split(/\s+/).length;
    if (folded.includes(separator.trim())) separated += count;
  }
  const repeats = parts.size <= Math.max(12, profile.counts.size * 0.7) && parts.size <= 300;
  const short = words / profile.counts.size <= 60;
  return separated >= Math.max(2, profile.filled * 0.08) && repeats && short;
}

/** The answers of one cell; a trailing separator, as Microsoft Forms leaves, is nothing. */
export const splitCell = (cell: string, separator: string): string[] =>
  cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function isFreeText(heading: string, profile: ColumnProfile): boolean {
  const distinct = profile.counts.size;
  const distinctShare = distinct / profile.filled;
  if (
    openHeading.test(heading) &&
    distinctShare > 0.3 &&
    (distinct > 8 || profile.meanWords >= 4)
  ) {
    return profile.numericShare < 0.9;
  }
  return profile.meanWords >= 3 && distinctShare > 0.5 && (distinct > 6 || profile.meanWords >= 6);
}

/** A kind of column told by its values alone: what it is where they fit, undefined where they do not. */
type ValueTest = (
  table: SurveyTable,
  column: TableColumn,
  profile: ColumnProfile,
) => Guess | undefined;

const distinctShareOf = (profile: ColumnProfile) => profile.counts.size / profile.filled;

const asDates: ValueTest = (_table, _column, { dateShare, counts }) =>
  dateShare > 0.9 && counts.size > 2
    ? { role: 'ignore', reason: 'Its values are dates.', confidence: 'medium' }
    : undefined;

const asNumbers: ValueTest = (_table, column, profile) => {
  if (profile.numericShare <= 0.9 || profile.counts.size <= 11) return undefined;
  const named = /\b(id|no|number|seed)\b/i.test(headingOf(column));
  return named && distinctShareOf(profile) === 1
    ? { role: 'ignore', reason: 'Its values are running numbers.', confidence: 'medium' }
    : { role: 'number', reason: 'Its values are numbers.', confidence: 'high' };
};

const asSeveralInOne: ValueTest = (table, _column, profile) =>
  severalInOneCell(table, profile)
    ? {
        role: 'closed',
        kind: 'multiple',
        reason: `Its cells hold several answers, separated by “${table.multipleSeparator.trim()}”.`,
        confidence: 'high',
      }
    : undefined;

const asSentences: ValueTest = (_table, column, profile) =>
  isFreeText(headingOf(column), profile)
    ? { role: 'open', reason: 'Its values are sentences that hardly repeat.', confidence: 'high' }
    : undefined;

const asRepeats: ValueTest = (_table, _column, profile) => {
  const distinct = profile.counts.size;
  const often = distinctShareOf(profile) <= 0.2;
  if (distinct > 12 && !often) return undefined;
  return {
    role: distinct <= 60 ? 'closed' : 'attribute',
    reason: `Its ${distinct} values repeat.`,
    confidence: often ? 'high' : 'medium',
  };
};

/** Tried in order; the first that fits decides. */
const valueTests: readonly ValueTest[] = [
  asDates,
  asNumbers,
  asSeveralInOne,
  asSentences,
  asRepeats,
];

function byValues(table: SurveyTable, column: TableColumn, profile: ColumnProfile): Guess {
  for (const test of valueTests) {
    const guess = test(table, column, profile);
    if (guess) return guess;
  }
  return profile.meanWords >= 2.2
    ? { role: 'open', reason: 'Its values hardly repeat.', confidence: 'medium' }
    : { role: 'attribute', reason: 'Its values are short and many.', confidence: 'low' };
}

/** The role of one column that stands alone, from the platform, its heading, then its values. */
export function guessRole(table: SurveyTable, column: TableColumn, profile: ColumnProfile): Guess {
  if (column.known && !(profile.filled === 0 && column.known === 'response_id')) {
    const [role, reason] = platformRoles[column.known];
    return { role, reason, confidence: 'high' };
  }
  if (profile.filled === 0) {
    return { role: 'ignore', reason: 'It is empty.', confidence: 'high' };
  }
  return byHeading(column, profile) ?? byValues(table, column, profile);
}
