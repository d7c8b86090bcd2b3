import { formatCount, formatNumber } from '../../http/formats.js';
import { findRespondentGroup } from '../../surveys/respondent-groups.js';
import type { ColumnMapping, ColumnRole, TableColumn } from '../import-types.js';
import { isKnownAnswer } from './answer-families.js';
import type { ColumnProfile } from './column-profile.js';

/** Headings that say what a column is, with how far its values must repeat to believe them. */
const headings: readonly [RegExp, ColumnRole, string, number][] = [
  [
    /^((your |full |first |last |sur|fore|middle |given |family |contact |maiden |nick|user ?)+name|name|names|initials|signature|signed( by)?|completed by)( ?\(.*\))?$|^(what (is|are|was) )?(the )?(name of|names of) (the |your |any )?(course |class )?(child|young person|person|respondent|parent|carer|foster carer|social worker|key ?worker|staff|manager|applicant|patient|contact|teacher|tutor|instructor|doctor|nurse|advocate|therapist|solicitor|guardian)|^((your |the )?(child|young person|parent|carer|foster carer|social worker|key ?worker|manager|staff member|patient|emergency contact)(['’]s|s['’]?)?) (full |first )?name|please (give|tell us|enter|provide|write) (us )?your (full )?name|^what is your (full |first |last )?name/i,
    'personal',
    'The heading asks for names: dropped, never stored.',
    1,
  ],
  [
    /e-?mail|\bip address\b|\b(tele)?phone|mobile (number|no)|contact (number|details)|post ?code|zip ?code|recipient|date of birth|\bbirth ?date|\bd\.?o\.?b\b|\bborn on\b|^(your |home |postal |street |full )*address( line.*)?$|what is your address|national insurance|\bni (number|no)\b|nhs (number|no)|\bpassport|\blatitude\b|\blongitude\b|\bgps\b|social media (handle|account)|unique pupil number|\bupn\b/i,
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
    /^(name of |which |what is the name of )?(the |your )?((provider|setting|home|service)\s*(\/|or)\s*)?(children[’']?s |fostering |adoption )?(secure )?(home|setting|provider|unit|establishment|school|agency|service)( name)?( are you.*| are your answers.*| do you live.*| is this.*)?\??$|name of (the|your) (children[’']?s |secure )?(home|setting|provider|agency|unit|school)|(which|what) (children[’']?s |secure )?(home|unit) (do|are) you/i,
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
  /^(who are you|i am an?\b|respondent (type|group)|type of respondent|are you an?[ .…]*$|which (of these )?(best )?describes you|what is your role|which group|your role|group$)/i;

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

/** Most of the cells are answers that forms offer: the heading asks for an opinion of what it names. */
function areAnswers({ counts, labels, filled }: ColumnProfile): boolean {
  // Of a hundred thousand others no more are looked at than settle it.
  let known = filled;
  for (const [folded, count] of counts) {
    if (!isKnownAnswer(labels.get(folded) ?? folded)) known -= count;
    if (known < filled * 0.6) return false;
  }
  return true;
}

/** "How did you hear of us?" with Email, Friend and Poster: a few values that repeat name nobody. */
const isChosen = (heading: string, { counts, filled }: ColumnProfile) =>
  heading.split(' ').length >= 5 && filled >= 20 && counts.size <= 12;

const asksAbout = (heading: string, profile: ColumnProfile) =>
  isYesOrNo(profile) || asksForAnswers.test(heading) || (profile.filled > 2 && areAnswers(profile));

const outward = /^[a-z]{1,2}\d[a-z\d]?$/i;
/** "LS6" and "SW1A" are areas of thousands of homes. */
const areOutwardCodes = ({ counts }: ColumnProfile) =>
  [...counts.keys()].every((value) => outward.test(value));

type RoleGuess = Pick<ColumnMapping, 'role' | 'reason' | 'confidence'>;

const isHeadedFor = (heading: string, profile: ColumnProfile) =>
  headings.find(
    ([wording, , , most]) =>
      wording.test(heading) &&
      profile.counts.size / profile.filled <= most &&
      profile.meanWords <= 8,
  );

function asPersonal(reason: string, heading: string, profile: ColumnProfile) {
  if (areOutwardCodes(profile)) {
    return {
      role: 'attribute' as const,
      reason: 'Its values are first halves of postcodes: areas, not addresses.',
      confidence: 'low' as const,
    };
  }
  return isChosen(heading, profile)
    ? undefined
    : { role: 'personal' as const, reason, confidence: 'high' as const };
}

/** A role that a heading names, where the values bear it out. */
function asHeaded(heading: string, profile: ColumnProfile): RoleGuess | undefined {
  const [, role, why] = isHeadedFor(heading, profile) ?? [];
  if (role === undefined || why === undefined || asksAbout(heading, profile)) return undefined;
  if (role === 'attribute' && areAmounts(profile)) return undefined;
  if (role === 'personal') return asPersonal(why, heading, profile);
  if (role === 'response_id') return { role, reason: why, confidence: 'high' };
  const { counts, filled } = profile;
  const reason = `${why} It has ${formatNumber(counts.size)} different values in ${formatCount(filled, 'response')}.`;
  return { role, reason, confidence: counts.size <= filled * 0.5 ? 'high' : 'medium' };
}

/** What the heading makes of a column, with the reason; undefined where its values must tell. */
export function roleByHeading(column: TableColumn, profile: ColumnProfile): RoleGuess | undefined {
  const heading = headingOf(column);
  const headed = asHeaded(heading, profile);
  if (headed || !isGroupColumn(heading, profile)) return headed;
  const { size } = profile.counts;
  const reason =
    size === 1
      ? 'Its only value is a respondent group.'
      : `Its ${size} different values are respondent groups.`;
  return { role: 'respondent_group', reason, confidence: 'high' };
}
