import type { FieldFault } from '../errors.js';
import { foldLine, parseFields, parseText } from '../http/parse.js';
import { anybody, houseForms, housePattern, type GroupForm } from './attribution.js';
import { respondentGroups } from './respondent-groups.js';

const longestPattern = 80;
const longestForm = 60;

/** A group's wording as a form holds it, under the names that its fields have. */
export interface FormRow extends GroupForm {
  groupKey: string;
  /** "Child" */
  name: string;
}

export interface AttributionForm {
  pattern: string;
  groups: FormRow[];
}

const names = new Map([
  ...respondentGroups.map(({ key, name }) => [key, name] as const),
  [anybody, 'Group not known'],
]);
export const fieldOf = (number: keyof GroupForm, groupKey: string) => `${number}-${groupKey}`;

/** The rows of the form, each filled as `of` says. */
export const rowsOf = (of: (groupKey: string) => GroupForm | undefined): FormRow[] =>
  [...houseForms.keys()].map((groupKey) => ({
    groupKey,
    name: names.get(groupKey) ?? groupKey,
    ...(of(groupKey) ?? { singular: '', plural: '' }),
  }));

function patternFaults(pattern: string): string[] {
  if (pattern === '') return ['Enter the pattern'];
  if (pattern.length > longestPattern) {
    return [`Shorten the pattern to ${longestPattern} characters`];
  }
  const unknown = [...pattern.matchAll(/\{[^{}]*\}?|\}/g)]
    .map(([found]) => found)
    .filter((found) => found !== '{view}' && found !== '{survey}');
  if (unknown.length > 0) {
    return [`Take ${unknown[0]} out of the pattern: it may hold {view} and {survey}`];
  }
  return pattern.split('{view}').length === 2
    ? []
    : ['Write {view} in the pattern once, where “Child’s view” belongs'];
}

const formFaults = (number: keyof GroupForm, { groupKey, name, ...row }: FormRow): FieldFault[] => {
  const field = fieldOf(number, groupKey);
  const what = number === 'singular' ? 'of one person' : 'of several people';
  if (row[number] === '')
    return [{ field, message: `${name}: enter the words for the view ${what}` }];
  if (row[number].length > longestForm) {
    return [{ field, message: `${name}: shorten the words to ${longestForm} characters` }];
  }
  return /[{}]/.test(row[number])
    ? [{ field, message: `${name}: take the braces out of the words` }]
    : [];
};

/** What the form of the wording holds, and what is wrong with it. */
export function parseAttribution(body: unknown): AttributionForm & { faults: FieldFault[] } {
  const fields = parseFields(body);
  const text = (name: string) => foldLine(parseText(fields[name]));
  const pattern = text('pattern');
  const groups = rowsOf((groupKey) => ({
    singular: text(fieldOf('singular', groupKey)),
    plural: text(fieldOf('plural', groupKey)),
  }));
  const faults = [
    ...patternFaults(pattern).map((message) => ({ field: 'pattern', message })),
    ...groups.flatMap((row) => [...formFaults('singular', row), ...formFaults('plural', row)]),
  ];
  return { pattern, groups, faults };
}

/** What of a wording is not the house's: all that is stored. */
export const ownWording = ({ pattern, groups }: AttributionForm) => ({
  pattern: pattern === housePattern ? null : pattern,
  groups: groups.flatMap(({ groupKey, singular, plural }) => {
    const house = houseForms.get(groupKey);
    const same = house?.singular === singular && house.plural === plural;
    return same ? [] : [{ groupKey, singular, plural }];
  }),
});
