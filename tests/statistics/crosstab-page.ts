import { expect } from '@jest/globals';
import type { TestApp } from '../support/test-app.js';

export interface Cell {
  count: number | '[c]';
  percentage: number | '[c]' | null;
  mark: string | null;
  heat: number;
  telling: boolean;
  href: string | null;
}
export interface Heading {
  key: string;
  kind: string;
  label: string;
  href: string | null;
  sortHref: string;
}
export interface Table {
  columns: Heading[];
  answers: { heading: Heading; cells: Cell[] }[];
  foot: { heading: Heading; cells: Cell[] }[];
  test: string;
  baseWords: string;
  cut: { shown: number; of: number }[];
}
export interface Page {
  title: string;
  table: Table | null;
  showing: string;
  faults?: { field: string; message: string }[];
  example: { href: string } | null;
}

export type Ask = (path: string) => Promise<Page>;

export const asking =
  (app: TestApp, cookie = app.cookie): Ask =>
  async (path) => {
    const sent = await app.fetch(path, { headers: { accept: 'application/json', cookie } });
    return (await sent.json()) as Page;
  };

export async function tableAt(ask: Ask, path: string): Promise<Table> {
  const { table, faults } = await ask(path);
  expect(faults).toBeUndefined();
  if (!table) throw new Error(`${path} shows no table`);
  return table;
}

/** The cells of a table by the labels of their row and column. */
export function cellAt({ columns, answers, foot }: Table, row: string, column: string): Cell {
  const at = columns.findIndex(({ label }) => label === column);
  const cell = [...answers, ...foot].find(({ heading }) => heading.label === row)?.cells[at];
  if (!cell) throw new Error(`no cell ${row} by ${column}`);
  return cell;
}

export const cellsOf = ({ answers, foot }: Table): Cell[] =>
  [...answers, ...foot].flatMap(({ cells }) => cells);

/** A wave of the samples by the start of its file's name, and the ids of its questions by their texts. */
export async function waveOf({ services: { db } }: TestApp, file: string) {
  const own = await db
    .selectFrom('import')
    .select(['id', 'waveId'])
    .where('fileName', 'like', `${file}%`)
    .executeTakeFirstOrThrow();
  const questions = await db
    .selectFrom('question')
    .innerJoin('answerColumn', 'answerColumn.questionId', 'question.id')
    .select(['question.id', 'question.text', 'question.kind'])
    .distinct()
    .where('answerColumn.importId', '=', own.id)
    .execute();
  const id = (text: string) => questions.find((question) => question.text === text)?.id ?? 0;
  const path = (rows: string, columns: string, more = '') =>
    `/waves/${own.waveId}/crosstab?rows=${id(rows)}&columns=${id(columns)}${more}`;
  return { waveId: own.waveId, importId: own.id, questions, id, path };
}

/** Questions of the survey of secure homes. */
export const food = 'What do you think of the food?';
export const sex = 'Are you a boy or a girl?';
export const restrained = 'Have you been physically restrained here?';
export const nurse = 'Could you see a nurse or doctor afterwards?';
export const plan = 'Do you know what is in your plan?';
export const worried = 'Who do you talk to when you are worried? (tick all that apply)';
export const support = 'How good is the support you get with work or education?';
export const activities = 'Have staff helped you to take part in after-school activities?';

/** Tables of every shape: single by attribute, by single, routed, multiple either way, with a condition. */
export const shapes: [string, string, string][] = [
  [food, sex, ''],
  [nurse, sex, ''],
  [sex, nurse, ''],
  [worried, sex, ''],
  [sex, worried, ''],
  [plan, restrained, ''],
  [plan, restrained, '&percent=row'],
  [worried, restrained, '&percent=row'],
  [support, 'Which home do you live in?', '&percent=count'],
];
