import { csvLines } from '../../http/csv.js';
import { missingKindOf } from '../../surveys/answer-codes.js';
import { missingWords } from '../../surveys/words.js';
import type { AskedQuestion, StoredColumn } from '../rates.js';

/** What heads the columns of every response's answers. */
export const responseHeading = ['Response', 'Question', 'Kind', 'Option', 'Label', 'No answer'];

/** Of a choice among several a response of which nothing was ticked has one row that says so. */
const nothingTicked = 'Nothing ticked';
const ticked = 1;

/** The answers of one question of a response, as the ends of their lines. */
type LineEnds = (row: number) => string[];

const isDay = /T00:00:00\.000Z$/;

function valueOf({ kind, role }: AskedQuestion, cell: number): string | number {
  if (kind !== 'date' && role !== 'date') return cell;
  const instant = new Date(cell).toISOString();
  return instant.replace(isDay, '');
}

function singleEnds(question: AskedQuestion, { cells, encoding }: StoredColumn): LineEnds {
  const { text, kind } = question;
  const labels = new Map(question.options.map(({ code, label }) => [code, label]));
  const known = new Map<number, string[]>();
  const endOf = (cell: number): string[] => {
    const missing = missingKindOf(cell, encoding);
    if (missing) return [csvLines([[text, kind, '', '', missingWords[missing]]])];
    const given =
      encoding === 'f64' ? ['', valueOf(question, cell)] : [cell, labels.get(cell) ?? ''];
    return [csvLines([[text, kind, ...given, '']])];
  };
  return (row) => {
    const cell = cells[row] ?? 0;
    const end = known.get(cell) ?? endOf(cell);
    if (encoding !== 'f64') known.set(cell, end);
    return end;
  };
}

function multipleEnds(question: AskedQuestion, columns: readonly StoredColumn[]): LineEnds {
  const { text, kind } = question;
  const labels = new Map(question.options.map(({ code, label }) => [code, label]));
  const options = columns.map(({ cells, encoding, optionCode }) => ({
    cells,
    encoding,
    end: csvLines([[text, kind, optionCode, labels.get(optionCode) ?? '', '']]),
  }));
  return (row) => {
    const given = options.flatMap(({ cells, end }) => (cells[row] === ticked ? [end] : []));
    if (given.length > 0) return given;
    const reasons = options.map(({ cells, encoding }) => missingKindOf(cells[row] ?? 0, encoding));
    const [reason] = reasons;
    const same = reason !== undefined && reasons.every((one) => one === reason);
    return [csvLines([[text, kind, '', '', same ? missingWords[reason] : nothingTicked]])];
  };
}

/**
 * The lines of an import's responses, a row for each answer, in the order of the survey. A response is told
 * by its import's number and its own place there, from 1 ("7-12"): nothing of the person.
 */
export function responseLines(
  importId: number,
  questions: readonly AskedQuestion[],
  columns: readonly StoredColumn[],
): (from: number, to: number) => string {
  const ends = questions.flatMap((question): LineEnds[] => {
    const own = columns.filter(({ questionId }) => questionId === question.id);
    const [first] = own;
    if (!first) return [];
    return [
      question.kind === 'multiple' ? multipleEnds(question, own) : singleEnds(question, first),
    ];
  });
  return (from, to) => {
    let lines = '';
    for (let row = from; row < to; row += 1) {
      const start = `${importId}-${row + 1},`;
      for (const endsOf of ends) for (const end of endsOf(row)) lines += start + end;
    }
    return lines;
  };
}
