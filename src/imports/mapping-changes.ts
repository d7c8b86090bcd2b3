import type { ImportProfile, MappingEdits } from './import-papers.js';
import { leftOutByDefault, type Comparison, type Mapping } from './import-types.js';
import {
  doubtWords,
  kindWords,
  readingWords,
  roleWords,
  type AnswerReading,
} from './mapping-words.js';

/** Before and after, by the name of what was changed. */
type Change = readonly [name: string, before: string, after: string];

interface Counted {
  polarity: AnswerReading;
  missing?: AnswerReading | undefined;
}

const reading = ({ missing, polarity }: Counted) =>
  readingWords[missing ?? polarity] ?? missing ?? polarity;
const yesNo = (value: boolean) => (value ? 'Yes' : 'No');

const columnWords = ({ role, kind }: MappingEdits['columns'][number]) =>
  role === 'closed' && kind === 'multiple'
    ? `${roleWords[role]}: ${kindWords[kind]}`
    : roleWords[role];

const renamingChanges = (
  name: string,
  compared: Comparison | undefined,
  judged: MappingEdits['renamed'],
) =>
  (compared?.renamed ?? []).map(({ isSame }, at): Change => {
    const now = judged?.[at]?.isSame ?? isSame;
    return [`${name} ${at + 1}, the same`, yesNo(isSame), yesNo(now)];
  });
const rowsLeftOut = ({ leaveOut = leftOutByDefault }: Pick<Mapping, 'leaveOut'>) =>
  leaveOut.map((doubt) => doubtWords[doubt]).join(', ') || 'None';

function questionChanges(mapping: Mapping, edits: MappingEdits): Change[] {
  return mapping.questions.flatMap((question, at) => {
    const edit = edits.questions.find(({ key }) => key === question.key);
    if (!edit) return [];
    const name = `Question ${at + 1}`;
    const askedOfAll = question.askedOfAll ?? false;
    return [
      ...question.options.map((option, place): Change => {
        const after = edit.options[place] ?? option;
        return [`${name}, answer ${place + 1}`, reading(option), reading(after)];
      }),
      [`${name}, asked of all`, yesNo(askedOfAll), yesNo(edit.askedOfAll)] as const,
      [
        `${name}, don’t know in the base`,
        yesNo(question.dontKnowInBase),
        yesNo(edit.dontKnowInBase),
      ] as const,
      ...renamingChanges(`${name}, renamed answer`, question.compared, edit.renamed),
    ];
  });
}

/**
 * What an officer changed in a mapping, for the audit: columns by their letters, questions and answers
 * by their places, since a heading or an answer may turn out to be somebody's own words.
 */
export function mappingChanges(
  profile: ImportProfile | null,
  mapping: Mapping,
  edits: MappingEdits,
): { before: Record<string, string>; after: Record<string, string> } {
  const letters = new Map(profile?.columns.map(({ position, letter }) => [position, letter]));
  const columns = mapping.columns.map((column, at): Change => {
    const name = `Column ${letters.get(column.position) ?? column.position + 1}`;
    return [name, columnWords(column), columnWords(edits.columns[at] ?? column)];
  });
  const renamed = renamingChanges('Renamed question', mapping.compared, edits.renamed);
  const rows: Change = ['Rows left out', rowsLeftOut(mapping), rowsLeftOut(edits)];
  const changed = [...columns, ...renamed, ...questionChanges(mapping, edits), rows].filter(
    ([, before, after]) => before !== after,
  );
  return {
    before: Object.fromEntries(changed.map(([name, before]) => [name, before])),
    after: Object.fromEntries(changed.map(([name, , after]) => [name, after])),
  };
}
