import { parseOptionalId, parseText, parseTexts } from '../http/parse.js';
import {
  answerChoiceText,
  parseAnswerChoice,
  type AnswerChoice,
} from '../surveys/answer-choice.js';

/** Of what each percentage is: of those in the column, of those in the row; or numbers of people alone. */
export const percents = ['column', 'row', 'count'] as const;
export type Percent = (typeof percents)[number];

/** Rows in the order of a column, by its key; largest first where `down`. */
export interface CrosstabSort {
  key: string;
  down: boolean;
}

/** Everything that an address of a cross-tabulation says: whoever is sent it sees the same table. */
export interface CrosstabAddress {
  rowsId: number | undefined;
  columnsId: number | undefined;
  percent: Percent;
  /** Of whom: everybody who meets all of these. */
  where: AnswerChoice[];
  sort: CrosstabSort | null;
  /** Columns by how many people are in them, most first; as the question has them otherwise. */
  byBase: boolean;
  /** Every row and column of a long table. */
  whole: boolean;
  showing: 'internal' | 'publication' | undefined;
}

/** More than the page offers. */
const mostConditions = 5;

function parseSort(text: string): CrosstabSort | null {
  const found = /^([a-z_]{1,20}|\d{1,5}):(asc|desc)$/.exec(text);
  return found ? { key: found[1] ?? '', down: found[2] === 'desc' } : null;
}

const sortText = (sort: CrosstabSort | null) =>
  sort ? `${sort.key}:${sort.down ? 'desc' : 'asc'}` : '';

/** Reads the parameters of an address; whatever could not be meant is as if it were not there. */
export function parseCrosstabAddress(
  parameters: Readonly<Record<string, unknown>>,
): CrosstabAddress {
  const text = (name: string) => parseText(parameters[name]);
  const where = [...new Set(parseTexts(parameters['where']))].flatMap(
    (one) => parseAnswerChoice(one) ?? [],
  );
  return {
    rowsId: parseOptionalId(text('rows')),
    columnsId: parseOptionalId(text('columns')),
    percent: percents.find((percent) => percent === text('percent')) ?? 'column',
    where: where.slice(0, mostConditions),
    sort: parseSort(text('sort')),
    byBase: text('order') === 'base',
    whole: text('all') === 'yes',
    showing: (['internal', 'publication'] as const).find((one) => one === text('showing')),
  };
}

/** The address of a wave's cross-tabulation, or of its file; what is as usual is left out. */
export function crosstabAddress(waveId: number, address: CrosstabAddress, ending = ''): string {
  const { rowsId, columnsId, percent, where, sort, byBase, whole, showing } = address;
  const said: [string, string | undefined | false][] = [
    ['rows', rowsId?.toString()],
    ['columns', columnsId?.toString()],
    ['percent', percent !== 'column' && percent],
    ...where.map((choice): [string, string] => ['where', answerChoiceText(choice)]),
    ['sort', sortText(sort)],
    ['order', byBase && 'base'],
    ['all', whole && 'yes'],
    ['showing', showing],
  ];
  const pairs = new URLSearchParams();
  for (const [name, value] of said) if (value) pairs.append(name, value);
  const path = `/waves/${waveId}/crosstab${ending}`;
  return pairs.size === 0 ? path : `${path}?${pairs.toString()}`;
}
