import type { ExpressionBuilder } from 'kysely';
import { matchingComments } from '../db/full-text.js';
import type { Db, Schema } from '../db/schema.js';
import { may } from '../people/permissions.js';
import { hiddenFrom } from '../people/sight.js';
import { answeredAll } from './answered-queries.js';
import { attributeIn } from './attribute-queries.js';
import {
  choices,
  lengthBands,
  noValue,
  wantedOf,
  type ChoiceKey,
  type CommentFilter,
  type FacetKey,
} from './comment-filter.js';

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

export const tagSources = ['rule', 'model', 'person'] as const;

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

const lengthIn = (row: Row, keys: readonly string[]) =>
  row.or(
    lengthBands.flatMap(({ key, from }, at) => {
      const next = lengthBands[at + 1];
      return keys.includes(key)
        ? [
            row.and([
              row('comment.words', '>=', from),
              ...(next ? [row('comment.words', '<', next.from)] : []),
            ]),
          ]
        : [];
    }),
  );

const criticalityIn = (row: Row, values: readonly string[]) => {
  const known = row
    .selectFrom('sentiment')
    .select('sentiment.commentId')
    .whereRef('sentiment.commentId', '=', 'comment.id')
    .where('sentiment.criticality', 'is not', null);
  const levels = values.filter((value) => /^\d$/.test(value)).map(Number);
  return row.or([
    ...(levels.length > 0 ? [row.exists(known.where('sentiment.criticality', 'in', levels))] : []),
    ...(values.includes(noValue) ? [row.not(row.exists(known))] : []),
  ]);
};

const sourceIn = (row: Row, values: readonly string[]) => {
  const tags = row
    .selectFrom('tag')
    .select('tag.themeId')
    .whereRef('tag.commentId', '=', 'comment.id');
  const sources = tagSources.filter((source) => values.includes(source));
  return row.or([
    ...(sources.length > 0 ? [row.exists(tags.where('tag.source', 'in', sources))] : []),
    ...(values.includes(noValue) ? [row.not(row.exists(tags))] : []),
  ]);
};

const reviewedIn = (row: Row, values: readonly string[]) => {
  const review = row.exists(
    row
      .selectFrom('reviewedComment')
      .select('reviewedComment.commentId')
      .whereRef('reviewedComment.commentId', '=', 'comment.id'),
  );
  return row.or([
    ...(values.includes('yes') ? [review] : []),
    ...(values.includes('no') ? [row.not(review)] : []),
  ]);
};

const conditions: Record<
  FacetKey,
  (row: Row, values: readonly string[]) => ReturnType<typeof groupIn>
> = {
  theme: themeIn,
  sentiment: sentimentIn,
  group: groupIn,
  survey: (row, ids) => row.and([row('comment.surveyId', 'in', ids.map(Number))]),
  wave: (row, ids) => row.and([row('comment.waveId', 'in', ids.map(Number))]),
  question: (row, ids) => row.and([row('comment.questionId', 'in', ids.map(Number))]),
  region: (row, values) => attributeIn(row, 'region', values),
  provider: (row, values) => attributeIn(row, 'provider', values),
  length: lengthIn,
  criticality: criticalityIn,
  source: sourceIn,
  reviewed: reviewedIn,
  flag: flagIn,
};

function meets(row: Row, key: ChoiceKey, values: readonly string[]) {
  if (key === 'answered') return answeredAll(row, values);
  if (key === 'also') return row.and(values.map((theme) => themeIn(row, [theme])));
  const { wanted, unwanted } = wantedOf(values);
  return row.and([
    ...(wanted.length > 0 ? [conditions[key](row, wanted)] : []),
    ...(unwanted.length > 0 ? [row.not(conditions[key](row, unwanted))] : []),
  ]);
}

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
    .where((row) => row.and(chosen.map(({ key }) => meets(row, key, filter.chosen[key]))));
}
