import { foldLabel } from '../../surveys/words.js';
import type { SurveyTable, TableColumn } from '../import-types.js';
import { isKnownAnswer } from '../columns/answer-families.js';
import { missingOf } from '../columns/missing-wording.js';
import { isUnchosen } from '../columns/option-columns.js';

/** What a column of one option holds: its one text, and whether others left it blank or unchosen. */
interface OwnText {
  column: TableColumn;
  /** '' where nobody chose it. */
  text: string;
  /** Where cells say "Not selected" and the like. */
  isMarked: boolean;
  /** Where some response did not choose it. */
  hasOthers: boolean;
  /** Texts that say why there is no answer ("NA"). */
  none: string[];
}

/** One option of a question, and what of the heading is the question's: '' where that is nothing. */
interface OptionHeading {
  own: OwnText;
  stem: string;
  option: string;
}

const isOwn = (cell: string, text: string) => foldLabel(cell) === foldLabel(text);

/** Notes one cell; false where the column holds another text than its own. */
function readCell(own: OwnText, cell: string): boolean {
  const isNone = missingOf(cell) !== undefined && !isOwn(cell, own.column.header);
  if (isUnchosen(cell)) own.isMarked = own.hasOthers = true;
  else if (isNone) own.none = [...new Set([...own.none, cell])];
  else if (own.text === '') own.text = cell;
  else return isOwn(cell, own.text);
  return true;
}

function readColumn(table: SurveyTable, column: TableColumn): OwnText | undefined {
  if (column.subheader !== '' || column.known !== undefined || column.offered) return undefined;
  const own: OwnText = { column, text: '', isMarked: false, hasOthers: false, none: [] };
  const isSingle = table.rows.every((row) => {
    const cell = row[column.position] ?? '';
    const isBlank = cell === '' || table.notAskedTexts.includes(cell);
    if (isBlank) own.hasOthers = true;
    return isBlank || cell === own.text || readCell(own, cell);
  });
  return isSingle ? own : undefined;
}

/** "3. Python" and "Which do you use? - Python" over "Python"; what parts them is neither's. */
function headedBy(header: string, text: string): string | undefined {
  const [folded, end] = [foldLabel(header), foldLabel(text)];
  if (end === '' || !folded.endsWith(end)) return undefined;
  const stem = header.slice(0, folded.length - end.length);
  return stem === '' || /[\s:>|\]–-]$/.test(stem) ? stem.replace(/[\s:>|–-]+$/, '') : undefined;
}

/** "q0004_0001" and "Q5.2": a number of the question and one of its option. */
const numbered = /^(.*[a-z].*?)[_.-]\d+$/i;

function optionHeading(own: OwnText): OptionHeading | undefined {
  const { text, column, isMarked, hasOthers } = own;
  const header = column.header;
  if (text === '') return undefined;
  const stem = headedBy(header, text);
  if (stem !== undefined) return { own, stem, option: text };
  const code = numbered.exec(header)?.[1];
  const isOption = isMarked || (hasOthers && /\p{L}{2}/u.test(text) && !isKnownAnswer(text));
  return code !== undefined && isOption ? { own, stem: code, option: text } : undefined;
}

/** Of one question as far as can be told: the same beginning, and no option twice. */
const joins = (run: readonly OptionHeading[], next: OptionHeading) =>
  run.every(
    ({ stem, option }) => stem === next.stem && foldLabel(option) !== foldLabel(next.option),
  );

/** An option that nobody chose stands among its neighbours, with their beginning. */
function unchosenOption(own: OwnText, run: readonly OptionHeading[]): OptionHeading | undefined {
  const stem = run[0]?.stem ?? '';
  const { header } = own.column;
  if (own.text !== '' || run.length === 0 || !header.startsWith(stem)) return undefined;
  const option = header.slice(stem.length).replace(/^[\s:>|–-]+/, '');
  return option === '' ? undefined : { own, stem, option };
}

const named = (options: readonly OptionHeading[]) => {
  const [first] = options;
  if (first && first.stem !== '') return first.stem;
  const shown = options.slice(0, 3).map(({ option }) => option);
  const more = options.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

const isOther = ({ header, subheader }: TableColumn) =>
  /^other\b/i.test(header) || /^other\b/i.test(subheader);

const unworded = (run: readonly OptionHeading[], header: string) =>
  `Columns ${run[0]?.own.column.letter} to ${run.at(-1)?.own.column.letter} are the options of one question whose wording is not in the file; it is called “${header}”.`;

/** The runs of neighbouring options, with the column that stands behind each. */
function optionRuns(table: SurveyTable) {
  const runs: { options: OptionHeading[]; next: TableColumn | undefined }[] = [];
  let run: OptionHeading[] = [];
  const close = (next?: TableColumn) => {
    if (run.length > 0) runs.push({ options: withoutEnd(run), next });
    run = [];
  };
  for (const column of table.columns) {
    const own = readColumn(table, column);
    const option = own && (optionHeading(own) ?? unchosenOption(own, run));
    if (!option || !joins(run, option)) close(column);
    if (option && (option.own.text !== '' || run.length > 0)) run.push(option);
  }
  close();
  return runs.filter(({ options }) => isChoice(options));
}

/** Columns that nobody filled, behind the last option, are anything. */
function withoutEnd(run: readonly OptionHeading[]): OptionHeading[] {
  const last = run.findLastIndex(({ own, stem }) => own.text !== '' || stem !== '');
  return run.slice(0, last + 1);
}

const isChoice = (options: readonly OptionHeading[]) =>
  options.filter(({ own }) => own.text !== '').length >= 2 &&
  options.some(({ own }) => own.hasOthers);

function optionColumn({ own, option }: OptionHeading, header: string): TableColumn {
  const missing = own.none.map((text) => ({ text, kind: missingOf(text) ?? 'no_reply' }));
  return {
    ...own.column,
    header,
    subheader: option,
    ...(missing.length > 0 ? { missing } : {}),
  };
}

/**
 * A question of which several may be chosen, written as one column an option that holds the option's own
 * words or nothing, under headings that repeat them (Typeform, and exports whose two header rows were
 * made one) or under numbered codes ("q4_1"): such neighbours are gathered under one question. Typeform
 * writes its wording nowhere; then it is called after its first options, which a note says.
 */
export function gatherOwnTexts(table: SurveyTable): SurveyTable {
  const columns = [...table.columns];
  const notes = [...table.notes];
  for (const { options, next } of optionRuns(table)) {
    const header = named(options);
    for (const option of options) {
      columns[option.own.column.position] = optionColumn(option, header);
    }
    if (next && isOther(next) && next.known === undefined) {
      columns[next.position] = { ...next, header, subheader: 'Other', freeText: true };
    }
    if (options[0]?.stem === '') notes.push(unworded(options, header));
  }
  return { ...table, columns, notes };
}
