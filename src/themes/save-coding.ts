import { findComment } from '../comments/comment-queries.js';
import { lastSave } from '../comments/decision-queries.js';
import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { notFound, ViewfinderError } from '../errors.js';
import type { Viewer } from '../people/permissions.js';
import type { SentimentLabel, Span } from '../text/sentiment-labels.js';
import { currentFrame } from './frame-queries.js';
import {
  addDecisions,
  codingOf,
  decisionsOfSave,
  isDecidedSince,
  isRewrittenSince,
  markUndone,
  themeStateOf,
  writeReviewed,
  writeSentiment,
  writeThemeState,
  type NewDecision,
  type CommentCoding,
  type StoredSentiment,
  type ThemeState,
} from './judgement-queries.js';

/** What somebody decides of one comment. */
export interface CodingToSave {
  commentId: number;
  /** The mark of its coding that they saw. */
  seen: string;
  /** Whether each of these themes applies; themes not named are left as they are. */
  themes: ReadonlyMap<string, boolean>;
  /** Words that they marked for a theme. */
  marked?: ReadonlyMap<string, readonly Span[]>;
  sentiment?: SentimentLabel;
  /** Whether that is all there is to say of the comment. */
  isReviewed: boolean;
}

type Decided = Pick<NewDecision, 'kind' | 'themeKey' | 'before' | 'after' | 'differs'>;

const overtaken = (commentId: number) =>
  new ViewfinderError(
    'conflict',
    'Somebody else has coded this comment since you opened it. Nothing of yours was saved: look at what they decided, then decide again.',
    { link: { href: `/comments/${commentId}`, text: 'See what they decided' } },
  );

/**
 * Keeps a person's decisions on a comment, with what was there before, all or none.
 * @throws ViewfinderError `not_found` for a comment that they may not see, `conflict` where somebody came
 * between, `invalid` for a theme that the frame has not.
 */
export const saveCoding = (db: Db, viewer: Viewer, save: CodingToSave): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const comment = await findComment(transaction, viewer, save.commentId);
    if (!comment) throw notFound('comment');
    const coding = await codingOf(transaction, save.commentId);
    if (coding.mark !== save.seen) throw overtaken(save.commentId);
    const decisions = [
      ...(await saveThemes(transaction, viewer, save, coding)),
      ...(await saveSentiment(transaction, save, coding)),
      ...(await saveReviewed(transaction, viewer, save, coding)),
    ];
    const { commentId } = save;
    const by = { accountId: viewer.accountId, accountName: viewer.accountName };
    await addDecisions(
      transaction,
      decisions.map((one) => ({ ...one, ...by, commentId })),
    );
  });

async function saveThemes(
  db: Db,
  viewer: Viewer,
  { commentId, themes, marked }: CodingToSave,
  coding: CommentCoding,
): Promise<Decided[]> {
  const { themeIds } = await currentFrame(db);
  const decisions: Decided[] = [];
  for (const [key, applies] of themes) {
    const themeId = themeIds.get(key);
    if (themeId === undefined) throw noSuchTheme();
    const before = themeStateOf(coding, key);
    const after = decided(before, { applies, spans: marked?.get(key) }, viewer);
    if (!after) continue;
    await writeThemeState(db, commentId, { key, themeId }, after);
    const differs = before.judgement === null && isFound(before) !== applies ? 1 : 0;
    decisions.push({ kind: 'theme', themeKey: key, ...states(before, after), differs });
  }
  return decisions;
}

const noSuchTheme = () =>
  new ViewfinderError(
    'invalid',
    'The code frame in use has no such theme. Choose one from the list.',
  );

/** Whether the program has found the theme. */
const isFound = ({ tag }: ThemeState) => tag !== null && tag.source !== 'person';

/** The words that somebody marked, or those that the program found. */
const evidenceOf = ({ tag }: ThemeState, spans: readonly Span[] | undefined) =>
  spans ? JSON.stringify(spans) : (tag?.evidence ?? '[]');

