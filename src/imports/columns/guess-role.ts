import { formatNumber } from '../../http/formats.js';
import type { ColumnMapping, ColumnRole, SurveyTable, TableColumn } from '../import-types.js';
import { isKnownAnswer } from './answer-families.js';
import type { ColumnProfile } from './column-profile.js';
import { headingOf, roleByHeading } from './heading-roles.js';
import { numberReader } from './number-text.js';
import { personalValues } from './personal-values.js';
import { findSplitter } from './split-answers.js';

type Guess = Pick<ColumnMapping, 'role' | 'reason' | 'confidence'> & { kind?: 'multiple' };

const platformRoles: Record<NonNullable<TableColumn['known']>, [ColumnRole, string]> = {
  response_id: ['response_id', 'The platform’s number of the response.'],
  date: ['date', 'The platform’s date of the response.'],
  personal: ['personal', 'The platform’s column for personal details: dropped, never stored.'],
  technical: ['ignore', 'A technical column of the platform.'],
};

const openHeading =
  /please (specify|explain|say|tell|describe)|other\b.*specify|comment|tell us|anything else|in your own words|^why\b|why\?|what (is|are|was|were|could|would|do|does|did|has|have|one)\b|describe|suggest|feedback|how could|missing|improve|\bother$/i;

/** Headings that offer answers to choose from, however many others were written in. */
const choiceHeading =
  /(select|choose|check|tick|pick|mark) (all|any|one|up to|the)\b|that apply|choices below|options below|on a scale|which (statement|of (these|the following))\b|most closely (matches|reflects|describes)/i;

/** Under such a heading "Other" still holds words of one's own. */
const offersChoices = (column: TableColumn) =>
  column.subheader === '' && choiceHeading.test(headingOf(column));

const amountHeading =
  /how ?(many|old|long ago)|number of|\bnum\b|\bnb\b|\bage\b|\b(hours|days|years|litres)\b|\bspend|amount/i;

/** A kind of column told by its values alone: what it is where they fit, undefined where they do not. */
type ValueTest = (
  table: SurveyTable,
  column: TableColumn,
  profile: ColumnProfile,
) => Guess | undefined;

const distinctShareOf = (profile: ColumnProfile) => profile.counts.size / profile.filled;

/** Given where the values are dates; which of them is the response's own is seen over all columns. */
export const datesReason = 'Its values are dates.';

const asDates: ValueTest = (_table, _column, { dateShare, counts, filled }) =>
  dateShare > 0.9 && (counts.size > 1 || filled === 1)
    ? { role: 'ignore', reason: datesReason, confidence: 'medium' }
    : undefined;

/** Codes for no answer beside codes from 1 to 10. */
const missingNumbers = new Set([-99, -9, -8, -7, -2, -1, 88, 96, 97, 98, 99, 999]);

/** "5 - strongly agree" beside 2, 3 and 4 names the end of a scale. */
const namesPoint = (value: string) => /^\d+\s*[-–:.)=]\s*\D/.test(value);

/** Counts and measures, not points of a scale or codes of answers. */
function isAmount(heading: string, profile: ColumnProfile): boolean {
  const texts = [...profile.counts.keys()];
  if (texts.some(namesPoint)) return false;
  const values = texts.map(numberReader(texts)).filter(Number.isFinite);
  if (values.length > 11) return true;
  if (values.length === 1) return amountHeading.test(heading);
  if (values.length < 2 || texts.some((text) => text.endsWith('%'))) return false;
  const codes = values.every((value) => Number.isInteger(value) && value >= 0 && value <= 10);
  if (codes) return amountHeading.test(heading);
  const proper = values.filter((value) => !missingNumbers.has(value));
  return proper.length >= 3 && proper.some((value) => !Number.isInteger(value) || value > 10);
}

/** R and pandas write the number of the row before the first column, under no heading. */
const isRowNumber = ({ header, letter }: TableColumn) =>
  header === `Column ${letter}` || /^(unnamed: 0|\.\.\.1|x)$/i.test(header);

const asNumbers: ValueTest = (_table, column, profile) => {
  const heading = headingOf(column);
  if (profile.numericShare <= 0.9 || !isAmount(heading, profile)) return undefined;
  const named = /\b(id|no|number|seed)\b/i.test(heading) || isRowNumber(column);
  return named && distinctShareOf(profile) === 1
    ? { role: 'ignore', reason: 'Its values are running numbers.', confidence: 'medium' }
    : { role: 'number', reason: 'Its values are numbers.', confidence: 'high' };
};

const asLinks: ValueTest = (_table, _column, { counts }) =>
  [...counts.keys()].every((value) => /^https?:\/\/\S+$/i.test(value))
    ? { role: 'attribute', reason: 'Its values are links.', confidence: 'medium' }
    : undefined;

