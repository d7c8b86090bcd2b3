import { missingCode, missingKindOf } from '../../surveys/answer-codes.js';
import { missingKinds, type MissingKind } from '../../surveys/words.js';
import type { StoredColumn } from '../rates.js';

/** What one response says to a question: the codes of its options, or the reason for none. */
export interface Answer {
  codes: readonly number[];
  missing: MissingKind | null;
}

/** The answers of one kind of response, by question; none to a question that its file did not have. */
export type Answers = ReadonlyMap<number, Answer>;

/** How many responses gave the same answers to some questions. */
export interface JointCount {
  answers: Answers;
  count: number;
}

/** Each answer to a question is met once, and known by its number; 0 is that of files without the question. */
class KnownAnswers {
  readonly list: (Answer | undefined)[] = [undefined];
  private readonly numbers = new Map<string, number>();

  numberOf(codes: readonly number[], missing: MissingKind | null): number {
    const key = missing ?? codes.join();
    const known = this.numbers.get(key) ?? this.list.length;
    if (known === this.list.length) {
      this.numbers.set(key, known);
      this.list.push({ codes, missing });
    }
    return known;
  }
}

function ofOneColumn({ cells, encoding }: StoredColumn, known: KnownAnswers): Uint32Array {
  const numbers = new Map<number, number>();
  return Uint32Array.from(cells, (cell) => {
    const number = numbers.get(cell);
    if (number !== undefined) return number;
    const missing = missingKindOf(cell, encoding) ?? null;
    // Numbers and dates have no options.
    const own = known.numberOf(missing || encoding === 'f64' ? [] : [cell], missing);
    if (encoding !== 'f64') numbers.set(cell, own);
    return own;
  });
}

function ofSeveralColumns(columns: readonly StoredColumn[], known: KnownAnswers): Uint32Array {
  const rows = columns[0]?.cells.length ?? 0;
  const numbers = new Map<string, number>();
  return Uint32Array.from({ length: rows }, (_, row) => {
    const cells = columns.map((column) => column.cells[row] ?? 0);
    const key = cells.join();
    const number = numbers.get(key);
    if (number !== undefined) return number;
    const isAnswered = cells.some((cell) => cell === 0 || cell === 1);
    const missing = missingKinds.find((kind) =>
      columns.some(({ encoding }, at) => cells[at] === missingCode(kind, encoding)),
    );
    const codes = columns.filter((_column, at) => cells[at] === 1).map((one) => one.optionCode);
    const own = known.numberOf(codes, isAnswered ? null : (missing ?? null));
    numbers.set(key, own);
    return own;
  });
}

/** The responses of a wave by what they say to some questions together; `stored` are the columns of those. */
export function jointAnswers(
  stored: readonly StoredColumn[],
  questionIds: readonly number[],
): JointCount[] {
  const known = new Map(questionIds.map((id) => [id, new KnownAnswers()]));
  const imports = [...new Set(stored.map(({ importId }) => importId))];
  const columnsOf = (id: number) => stored.filter(({ importId }) => importId === id);
  const numbered = imports.map(columnsOf).map((own) => ({
    rows: own[0]?.cells.length ?? 0,
    numbers: [...known].map(([id, answers]) => {
      const columns = own.filter(({ questionId }) => questionId === id);
      const [first] = columns;
      if (!first) return null;
      return first.optionCode < 0
        ? ofOneColumn(first, answers)
        : ofSeveralColumns(columns, answers);
    }),
  }));
  const lists = [...known.values()].map(({ list }) => list);
  const counts = new Map<number, { at: number[]; count: number }>();
  for (const { rows, numbers } of numbered) {
    for (let row = 0; row < rows; row += 1) {
      const at = numbers.map((own) => own?.[row] ?? 0);
      // Numbers of several digits, one for each question, are told apart faster than texts.
      const key = at.reduce((sum, own, place) => sum * (lists[place]?.length ?? 1) + own, 0);
      const same = counts.get(key);
      if (same) same.count += 1;
      else counts.set(key, { at, count: 1 });
    }
  }
  return [...counts.values()].map(({ at, count }) => ({
    count,
    answers: new Map(
      questionIds.flatMap((id, place) => {
        const answer = lists[place]?.[at[place] ?? 0];
        return answer ? [[id, answer] as const] : [];
      }),
    ),
  }));
}
