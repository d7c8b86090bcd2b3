import type { FieldFault } from '../errors.js';
import { parseFields, parseOptionalId, parseText } from '../http/parse.js';
import { parseLine } from './line-field.js';

/** What somebody says of two waves of a question. */
export interface ComparabilityForm {
  waveId: number | undefined;
  earlierWaveId: number | undefined;
  /** `undo` takes back what was said; '' where nothing was chosen. */
  answer: 'yes' | 'no' | 'undo' | '';
  note: string;
  faults: FieldFault[];
}

/** A page may hold the form for several waves: its fields bear the later wave's id. */
const fieldOf = (name: 'comparable' | 'note', waveId: number) => `${name}-${waveId}`;

const answers = ['yes', 'no', 'undo'] as const;

export function parseComparabilityForm(body: unknown): ComparabilityForm {
  const fields = parseFields(body);
  const waveId = parseOptionalId(fields['waveId']);
  const earlierWaveId = parseOptionalId(fields['earlierWaveId']);
  const [chosen, noted] = [fieldOf('comparable', waveId ?? 0), fieldOf('note', waveId ?? 0)];
  const given = parseText(fields['undo'] === undefined ? fields[chosen] : 'undo');
  const answer = answers.find((one) => one === given) ?? '';
  if (answer === 'undo') return { waveId, earlierWaveId, answer, note: '', faults: [] };
  const unchosen =
    answer === ''
      ? [{ field: chosen, message: 'Choose whether the two waves can be compared' }]
      : [];
  const { text: note, faults } = parseLine(
    fields[noted],
    noted,
    'Enter why, as it may be printed beside the figures',
  );
  return { waveId, earlierWaveId, answer, note, faults: [...unchosen, ...faults] };
}
