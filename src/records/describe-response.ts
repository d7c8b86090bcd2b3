import { responseCells } from '../comments/response-queries.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { quotingReports, type QuotingReport } from '../reports/fallen-queries.js';
import { missingKindOf } from '../surveys/answer-codes.js';
import { commentsOf, type KnownResponse } from './response-queries.js';

/** What goes with some responses, for the page that asks and the one that tells. */
export interface ErasurePreview {
  rows: { importId: number; sourceRow: number; fileName: string }[];
  comments: number;
  /** Questions answered. */
  answers: number;
  reports: QuotingReport[];
  /** Names of kept files that go with the responses they hold. */
  files: string[];
}

async function answersOf(db: Db, { importId, position }: KnownResponse): Promise<number> {
  const cells = await responseCells(db, importId, position);
  const given = cells.filter(({ cell, encoding }) => !missingKindOf(cell, encoding));
  return new Set(given.map(({ questionId }) => questionId)).size;
}

function addQuotes(all: Map<number, QuotingReport>, more: readonly QuotingReport[]) {
  for (const report of more) {
    const quotes = report.quotes + (all.get(report.id)?.quotes ?? 0);
    all.set(report.id, { ...report, quotes });
  }
}

export async function describeResponses(
  db: Db,
  viewer: Sight,
  responses: readonly KnownResponse[],
): Promise<ErasurePreview> {
  const reports = new Map<number, QuotingReport>();
  let [comments, answers] = [0, 0];
  for (const response of responses) {
    comments += (await commentsOf(db, response)).length;
    answers += await answersOf(db, response);
    addQuotes(reports, await quotingReports(db, viewer, response));
  }
  const kept = responses.filter(({ fileKept }) => fileKept).map(({ fileName }) => fileName);
  return {
    rows: responses.map(({ importId, sourceRow, fileName }) => ({ importId, sourceRow, fileName })),
    comments,
    answers,
    reports: [...reports.values()],
    files: [...new Set(kept)],
  };
}
