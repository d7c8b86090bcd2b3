import { findRespondentGroup } from '../../surveys/respondent-groups.js';
import type { ColumnRole, TableColumn } from '../import-types.js';
import type { ColumnProfile } from './column-profile.js';

/** Headings that say what a column is, with how far its values must repeat to believe them. */
const headings: readonly [RegExp, ColumnRole, string, number][] = [
  [
    /^(your |full |first |last |sur|fore|middle |contact )*name$|e-?mail|\bip address\b|\b(tele)?phone|mobile (number|no)|post ?code|zip ?code|recipient|date of birth|\bbirth ?date|\bdob\b|^(home |postal |street )?address( line.*)?$|national insurance|nhs number/i,
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
    /^la( name)?$|local authority|\bcouncil\b|\bborough\b/i,
    'local_authority',
    'The heading names a local authority.',
    0.7,
  ],
  [
    /^(name of |which |what is the name of )?(the |your )?(children[’']?s |fostering |adoption )?(secure )?(home|setting|provider|unit|establishment|school|agency|service)( name)?( are you.*| are your answers.*| do you live.*| is this.*)?\??$|name of (the|your) (children[’']?s |secure )?(home|setting|provider|agency|unit|school)|(which|what) (children[’']?s |secure )?(home|unit) (do|are) you/i,
    'provider',
    'The heading names the setting or provider.',
    0.7,
  ],
  [
    /^(what is |what are |what |which )?(your |you )?(age\b|age group|gender|sex\b|ethnic|disab|religio|household income|income|marital)|^how old are you|^where do you (live|work)\b|^in (what|which) country\b|^(country|town|city|county)$|^(are you )?(male or female|a boy or a girl)|^education( level)?$|do you have a disability/i,
    'attribute',
    'The heading asks who the respondent is.',
    0.5,
  ],
];

/** A question that holds one of these words may still ask something else ("Was the council helpful?"). */
const asksForAnswers = /(all|any) that apply|select all|check all|tick all/i;

const groupHeading =
  /^(who are you|i am an?\b|respondent (type|group)|type of respondent|are you an?[ .…]*$|which (of these )?(best )?describes you|what is your role|which group|your role)/i;

const yesOrNo = new Set(['yes', 'no', 'y', 'n', 'true', 'false', '0', '1']);
/** "May we phone you?" with Yes and No is no telephone number; one "1" may be the first response's. */
const isYesOrNo = (profile: ColumnProfile) =>
  profile.filled > 2 && [...profile.counts.keys()].every((value) => yesOrNo.has(value));

/** An age in years is a number; an age group is an attribute. */
const areAmounts = ({ numericShare, counts }: ColumnProfile) =>
  numericShare > 0.9 && counts.size > 11;

/** The heading in words; form builders' own names have "_" for a space. */
export const headingOf = ({ header }: TableColumn) =>
  header.replaceAll('_', ' ').replace(/\s+/g, ' ').trim();

/** Share of the filled cells that name a respondent group. */
function groupShare(profile: ColumnProfile): number {
  let named = 0;
  for (const [folded, count] of profile.counts) {
    if (findRespondentGroup(profile.labels.get(folded) ?? folded)) named += count;
  }
  return profile.filled === 0 ? 0 : named / profile.filled;
}

function isGroupColumn(heading: string, profile: ColumnProfile): boolean {
  const distinct = profile.counts.size;
  if (distinct > 30) return false;
  const share = groupShare(profile);
  return groupHeading.test(heading) ? share >= 0.5 : distinct >= 2 && share >= 0.9;
}

/** What the heading makes of a column, with the reason; undefined where its values must tell. */
export function roleByHeading(
  column: TableColumn,
  profile: ColumnProfile,
): [ColumnRole, string] | undefined {
  const heading = headingOf(column);
  const distinctShare = profile.counts.size / profile.filled;
  const named = headings.find(
    ([wording, , , most]) =>
      wording.test(heading) && distinctShare <= most && profile.meanWords <= 8,
  );
  if (named && !isYesOrNo(profile) && !asksForAnswers.test(heading)) {
    const [, role, reason] = named;
    return role === 'attribute' && areAmounts(profile) ? undefined : [role, reason];
  }
  return isGroupColumn(heading, profile)
    ? ['respondent_group', 'Its values are respondent groups.']
    : undefined;
}
