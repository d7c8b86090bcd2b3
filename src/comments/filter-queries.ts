import type { ExpressionBuilder } from 'kysely';
import { matchingComments } from '../db/full-text.js';
import type { Db, Schema } from '../db/schema.js';
import { may } from '../people/permissions.js';
import { hiddenFrom } from '../people/sight.js';
import { answeredAll } from './answered-queries.js';
import { choices, noValue, type ChoiceKey, type CommentFilter } from './comment-filter.js';

type Row = ExpressionBuilder<Schema, 'comment'>;

/** A theme's own comments and those of the themes that are part of it, which are tagged with these alone. */
const taggedWith = ({ exists, selectFrom }: Row, themeKeys: readonly string[] | 'any') => {
  const tags = selectFrom('tag')
    .innerJoin('theme', 'theme.id', 'tag.themeId')
    .select('tag.themeId')
    .whereRef('tag.commentId', '=', 'comment.id');
  if (themeKeys === 'any') return exists(tags);
  return exists(
    tags.where(({ or, eb }) =>
      or([eb('theme.key', 'in', themeKeys), eb('theme.parentKey', 'in', themeKeys)]),
    ),
  );
};

/** Also what a comment without a sentiment counts as. */
export const undetected = 'undetected';

const sentimentIn = (row: Row, labels: readonly string[]) => {
  const ofComment = row
    .selectFrom('sentiment')
    .select('sentiment.commentId')
    .whereRef('sentiment.commentId', '=', 'comment.id');
  return row.or([
    row.exists(ofComment.where('sentiment.label', 'in', labels)),
    ...(labels.includes(undetected) ? [row.not(row.exists(ofComment))] : []),
  ]);
};

const themeIn = (row: Row, keys: readonly string[]) => {
  const named = keys.filter((key) => key !== noValue);
  return row.or([
    ...(named.length > 0 ? [taggedWith(row, named)] : []),
    ...(keys.includes(noValue) ? [row.not(taggedWith(row, 'any'))] : []),
  ]);
};

const groupIn = (row: Row, keys: readonly string[]) =>
  row.or([
    row('comment.groupKey', 'in', keys),
    ...(keys.includes(noValue) ? [row('comment.groupKey', 'is', null)] : []),
  ]);

const flagIn = (row: Row, reasons: readonly string[]) => {
  const ofComment = row
    .selectFrom('commentFlag')
    .select('commentFlag.commentId')
    .whereRef('commentFlag.commentId', '=', 'comment.id');
  return row.or([
    row.exists(ofComment.where('commentFlag.reason', 'in', reasons)),
    ...(reasons.includes(noValue) ? [row.not(row.exists(ofComment))] : []),
  ]);
};

const conditions: Record<
  ChoiceKey,
  (row: Row, values: readonly string[]) => ReturnType<typeof groupIn>
> = {
  theme: themeIn,
  sentiment: sentimentIn,
  group: groupIn,
  survey: (row, ids) => row.and([row('comment.surveyId', 'in', ids.map(Number))]),
  wave: (row, ids) => row.and([row('comment.waveId', 'in', ids.map(Number))]),
  question: (row, ids) => row.and([row('comment.questionId', 'in', ids.map(Number))]),
  flag: flagIn,
  answered: answeredAll,
};

/**
 * Everything a filter selects: rows of `comment`, each with its `matched.rank`; published imports only,
 * and only what its viewer may see.
 */
export function filteredComments(db: Db, filter: CommentFilter) {
  const chosen = choices.filter(({ key }) => filter.chosen[key].length > 0);
  return db
    .selectFrom(matchingComments(filter.search).as('matched'))
    .innerJoin('comment', 'comment.id', 'matched.id')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('import')
          .select('import.id')
          .whereRef('import.id', '=', 'comment.importId')
          .where('import.state', '=', 'published'),
      ),
    )
    .where((row) => row.and(filter.withheld ? [row.lit(false)] : []))
    .where('comment.surveyId', 'not in', hiddenFrom(filter.viewer))
    .where((row) => row.and(may(filter.viewer, 'flagged_comments') ? [] : [flagIn(row, [noValue])]))
    .where((row) => row.and(chosen.map(({ key }) => conditions[key](row, filter.chosen[key]))));
}

/** How many comments a filter selects. */
export async function countComments(db: Db, filter: CommentFilter): Promise<number> {
  const { count } = await filteredComments(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
