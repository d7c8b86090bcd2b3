import { parseFields, parseText } from '../http/parse.js';
import { columnRoles, type ColumnRole } from './import-types.js';

const columnMarks = ['unsure', 'changed'] as const;
const questionMarks = ['unsure', 'turned', 'routed', 'unjudged', 'changed'] as const;
const orders = ['file', 'sureness'] as const;

/** Which columns and questions an officer looks at, and in what order. */
export interface ColumnsView {
  words: string;
  role: ColumnRole | '';
  mark: (typeof columnMarks)[number] | '';
  order: (typeof orders)[number];
  questionWords: string;
  questionMark: (typeof questionMarks)[number] | '';
  questionOrder: (typeof orders)[number];
  /** What has just been done: `given`, a role to many columns; `question-N`, its answers shared; or ''. */
  told: string;
}

const chosen = <T extends string>(value: unknown, list: readonly T[]): T | undefined =>
  list.find((one) => one === parseText(value));

/** From the fields of the columns form, or the page's address. */
export function parseView(body: unknown): ColumnsView {
  const fields = parseFields(body);
  return {
    words: parseText(fields['words']),
    role: chosen(fields['role'], columnRoles) ?? '',
    mark: chosen(fields['mark'], columnMarks) ?? '',
    order: chosen(fields['order'], orders) ?? 'file',
    questionWords: parseText(fields['questionWords']),
    questionMark: chosen(fields['questionMark'], questionMarks) ?? '',
    questionOrder: chosen(fields['questionOrder'], orders) ?? 'sureness',
    told: /^(given|question-\d+)$/.exec(parseText(fields['told']))?.[0] ?? '',
  };
}

/** Address of the columns page in this view, at one of its places. */
export function columnsAddress(importId: number, view: ColumnsView, place: string): string {
  const plain = parseView({});
  const said = Object.entries(view).filter(
    ([name, value]) => value !== plain[name as keyof ColumnsView],
  );
  const query = new URLSearchParams(said as [string, string][]).toString();
  return `/imports/${importId}/columns${query === '' ? '' : `?${query}`}#${place}`;
}

interface SeenColumn {
  header: string;
  subheader: string;
  letter: string;
  examples: readonly { text: string }[];
  role: ColumnRole;
  unsure: boolean;
  changed: boolean;
}

const holds = (words: string, texts: readonly string[]) =>
  texts.join(' ').toLowerCase().includes(words.toLowerCase());

export const showsColumn = ({ words, role, mark }: ColumnsView, column: SeenColumn): boolean =>
  (role === '' || column.role === role) &&
  (mark === '' || column[mark]) &&
  holds(words, [
    column.letter,
    column.header,
    column.subheader,
    ...column.examples.map(({ text }) => text),
  ]);

export type QuestionMarks = Record<(typeof questionMarks)[number], boolean>;

export const showsQuestion = (
  { questionWords, questionMark }: ColumnsView,
  question: { text: string; marks: QuestionMarks },
): boolean =>
  (questionMark === '' || question.marks[questionMark]) && holds(questionWords, [question.text]);