function isAsBefore({ tag, judgement }: ThemeState, applies: boolean, evidence: string): boolean {
  if (judgement) return judgement.applies === applies && judgement.evidence === evidence;
  return !applies && !tag;
}

/** What becomes of a theme by a decision; undefined where nothing does. */
function decided(
  before: ThemeState,
  { applies, spans }: { applies: boolean; spans: readonly Span[] | undefined },
  { accountId, accountName }: Viewer,
): ThemeState | undefined {
  const evidence = evidenceOf(before, spans);
  if (isAsBefore(before, applies, evidence)) return undefined;
  const judgedAt = new Date().toISOString();
  return {
    tag: applies ? { source: 'person', evidence, confidence: null } : null,
    judgement: { applies, evidence, accountId, accountName, judgedAt },
  };
}

const states = (before: unknown, after: unknown) => ({
  before: JSON.stringify(before),
  after: JSON.stringify(after),
});

const unseen = { criticality: null };
const decidedLabel = { probability: 1, source: 'person' };

async function saveSentiment(
  db: Db,
  { commentId, sentiment: label }: CodingToSave,
  { sentiment: before }: CommentCoding,
): Promise<Decided[]> {
  if (label === undefined) return [];
  const isSame = before?.label === label;
  if (isSame && before.source === 'person') return [];
  const evidence = isSame ? before.evidence : '[]';
  const after: StoredSentiment = { ...unseen, ...before, ...decidedLabel, label, evidence };
  await writeSentiment(db, commentId, after);
  const differs = before?.source === 'model' && !isSame ? 1 : 0;
  return [{ kind: 'sentiment', themeKey: null, ...states(before, after), differs }];
}

async function saveReviewed(
  db: Db,
  { accountId, accountName }: Viewer,
  { commentId, isReviewed }: CodingToSave,
  { reviewed: before }: CommentCoding,
): Promise<Decided[]> {
  if (!isReviewed || before) return [];
  const after = { accountId, accountName, reviewedAt: new Date().toISOString() };
  await writeReviewed(db, commentId, after);
  return [{ kind: 'reviewed', themeKey: null, ...states(before, after), differs: 0 }];
}

const notUndone = (commentId: number, why: string) =>
  new ViewfinderError(
    'conflict',
    `${why}, so it was left as it is. Decide again on its own page.`,
    { link: { href: `/comments/${commentId}`, text: 'See the comment' } },
  );

/**
 * Undoes the last save of a person: everything is as it was before it, and the decisions stay in the history
 * as undone. Returns the comment; undefined where there is nothing to undo.
 * @throws ViewfinderError `conflict` where somebody else has decided something there since, or its words are others.
 */
export const undoLastSave = (db: Db, viewer: Viewer): Promise<number | undefined> =>
  inTransaction(db, async (transaction) => {
    const save = await lastSave(transaction, viewer.accountId);
    if (!save) return undefined;
    const decisions = await decisionsOfSave(transaction, save, viewer.accountId);
    if (await isDecidedSince(transaction, save.commentId, decisions[0]?.id ?? 0)) {
      throw notUndone(save.commentId, 'Somebody else has coded that comment since');
    }
    if (await isRewrittenSince(transaction, save.commentId, save.decidedAt)) {
      throw notUndone(save.commentId, 'A later file has changed the words of that comment since');
    }
    for (const one of decisions) await restore(transaction, save.commentId, one);
    await markUndone(
      transaction,
      decisions.map(({ id }) => id),
    );
    return save.commentId;
  });

async function restore(
  db: Db,
  commentId: number,
  { kind, themeKey, before }: Awaited<ReturnType<typeof decisionsOfSave>>[number],
): Promise<void> {
  const state = JSON.parse(before) as unknown;
  if (kind === 'sentiment') {
    await writeSentiment(db, commentId, state as StoredSentiment | null);
  } else if (kind === 'reviewed') {
    await writeReviewed(db, commentId, state as CommentCoding['reviewed']);
  } else {
    const { themeIds } = await currentFrame(db);
    const key = themeKey ?? '';
    await writeThemeState(db, commentId, { key, themeId: themeIds.get(key) }, state as ThemeState);
  }
}