const asSeveralInOne: ValueTest = (table, { header }, { counts, labels }) => {
  const cells = [...labels].map(([folded, text]) => ({ text, count: counts.get(folded) ?? 0 }));
  const found = findSplitter(cells, {
    separator: table.multipleSeparator,
    heading: header,
  });
  if (!found) return undefined;
  const mark = found.separator === ' ' ? 'spaces' : `“${found.separator.trim()}”`;
  return {
    role: 'closed',
    kind: 'multiple',
    reason: `Its cells hold several answers, separated by ${mark}.`,
    confidence: found.separator === table.multipleSeparator ? 'high' : 'medium',
  };
};

function isFreeText(heading: string, profile: ColumnProfile): boolean {
  const distinct = profile.counts.size;
  const distinctShare = distinctShareOf(profile);
  if (
    openHeading.test(heading) &&
    distinctShare > 0.3 &&
    (distinct > 8 || (profile.meanWords >= 4 && distinctShare > 0.5))
  ) {
    return profile.numericShare < 0.9;
  }
  return profile.meanWords >= 3 && distinctShare > 0.5 && (distinct > 6 || profile.meanWords >= 6);
}

const asListed: ValueTest = (_table, column) =>
  column.offered
    ? { role: 'closed', reason: 'The file itself lists its answers.', confidence: 'high' }
    : undefined;

/** The platform says that people wrote their own words; numbers and dates came before. */
const asOwnWords: ValueTest = (_table, column) =>
  column.freeText
    ? { role: 'open', reason: 'The platform let people write their own words.', confidence: 'high' }
    : undefined;

const asSentences: ValueTest = (_table, column, profile) =>
  !offersChoices(column) && isFreeText(headingOf(column), profile)
    ? { role: 'open', reason: 'Its values are sentences that hardly repeat.', confidence: 'high' }
    : undefined;

/** With a handful of responses nothing repeats: several words that are no usual answer are somebody's own. */
const asFewWords: ValueTest = (_table, column, profile) => {
  const few = profile.filled < 10 && distinctShareOf(profile) > 0.8 && !offersChoices(column);
  if (!few || profile.meanWords < 2 || [...profile.counts.keys()].some(isKnownAnswer)) {
    return undefined;
  }
  return { role: 'open', reason: 'Its few values are words of their own.', confidence: 'low' };
};

/** Share of the filled cells that its ten commonest values make up. */
function commonShare({ counts, filled }: ColumnProfile): number {
  const common = [...counts.values()].sort((a, b) => b - a).slice(0, 10);
  return common.reduce((sum, count) => sum + count, 0) / filled;
}

/** Of half a dozen answers or more hardly two are the same, and none is one that forms offer. */
const hardlyRepeats = (profile: ColumnProfile) =>
  profile.filled >= 6 &&
  distinctShareOf(profile) > 0.8 &&
  ![...profile.counts.keys()].some(isKnownAnswer);

const asRepeats: ValueTest = (_table, column, profile) => {
  const distinct = profile.counts.size;
  if (hardlyRepeats(profile) && !offersChoices(column)) return undefined;
  const often = distinctShareOf(profile) <= 0.2;
  const reason = `Its ${distinct} values repeat.`;
  const offered = offersChoices(column) && commonShare(profile) >= 0.6;
  if (offered) return { role: 'closed', reason, confidence: 'medium' };
  if (distinct > 12 && !often) return undefined;
  const role = distinct <= 60 ? 'closed' : 'attribute';
  return { role, reason, confidence: often ? 'high' : 'medium' };
};

/** Tried in order; the first that fits decides. */
const valueTests: readonly ValueTest[] = [
  asListed,
  asLinks,
  asDates,
  asNumbers,
  asOwnWords,
  asSeveralInOne,
  asSentences,
  asFewWords,
  asRepeats,
];

/** A code has a figure in every value and no spaces: nothing that anybody would read as a comment. */
const areCodes = ({ counts }: ColumnProfile) =>
  [...counts.keys()].filter((value) => /^\S*\d\S*$/.test(value)).length >= counts.size / 2;

function byValues(table: SurveyTable, column: TableColumn, profile: ColumnProfile): Guess {
  for (const test of valueTests) {
    const guess = test(table, column, profile);
    if (guess) return guess;
  }
  const asked = /\?|\s\S+\s/.test(column.header) && distinctShareOf(profile) > 0.4;
  return profile.meanWords >= 2.2 || (asked && !areCodes(profile))
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
  const personal = personalValues(profile);
  if (personal) {
    const reason = `${formatNumber(personal.count)} of its ${formatNumber(profile.filled)} values are ${personal.what}: dropped, never stored.`;
    return { role: 'personal', reason, confidence: 'high' };
  }
  const named = roleByHeading(column, profile);
  if (named) return named;
  return byValues(table, column, profile);
}
