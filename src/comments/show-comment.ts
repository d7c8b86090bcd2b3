import { notFound } from '../errors.js';
import type { Db } from '../db/schema.js';
import { may, type Viewer } from '../people/permissions.js';
import { attributionForms } from '../surveys/attribution-queries.js';
import { attribution, viewFrom } from '../surveys/attribution.js';
import { answersInWords } from './answer-words.js';
import { findComment, themesOf } from './comment-queries.js';
import { flagWords } from './flag-words.js';
import { segmentText } from './mark-text.js';
import { parseSpans, wordsIn } from './parse-spans.js';
import { optionLabels, otherComments, responseCells } from './response-queries.js';
import { showCoding } from './show-coding.js';
import { showSimilar } from './show-similar.js';
import { quotationsOf } from './similar-queries.js';

/** The page of the comment whose number is the parameter `id`, for a reading thread to read. */
export const readCommentPage = (
  db: Db,
  viewer: Viewer,
  { id }: Readonly<Record<string, unknown>>,
) => showComment(db, viewer, Number(id));

/** Everything the page of one comment shows. @throws ViewfinderError `not_found`. */
export async function showComment(db: Db, viewer: Viewer, commentId: number) {
  const comment = await findComment(db, viewer, commentId);
  if (!comment) throw notFound('comment');
  const { id, text, groupKey: group, survey, wave, question, importId, position } = comment;
  const tags = (await themesOf(db, [id])).get(id) ?? [];
  const themes = tags.map(({ key, name, definition, source, confidence, evidence }) => {
    const spans = parseSpans(evidence, text);
    const words = wordsIn(text, spans);
    return { key, name, definition, source, confidence, evidence: spans, words };
  });
  const forms = await attributionForms(db);
  const cells = await responseCells(db, importId, position);
  return {
    id,
    text,
    segments: segmentText(
      text,
      [],
      themes.flatMap(({ evidence }) => evidence),
    ),
    attribution: attribution(forms, group, survey),
    view: viewFrom(forms, group, survey),
    survey,
    wave,
    group,
    question,
    sentiment: comment.sentiment,
    probability: comment.probability,
    sentimentSource: comment.sentimentSource,
    themes,
    coding: await showCoding(db, viewer, id),
    flag:
      comment.flag === null
        ? null
        : { reason: flagWords(comment.flag), by: comment.flaggedBy, at: comment.flaggedAt },
    mayTellOfRisk: comment.waiting !== null && may(viewer, 'flagged_comments'),
    answers: answersInWords(cells, await optionLabels(db, importId)),
    comments: await otherComments(db, viewer, comment),
    ...(await showSimilar(
      db,
      viewer,
      comment,
      themes.map(({ key }) => key),
    )),
    quoted: await quotationsOf(db, id),
    import: { id: importId, fileName: comment.fileName, row: comment.sourceRow },
  };
}
