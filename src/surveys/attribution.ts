import { respondentGroups } from './respondent-groups.js';

/** Whose view it is, of one person and of several: "Child's view", "Children's views". */
export interface GroupForm {
  singular: string;
  plural: string;
}

/** How a deployment words attributions: what stands around and between, and each group's form by its key. */
export interface AttributionForms {
  pattern: string;
  groups: ReadonlyMap<string, GroupForm>;
}

/** As the program comes: "(Child's view from fostering survey)". */
export const housePattern = '({view} from {survey} survey)';
/** The key of whoever is of no known group. */
export const anybody = 'respondent';

export const houseForms: ReadonlyMap<string, GroupForm> = new Map([
  ...respondentGroups.map(({ key, attribution }) => [key, attribution] as const),
  [anybody, { singular: "Respondent's view", plural: "Respondents' views" }],
]);

/** The house's forms with those that a deployment words otherwise. */
export const formsFrom = (
  own: readonly (GroupForm & { groupKey: string })[],
  pattern: string = housePattern,
): AttributionForms => ({
  pattern,
  groups: new Map([
    ...houseForms,
    ...own.map(({ groupKey, singular, plural }) => [groupKey, { singular, plural }] as const),
  ]),
});

const year = String.raw`(?:19|20)\d{2}(?:\s?[-–/]\s?(?:\d{4}|\d{2}))?`;
const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
const when = String.raw`(?:${month}\s+)?${year}`;
const leading = new RegExp(String.raw`^${when}[\s:,–-]+`, 'i');
const trailing = new RegExp(String.raw`[\s:,–-]+(?:\(${when}\)|${when})$`, 'i');

/** Proper names keep their capital in a sentence. */
const named =
  /^(Ofsted|England|English|Wales|Welsh|Scotland|Scottish|Ireland|Irish|Britain|British|London)\b/;
const isAcronym = (word: string) => /\p{Lu}.*\p{Lu}/u.test(word);
const lowered = (word: string) =>
  isAcronym(word) || named.test(word)
    ? word
    : word.replace(/^\P{L}*\p{Lu}/u, (start) => start.toLowerCase());

/**
 * A survey's name within a sentence: without its year, which the wave tells, and without capitals but
 * those of acronyms and proper names. In "Children's Homes Survey" every word has one for show.
 */
export function surveyWithin(name: string): string {
  const bare = name.replace(leading, '').replace(trailing, '').trim() || name;
  const words = bare.split(' ');
  const isTitle = words.slice(1).every((word) => !/^\p{Ll}{4}/u.test(word));
  return words.map((word, i) => (i === 0 || isTitle ? lowered(word) : word)).join(' ');
}

/** What a pattern makes of a survey: its own word "survey" is not said twice. */
function fill(pattern: string, view: string, survey: string): string {
  const within = surveyWithin(survey);
  const saysSo = /\bsurvey\b/i.test(within);
  return pattern.replace(/\{view\}|\{survey\}( survey\b)?/g, (found, word: string | undefined) => {
    if (found === '{view}') return view;
    return word === undefined || saysSo ? within : `${within} survey`;
  });
}

const formOf = ({ groups }: AttributionForms, groupKey: string | null): GroupForm =>
  groups.get(groupKey ?? anybody) ?? groups.get(anybody) ?? { singular: '', plural: '' };

/**
 * What follows a quotation: "(Child's view from fostering survey)"; "(Respondent's view from fostering
 * survey)" where the group is not known; of several people "(Children's views from fostering survey)".
 */
export const attribution = (
  forms: AttributionForms,
  groupKey: string | null,
  survey: string,
  number: keyof GroupForm = 'singular',
): string => fill(forms.pattern, formOf(forms, groupKey)[number], survey);

/** The same within a line of text, without the brackets around it. */
export const viewFrom = (forms: AttributionForms, groupKey: string | null, survey: string) =>
  attribution(forms, groupKey, survey).replace(/^\((.*)\)$/, '$1');
