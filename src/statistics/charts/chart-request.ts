import { z } from 'zod';
import { ViewfinderError } from '../../errors.js';
import { parseOptionalId, parseTexts } from '../../http/parse.js';
import type { Polarity } from '../../surveys/words.js';
import type { Sight } from '../../people/sight.js';
import type { Showing } from '../breakdown-queries.js';
import type { Breakdown } from '../breakdown.js';
import { asksForInternal } from '../exports/showing.js';

/** Pixels; an annual report's column to its whole page. */
export const widths = { least: 640, usual: 960, most: 1600 } as const;

/** The kinds of chart that a question can be asked for, as screens name them. */
export const chartKinds = {
  stacked: 'Stacked bars',
  diverging: 'For and against',
  bars: 'One bar an answer',
  paired: 'Two parts side by side',
  change: 'Beside the wave before',
} as const;
export type ChartKind = keyof typeof chartKinds;

const kindSchema = z.enum(Object.keys(chartKinds) as [ChartKind, ...ChartKind[]]);

const invalid = (message: string) => new ViewfinderError('invalid', message);

export interface ChartRequest {
  /** Null for the usual one of the question. */
  kind: ChartKind | null;
  byId: number | null;
  /** The wave to set beside, of a change; null for the one before. */
  earlierId: number | null;
  /** Codes of the parts to set side by side; empty for the first two. */
  parts: number[];
  width: number;
}

/** The width asked for, within what a report can use. */
export function parseWidth(value: unknown): number {
  if (value === undefined) return widths.usual;
  const width = parseOptionalId(value);
  if (width === undefined || width < widths.least || width > widths.most)
    throw invalid(`Choose a width of ${widths.least} to ${widths.most} pixels.`);
  return width;
}

/** What a chart's address asks for. @throws ViewfinderError `invalid`, with what to choose instead. */
export function parseChartRequest(query: Record<string, unknown>): ChartRequest {
  const kind = kindSchema.nullable().safeParse(query['kind'] ?? null);
  if (!kind.success)
    throw invalid(`Choose a kind of chart: ${Object.keys(chartKinds).join(', ')}.`);
  const byId = (query['by'] ?? '') === '' ? null : parseOptionalId(query['by']);
  const earlierId = (query['earlier'] ?? '') === '' ? null : parseOptionalId(query['earlier']);
  if (earlierId === undefined) throw invalid('Choose the wave to set beside this one.');
  if (byId === undefined)
    throw invalid('Choose a question or attribute of this wave to divide by.');
  const parts = parseTexts(query['parts']).flatMap((text) => text.split(',').filter(Boolean));
  const codes = z.array(z.coerce.number().int().min(0)).safeParse(parts);
  if (!codes.success) throw invalid('Give the parts as numbers with a comma between.');
  return { kind: kind.data, byId, earlierId, parts: codes.data, width: parseWidth(query['width']) };
}

// More bars than these nobody can read; the table has them all.
const mostBars = 60;

const hasPolarity = ({ question }: Breakdown, wanted: Polarity) =>
  question.options.some(({ polarity }) => polarity === wanted);

/** When a kind does not fit a question, and what to choose instead. */
const misfits: readonly {
  kinds: readonly ChartKind[];
  when: (breakdown: Breakdown) => boolean;
  say: string;
}[] = [
  {
    kinds: ['stacked', 'diverging', 'bars', 'paired'],
    when: ({ question }) => question.options.length === 0,
    say: 'This question has no answers to choose from, so it has no chart.',
  },
  {
    kinds: ['bars'],
    when: ({ by }) => by !== null,
    say: 'These bars show everybody. Choose “Stacked bars” to divide by something.',
  },
  {
    kinds: ['paired'],
    when: ({ parts }) => parts.length < 2,
    say: 'Choose something to divide by that has two parts with answers.',
  },
  {
    kinds: ['stacked', 'diverging'],
    when: ({ question }) => question.kind === 'multiple',
    say: 'Several answers could be given, so they do not add up to one bar. Choose “One bar an answer”.',
  },
  {
    kinds: ['diverging'],
    when: (breakdown) => !hasPolarity(breakdown, 'positive') || !hasPolarity(breakdown, 'negative'),
    say: 'No answer counts as positive, or none as negative. Choose “Stacked bars”.',
  },
  {
    kinds: ['stacked', 'diverging'],
    when: ({ parts }) => parts.length > mostBars,
    say: `A chart has room for ${mostBars} bars. Use the table.`,
  },
  {
    kinds: ['bars', 'paired'],
    when: ({ question }) => question.options.length > mostBars,
    say: `A chart has room for ${mostBars} bars. Use the table.`,
  },
];

/** The kind that a question is drawn as unless another is asked for. */
export const usualKind = ({ question, by, parts }: Breakdown): Exclude<ChartKind, 'change'> => {
  if (question.kind !== 'multiple') return 'stacked';
  return by && parts.length > 1 ? 'paired' : 'bars';
};

/** Why a kind does not fit a question, with what to choose instead; undefined where it fits. */
export const misfit = (kind: ChartKind, breakdown: Breakdown): string | undefined =>
  misfits.find(({ kinds, when }) => kinds.includes(kind) && when(breakdown))?.say;

/**
 * True counts only where they are asked for: a chart is made to leave.
 * @throws ViewfinderError `forbidden` for somebody who may not see them and asks.
 */
export const showingInChart = (viewer: Sight, asked: unknown): Showing =>
  asksForInternal(viewer, asked) ? 'internal' : 'publication';
