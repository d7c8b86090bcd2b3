/**
 * What may stand in square brackets for a detail that could identify somebody. A closed list: free
 * words in brackets could turn what a child said ("I am [not] safe").
 */
const hiddenDetails = [
  'name',
  'names',
  'child',
  'carer',
  'social worker',
  'staff member',
  'place',
  'town',
  'area',
  'country',
  'address',
  'home',
  'setting',
  'school',
  'college',
  'team',
  'agency',
  'local authority',
  'age',
  'date',
  'day',
  'month',
  'year',
  'relative',
  'brother',
  'sister',
  'nationality',
  'religion',
  'language',
  'ethnicity',
  'health condition',
  'job',
  'phone number',
  'detail',
  'details',
  'redacted',
  'removed',
] as const;

const known = new Set<string>(hiddenDetails);

/** "name of the school", "school's name", "school removed" and, before what is the school's, "school's" all hide a school. */
const around = /^(name of )?(the |a |an )?|('s name|'s| name| removed| redacted)$/g;

/** "[name]": whether a bracketed text is one of the redactions; case and curly apostrophes do not count. */
export function isRedaction(bracketed: string): boolean {
  const detail = bracketed.slice(1, -1).trim().toLowerCase().replace(/’/g, "'");
  return known.has(detail) || known.has(detail.replace(around, ''));
}

/** How many redactions an extract holds. */
export const redactionsIn = (extract: string): number =>
  (extract.match(/\[[^[\]]*\]/g) ?? []).filter(isRedaction).length;

/** Every redaction as it is typed, for the form's help. */
export const redactions: readonly string[] = hiddenDetails.map((detail) => `[${detail}]`);
