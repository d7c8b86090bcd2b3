import { z } from 'zod';
import type { Db } from '../../db/schema.js';

/** A quote that a report prints or may come to print. */
export interface ChosenQuote {
  partId: number;
  commentId: number;
  importId: number;
  position: number;
  waveId: number;
  /** '' of a flagged comment. */
  extract: string;
}

/** A report's quotes in their order, but for those that are withdrawn. */
export async function chosenQuotes(db: Db, reportId: number): Promise<ChosenQuote[]> {
  const rows = await db
    .selectFrom('reportPart')
    .innerJoin('comment', 'comment.id', 'reportPart.commentId')
    .leftJoin('commentFlag', 'commentFlag.commentId', 'comment.id')
    .select([
      'reportPart.id as partId',
      'comment.id as commentId',
      'comment.importId',
      'comment.position',
      'comment.waveId',
      'reportPart.extract',
      'commentFlag.commentId as flag',
    ])
    .where('reportPart.reportId', '=', reportId)
    .where('reportPart.status', '!=', 'withdrawn')
    .orderBy('reportPart.position')
    .orderBy('reportPart.id')
    .execute();
  return rows.map(({ flag, extract, ...row }) => ({
    ...row,
    extract: flag === null ? (extract ?? '') : '',
  }));
}

const waveIds = z.array(z.number());

/** The waves that a report draws on: of its quotes, the figures of its call-outs, its charts and tables. */
export async function wavesOfReport(
  db: Db,
  reportId: number,
  quotes: readonly ChosenQuote[],
): Promise<number[]> {
  const parts = await db
    .selectFrom('reportPart')
    .leftJoin('measure', 'measure.id', 'reportPart.measureId')
    .select(['reportPart.waveId as drawn', 'measure.waveId', 'measure.otherWaveIds'])
    .where('reportPart.reportId', '=', reportId)
    .execute();
  const others = parts.flatMap(({ drawn, waveId, otherWaveIds }) => [
    ...(waveId === null ? [] : [waveId]),
    ...waveIds.catch([]).parse(JSON.parse(otherWaveIds ?? '[]')),
    ...(drawn === null ? [] : [drawn]),
  ]);
  return [...new Set([...quotes.map(({ waveId }) => waveId), ...others])].sort((a, b) => a - b);
}
