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
  questions: [{ questionWords: '', questionMark: 'unsure' }, 'questions'],
  turned: [{ questionWords: '', questionMark: 'turned' }, 'questions'],
  routed: [{ questionWords: '', questionMark: 'routed' }, 'questions'],
};

type Fields = Readonly<Record<string, unknown>>;

const positionsIn = (fields: Fields, name: string) => parseTexts(fields[name]).map(Number);

/** The form with the chosen role given to the columns that `name` lists, or with what is missing for that. */
function withRole(form: ColumnsForm, fields: Fields, name: 'selected' | 'shown'): ColumnsForm {
  const positions = new Set(positionsIn(fields, name));
  const role = columnRoles.find((one) => one === parseText(fields['bulk']));
  const faults: FieldFault[] = [];
  if (positions.size === 0) faults.push({ field: 'columns', message: 'Tick the columns first' });
  if (!role) faults.push({ field: 'bulk', message: 'Choose the role to give them' });
  return role && faults.length === 0
    ? {
        ...form,
        edits: giveRole(form.edits, positions, role),
        view: { ...form.view, told: 'given' },
      }
    : { ...form, faults };
}

function withLook(form: ColumnsForm, name: string): ColumnsForm {
  const [change, place] = looks[name] ?? [{}, 'columns'];
  return { ...form, view: { ...form.view, ...change }, place };
}

/**
 * Reads the columns form. Its button "do" says `confirm` (or nothing), `show-PLACE`, `look-NAME`,
 * `apply-selected`, `apply-shown` for all columns that the page showed, or `share-Q` for question Q.
 */
export function parseColumnsForm(
  body: unknown,
  mapping: Mapping,
  before: MappingEdits | null,
): ColumnsForm {
  const fields = parseFields(body);
  const [action = '', which = ''] = parseText(fields['do']).split(/-(.*)/s);
  const form: ColumnsForm = {
    edits: parseMappingForm(body, mapping, before),
    goesOn: false,
    view: parseView(body),
    place: 'columns',
    faults: [],
    selected: positionsIn(fields, 'selected'),
  };
  switch (action) {
    case 'show':
      return { ...form, place: which === 'questions' ? which : 'columns' };
    case 'look':
      return withLook(form, which);
    case 'apply':
      return withRole(form, fields, which === 'shown' ? 'shown' : 'selected');
    case 'share': {
      const edits = shareReadings(form.edits, mapping, Number(which));
      const place = `question-${Number(which)}`;
      return { ...form, edits, place, view: { ...form.view, told: place } };
    }
    default:
      return { ...form, goesOn: true };
  }
}
