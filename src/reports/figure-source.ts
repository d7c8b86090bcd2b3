import { z } from 'zod';
import { parseOptionalId, parseText } from '../http/parse.js';
import { addressOf } from '../statistics/charts/chart-page.js';
import {
  chartKinds,
  parseChartRequest,
  type ChartKind,
} from '../statistics/charts/chart-request.js';
import { storedJson } from './stored-json.js';

const id = z.number().int().positive();
const kinds = Object.keys(chartKinds) as [ChartKind, ...ChartKind[]];

/** Which chart a part of a report draws, or has the table of. */
export const figureSourceSchema = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('question'),
    waveId: id,
    questionId: id,
    kind: z.enum(kinds).nullable(),
    byId: id.nullable(),
    earlierId: id.nullable(),
    parts: z.array(z.number().int().min(0)),
  }),
  z.object({ of: z.literal('measure'), measureId: id }),
  z.object({
    of: z.literal('trend'),
    surveyId: id,
    questionId: id,
    groupKey: z.string().nullable(),
    optionCode: z.number().int().min(0).nullable(),
  }),
  z.object({ of: z.literal('themes'), waveId: id }),
  z.object({ of: z.literal('changes'), surveyId: id }),
]);
export type FigureSource = z.infer<typeof figureSourceSchema>;
type SourceOf<K extends FigureSource['of']> = Extract<FigureSource, { of: K }>;

const stored = storedJson.pipe(figureSourceSchema);

/** A part's source as stored; undefined where it cannot be read. */
export const parseStoredSource = (json: string | null): FigureSource | undefined =>
  stored.safeParse(json).data;

type Query = Record<string, string | string[] | null>;

const text = (value: number | null) => (value === null ? null : String(value));

/** Where a chart's drawing is, without its ending, and its page, with what is chosen. */
const places: {
  [K in FigureSource['of']]: (source: SourceOf<K>) => { path: string; page: string; query: Query };
} = {
  question: ({ waveId, questionId, kind, byId, earlierId, parts }) => {
    const path = `/waves/${waveId}/questions/${questionId}/chart`;
    const query = { kind, by: text(byId), earlier: text(earlierId), parts: parts.map(String) };
    return { path, page: path, query };
  },
  measure: ({ measureId }) => ({
    path: `/measures/${measureId}/chart`,
    page: `/measures/${measureId}`,
    query: {},
  }),
  trend: ({ surveyId, questionId, groupKey, optionCode }) => {
    const path = `/surveys/${surveyId}/questions/${questionId}/trend`;
    return { path, page: path, query: { group: groupKey, option: text(optionCode) } };
  },
  themes: ({ waveId }) => ({
    path: '/comments/themes',
    page: '/comments/themes',
    query: { wave: String(waveId) },
  }),
  changes: ({ surveyId }) => ({
    path: `/surveys/${surveyId}/changes`,
    page: `/surveys/${surveyId}/trends`,
    query: {},
  }),
};

const placeOf = <K extends FigureSource['of']>(source: SourceOf<K>) => places[source.of](source);

/** The page of a chart. */
export function pageOfSource(source: FigureSource): string {
  const { page, query } = placeOf(source);
  return addressOf(page, query);
}

/** The address of a chart as it is handed on: that of its drawing without the ending. */
export function addressOfSource(source: FigureSource): string {
  const { path, query } = placeOf(source);
  return addressOf(path, query);
}

/** The address of its drawing. */
export function imageOfSource(source: FigureSource): string {
  const { path, query } = placeOf(source);
  return addressOf(`${path}.svg`, query);
}

type Asked = Record<string, string | string[]>;

const readers: readonly [RegExp, (ids: number[], asked: Asked) => unknown][] = [
  [
    /^\/waves\/(\d+)\/questions\/(\d+)\/chart$/,
    ([waveId, questionId], asked) => {
      const { width, ...chosen } = parseChartRequest(asked);
      return { of: 'question', waveId, questionId, ...chosen };
    },
  ],
  [/^\/measures\/(\d+)\/chart$/, ([measureId]) => ({ of: 'measure', measureId })],
  [
    /^\/surveys\/(\d+)\/questions\/(\d+)\/trend$/,
    ([surveyId, questionId], asked) => {
      const option = parseText(asked['option']);
      const optionCode = /^\d{1,5}$/.test(option) ? Number(option) : null;
      const groupKey = parseText(asked['group']) || null;
      return { of: 'trend', surveyId, questionId, groupKey, optionCode };
    },
  ],
  [
    /^\/comments\/themes$/,
    (_ids, asked) => ({ of: 'themes', waveId: parseOptionalId(asked['wave']) }),
  ],
  [/^\/surveys\/(\d+)\/changes$/, ([surveyId]) => ({ of: 'changes', surveyId })],
];

/** Only compared with itself: where this server is does not matter. */
const here = 'http://viewfinder.invalid';

/** The chart that an address names, "/waves/3/questions/5/chart?by=7"; undefined where it names none. */
export function parseChartAddress(value: unknown): FigureSource | undefined {
  const address = parseText(value);
  if (address.length > 1000 || !address.startsWith('/') || !URL.canParse(address, here)) return;
  const { pathname, searchParams } = new URL(address, here);
  const asked = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
  for (const [pattern, read] of readers) {
    const found = pattern.exec(pathname);
    if (found) return figureSourceSchema.safeParse(read(found.slice(1).map(Number), asked)).data;
  }
  return undefined;
}
