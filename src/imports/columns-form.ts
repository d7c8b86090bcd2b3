import type { FieldFault } from '../errors.js';
import { parseFields, parseText, parseTexts } from '../http/parse.js';
import { parseView, type ColumnsView } from './columns-view.js';
import { opposite } from './columns/reversed-wording.js';
import { isTurned, scaleOf } from './describe-question.js';
import type { MappingEdits } from './import-papers.js';
import { columnRoles, type ColumnRole, type Mapping } from './import-types.js';
import { parseMappingForm } from './mapping-form.js';

/** What the columns form asks for: to go on to the checks, or to see the page again with something done. */
export interface ColumnsForm {
  edits: MappingEdits;
  goesOn: boolean;
  view: ColumnsView;
  /** The place of the page to come back to. */
  place: string;
  faults: FieldFault[];
  /** Positions of the columns that are ticked. */
  selected: number[];
}

function giveRole(edits: MappingEdits, positions: ReadonlySet<number>, role: ColumnRole) {
  const columns = edits.columns.map((column) =>
    positions.has(column.position) ? { ...column, role } : column,
  );
  return { ...edits, columns };
}

/** The readings of one question given to all with the same answers, turned round where those are turned. */
export function shareReadings(edits: MappingEdits, mapping: Mapping, at: number): MappingEdits {
  const from = edits.questions[at];
  if (!from) return edits;
  const scale = scaleOf(from.options);
  const turned = isTurned(from.options);
  const readings = new Map(from.options.map((option) => [option.label.toLowerCase(), option]));
  const questions = edits.questions.map((question, place) => {
    const shares = mapping.questions[place]?.kind !== 'multiple' && place !== at;
    if (!shares || scaleOf(question.options) !== scale) return question;
    const isOpposite = isTurned(question.options) !== turned;
    return {
      ...question,
      options: question.options.map((option) => {
        const { polarity, missing } = readings.get(option.label.toLowerCase()) ?? option;
        return {
          label: option.label,
          polarity: isOpposite ? opposite[polarity] : polarity,
          missing,
        };
      }),
    };
  });
  return { ...edits, questions };
}

/** What a look at the head of the page shows. */
const looks: Readonly<Record<string, [Partial<ColumnsView>, string]>> = {
  unsure: [{ words: '', role: '', mark: 'unsure' }, 'columns'],
  personal: [{ words: '', role: 'personal', mark: '' }, 'columns'],
  turned: [{ questionWords: '', questionMark: 'turned' }, 'questions'],
  routed: [{ questionWords: '', questionMark: 'routed' }, 'questions'],
};

/**
 * Reads the columns form. Its button "do" says `confirm` (or nothing), `show`, `look-NAME`, `apply` for
 * the ticked columns, `apply-shown` for all that the page showed, or `share-Q` for question Q.
 */
export function parseColumnsForm(
  body: unknown,
  mapping: Mapping,
  before: MappingEdits | null,
): ColumnsForm {
  const fields = parseFields(body);
  const edits = parseMappingForm(body, mapping, before);
  const view = parseView(body);
  const [action = '', which = ''] = parseText(fields['do']).split(/-(.*)/s);
  const selected = parseTexts(fields['selected']).map(Number);
  const again = { edits, goesOn: false, view, place: 'columns', faults: [], selected };
  if (action === 'show') return { ...again, place: which || 'columns' };
  if (action === 'look') {
    const [change, place] = looks[which] ?? [{}, 'columns'];
    return { ...again, view: { ...view, ...change }, place };
  }
  if (action === 'share') {
    const shared = shareReadings(edits, mapping, Number(which));
    return { ...again, edits: shared, place: `question-${which}` };
  }
  if (action !== 'apply') return { ...again, goesOn: true };
  const shown = parseTexts(fields['shown']).map(Number);
  const positions = new Set(which === 'shown' ? shown : selected);
  const role = columnRoles.find((one) => one === parseText(fields['bulk']));
  const faults: FieldFault[] = [];
  if (positions.size === 0) faults.push({ field: 'columns', message: 'Tick the columns first' });
  if (!role) faults.push({ field: 'bulk', message: 'Choose the role to give them' });
  return role && faults.length === 0
    ? { ...again, edits: giveRole(edits, positions, role) }
    : { ...again, faults };
}
