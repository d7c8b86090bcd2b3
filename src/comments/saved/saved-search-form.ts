import type { FieldFault } from '../../errors.js';
import { foldLine, parseText } from '../../http/parse.js';

const longestName = 120;
const longestNote = 1000;

export interface SavedSearchFields {
  name: string;
  note: string;
  isShared: boolean;
}

export const noFields: SavedSearchFields = { name: '', note: '', isShared: false };

/** What a form says of a saved search, with what is wrong with it. */
export function parseSavedSearch(fields: Readonly<Record<string, unknown>>): {
  form: SavedSearchFields;
  faults: FieldFault[];
} {
  const name = foldLine(parseText(fields['name']));
  const note = parseText(fields['note']).normalize('NFC');
  const faults: FieldFault[] = [];
  if (name === '') faults.push({ field: 'name', message: 'Enter a name for the search' });
  if (name.length > longestName) {
    faults.push({ field: 'name', message: `The name must be ${longestName} characters or fewer` });
  }
  if (note.length > longestNote) {
    faults.push({ field: 'note', message: 'The note must be 1,000 characters or fewer' });
  }
  return { form: { name, note, isShared: fields['shared'] === 'all' }, faults };
}
