/**
 * What may stand in square brackets for a detail that could identify somebody. A closed list: free
 * words in brackets could turn what a child said ("I am [not] safe").
 */
const hiddenDetails = [
  'name',
  'names',
  "child's name",
  "carer's name",
  "social worker's name",
  "staff member's name",
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
  'detail removed',
  'details removed',
  'redacted',
  'removed',
] as const;

const known = new Set<string>(hiddenDetails);

/** "[name]": whether a bracketed text is one of the redactions; case and curly apostrophes do not count. */
export const isRedaction = (bracketed: string): boolean =>
  known.has(bracketed.slice(1, -1).trim().toLowerCase().replace(/’/g, "'"));

/** Every redaction as it is typed, for the form's help. */
export const redactions: readonly string[] = hiddenDetails.map((detail) => `[${detail}]`);
