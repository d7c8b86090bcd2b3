import { notFound, ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import { may } from '../people/permissions.js';
import { hiddenFrom, type Sight } from '../people/sight.js';
import { attributionForms } from '../surveys/attribution-queries.js';
import { attribution, type AttributionForms } from '../surveys/attribution.js';

/** A comment with all that a quotation tells of it. */
export interface QuotableComment {
  id: number;
  text: string;
  groupKey: string | null;
  /** "(Child's view from fostering survey)" */
  attribution: string;
  survey: string;
  waveId: number;
  wave: string;
  question: string;
  /** With `position`, the response that it is part of. */
  importId: number;
  position: number;
  /** That somebody may be at risk: it is quoted nowhere until that is settled. */
  flagged: boolean;
  /** It may tell of risk and nobody has looked yet: it is quoted nowhere until somebody has. */
  waiting: boolean;
}

const comments = (db: Db) =>
  db
    .selectFrom('comment')
    .innerJoin('survey', 'survey.id', 'comment.surveyId')
    .innerJoin('wave', 'wave.id', 'comment.waveId')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .innerJoin('import', 'import.id', 'comment.importId')
    .leftJoin('commentFlag', 'commentFlag.commentId', 'comment.id')
    .leftJoin('riskHit', (join) =>
      join.onRef('riskHit.commentId', '=', 'comment.id').on('riskHit.outcome', 'is', null),
    )
    .select([
      'comment.id',
      'comment.text',
      'comment.groupKey',
      'survey.name as survey',
      'comment.waveId',
      'wave.name as wave',
      'question.text as question',
      'comment.importId',
      'comment.position',
      'commentFlag.commentId as flag',
      'riskHit.commentId as risk',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof comments>['execute']>>[number];
const parseRow = ({ flag, risk, ...row }: Row, forms: AttributionForms): QuotableComment => ({
  ...row,
  attribution: attribution(forms, row.groupKey, row.survey),
  flagged: flag !== null,
  waiting: risk !== null,
});

const unquotable = (why: string, href: string) =>
  new ViewfinderError('conflict', why, { link: { href, text: 'See the comment' } });

/**
 * A comment of a published import that the viewer may see, that nobody has flagged and that does not
 * wait for somebody to look whether a person is at risk.
 * @throws ViewfinderError `not_found`; `conflict` for one that waits or, to those who may see it, is flagged.
 */
export async function findQuotableComment(
  db: Db,
  viewer: Sight,
  commentId: number,
): Promise<QuotableComment> {
  const row = await comments(db)
    .where('comment.id', '=', commentId)
    .where('import.state', '=', 'published')
    .where('comment.surveyId', 'not in', hiddenFrom(viewer))
    .executeTakeFirst();
  const maySettle = may(viewer, 'flagged_comments');
  if (!row || (row.flag !== null && !maySettle)) throw notFound('comment');
  if (row.flag !== null) {
    const why = 'This comment is flagged, so it cannot be quoted. Settle the flag first.';
    throw unquotable(why, `/comments/${commentId}`);
  }
  if (row.risk !== null) {
    const [what, page] = maySettle
      ? ['Say first what came of looking into it.', 'review/risk']
      : ['Those who look into such comments have to settle it first.', 'comments'];
    throw unquotable(
      `This comment may tell of somebody at risk, so it cannot be quoted. ${what}`,
      `/${page}/${commentId}`,
    );
  }
  return parseRow(row, await attributionForms(db));
}

/** Comments that are quoted, by id. */
export async function quotedComments(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, QuotableComment>> {
  if (ids.length === 0) return new Map();
  const rows = await comments(db)
    .where('comment.id', 'in', [...ids])
    .execute();
  const forms = await attributionForms(db);
  return new Map(rows.map((row) => [row.id, parseRow(row, forms)]));
}

/** The sentiment of comments by id, of those that have one. */
export async function sentimentsOf(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('sentiment')
    .select(['commentId', 'label'])
    .where('commentId', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ commentId, label }) => [commentId, label]));
}

/** Those of some comments that may be quoted: neither flagged nor waiting for somebody to look for risk. */
export async function quotableAmong(db: Db, ids: readonly number[]): Promise<QuotableComment[]> {
  const rows = await comments(db)
    .where('comment.id', 'in', ids)
    .where('commentFlag.commentId', 'is', null)
    .where('riskHit.commentId', 'is', null)
    .orderBy('comment.id')
    .execute();
  const forms = await attributionForms(db);
  return rows.map((row) => parseRow(row, forms));
}

export interface Quotation {
  reportId: number;
  partId: number;
  commentId: number;
  extract: string;
}

/** Where this comment, or another of the same response, is quoted already. */
export async function quotationsOfResponse(
  db: Db,
  { importId, position }: Pick<QuotableComment, 'importId' | 'position'>,
): Promise<Quotation[]> {
  const rows = await db
    .selectFrom('reportPart')
    .innerJoin('comment', 'comment.id', 'reportPart.commentId')
    .select([
      'reportPart.reportId',
      'reportPart.id as partId',
      'comment.id as commentId',
      'extract',
    ])
    .where('comment.importId', '=', importId)
    .where('comment.position', '=', position)
    .orderBy('reportPart.id')
    .execute();
  return rows.map((row) => ({ ...row, extract: row.extract ?? '' }));
}
