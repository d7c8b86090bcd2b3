import { themesOf } from '../comments/comment-queries.js';
import type { Db } from '../db/schema.js';
import { rulesOf } from '../disclosure-rules.js';
import { ViewfinderError } from '../errors.js';
import type { Sight } from '../people/sight.js';
import { measureFigure } from '../statistics/measure-figures.js';
import { callOutOf, type CallOut } from './call-out.js';
import { parseStoredSource, type FigureSource } from './figure-source.js';
import { drawSource, type LiveFigure } from './live-figures.js';
import { quotedComments, sentimentsOf, type QuotableComment } from './quote-queries.js';
import type { StoredPart } from './report-parts.js';

/** What a part refers to, as it is now. */
export type Live =
  | {
      of: 'comment';
      comment: QuotableComment;
      themes: string[];
      sentiment: string;
    }
  | { of: 'measure'; callOut: CallOut }
  | { of: 'figure'; source: FigureSource; figure: LiveFigure }
  /** It cannot be shown any more, for this reason. */
  | { of: 'nothing'; why: string };

export type Referring = Pick<StoredPart, 'kind' | 'commentId' | 'measureId' | 'source'>;

async function orNothing(counted: Promise<Live>): Promise<Live> {
  try {
    return await counted;
  } catch (error) {
    if (!(error instanceof ViewfinderError)) throw error;
    if (error.kind !== 'invalid' && error.kind !== 'not_found') throw error;
    return { of: 'nothing', why: error.message };
  }
}

async function liveFigure(db: Db, sight: Sight, json: string | null): Promise<Live> {
  const source = parseStoredSource(json);
  if (!source) return { of: 'nothing', why: 'What it is to show cannot be read.' };
  return { of: 'figure', source, figure: await drawSource(db, sight, source) };
}

async function liveComments(db: Db, parts: readonly Referring[]): Promise<Map<number, Live>> {
  const ids = [...new Set(parts.flatMap(({ commentId }) => commentId ?? []))];
  const comments = await quotedComments(db, ids);
  const [themes, sentiments] = [await themesOf(db, ids), await sentimentsOf(db, ids)];
  return new Map(
    [...comments].map(([id, comment]) => [
      id,
      {
        of: 'comment',
        comment,
        themes: (themes.get(id) ?? []).map(({ name }) => name),
        sentiment: sentiments.get(id) ?? 'undetected',
      },
    ]),
  );
}

async function liveMeasure(db: Db, sight: Sight, measureId: number): Promise<Live> {
  const measure = await measureFigure(db, sight, measureId, 'publication');
  return { of: 'measure', callOut: callOutOf(0, measure, rulesOf(db)) };
}

/** What each part refers to as it is now and for publication, whoever looks; null of one that refers to nothing. */
export async function livePartsOf(
  db: Db,
  sight: Sight,
  parts: readonly Referring[],
): Promise<(Live | null)[]> {
  const comments = await liveComments(db, parts);
  // A chart and its table are counted once.
  const figures = new Map<string | null, Live>();
  const live: (Live | null)[] = [];
  for (const { kind, commentId, measureId, source } of parts) {
    if (kind === 'quote') live.push(comments.get(commentId ?? 0) ?? null);
    else if (kind === 'call_out')
      live.push(await orNothing(liveMeasure(db, sight, measureId ?? 0)));
    else if (kind === 'chart' || kind === 'table') {
      const found = figures.get(source) ?? (await orNothing(liveFigure(db, sight, source)));
      figures.set(source, found);
      live.push(found);
    } else live.push(null);
  }
  return live;
}
