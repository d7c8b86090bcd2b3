import type { SearchQuery } from '../db/full-text.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { everything } from './comment-filter.js';
import { filteredComments } from './filter-queries.js';

/** A comment that another may be like. */
export interface SimilarCandidate {
  id: number;
  text: string;
  groupKey: string | null;
  questionId: number;
  importId: number;
  position: number;
  survey: string;
  wave: string;
}

const described = (db: Db, viewer: Sight, search?: SearchQuery) =>
  filteredComments(db, { ...everything(viewer), search })
    .innerJoin('survey', 'survey.id', 'comment.surveyId')
    .innerJoin('wave', 'wave.id', 'comment.waveId')
    .select([
      'comment.id',
      'comment.text',
      'comment.groupKey',
      'comment.questionId',
      'comment.importId',
      'comment.position',
      'survey.name as survey',
      'wave.name as wave',
    ]);

/** The comments that match best of what the viewer may see: of the same question, or of one of these themes. */
export const candidatesLike = (
  db: Db,
  viewer: Sight,
  search: SearchQuery,
  { questionId, themeKeys, limit }: { questionId: number; themeKeys: string[]; limit: number },
): Promise<SimilarCandidate[]> =>
  described(db, viewer, search)
    .where((row) =>
      row.or([
        row('comment.questionId', '=', questionId),
        row.exists(
          row
            .selectFrom('tag')
            .innerJoin('theme', 'theme.id', 'tag.themeId')
            .select('tag.themeId')
            .whereRef('tag.commentId', '=', 'comment.id')
            .where('theme.key', 'in', themeKeys),
        ),
      ]),
    )
    .orderBy('matched.rank')
    .orderBy('comment.id')
    .limit(limit)
    .execute();

/** Where a comment is quoted: each part of a report with what it takes of it. */
export const quotationsOf = (db: Db, commentId: number) =>
  db
    .selectFrom('reportPart')
    .innerJoin('report', 'report.id', 'reportPart.reportId')
    .select(['report.id as reportId', 'report.title', 'reportPart.id as partId', 'extract'])
    .where('reportPart.commentId', '=', commentId)
    .orderBy('reportPart.id')
    .execute();
