import { everything, type Choices } from '../comments/comment-filter.js';
import { findComment, themesOf } from '../comments/comment-queries.js';
import { idsOf } from '../comments/select-ids.js';
import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { notFound, ViewfinderError } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import { may, type Viewer } from '../people/permissions.js';
import { randomNumbers, shuffle } from '../text/random.js';
import { currentFrame } from './frame-queries.js';
import { machineSentiments } from './machine-queries.js';
import {
  addRound,
  goldOf,
  isRoundName,
  listRounds,
  removeRound,
  roundCodings,
  roundComments,
  saveGold,
  saveRoundCoding,
  setRoundState,
  type Round,
  type RoundCoding,
} from './round-queries.js';
import { isAgreed, type CodedComment, type MachineCoding } from './round-results.js';

const subjectOf = ({ id, name }: Pick<Round, 'id' | 'name'>) => ({ kind: 'round', id, name });

/** @throws ViewfinderError `not_found`. */
export async function findRound(db: Db, roundId: number): Promise<Round> {
  const [round] = await listRounds(db, roundId);
  if (!round) throw notFound('round of coding');
  return round;
}

export interface RoundOrder {
  name: string;
  size: number;
  seed: number;
  themeKeys: readonly string[];
  coders: readonly { accountId: number; accountName: string }[];
  chosen: Choices;
  /** How the comments are chosen, in words. */
  selection: string;
}

/**
 * Draws a random sample of the comments that its maker may see, and has several people code it. The same
 * seed over the same comments draws the same ones.
 * @throws ViewfinderError `conflict` where the name is taken, `invalid` where nothing can be drawn.
 */
export async function startRound(db: Db, viewer: Viewer, order: RoundOrder): Promise<number> {
  const ids = await idsOf(db, { ...everything(viewer), chosen: order.chosen });
  if (ids.length === 0) {
    throw new ViewfinderError('invalid', 'No comment is selected, so that none can be drawn.', {
      faults: [{ field: 'size', message: 'No comment is selected: choose fewer filters' }],
    });
  }
  shuffle(ids, randomNumbers(order.seed));
  const drawn = ids.slice(0, order.size);
  const machine = await machineCodings(db, drawn);
  return inTransaction(db, async (transaction) => {
    if (await isRoundName(transaction, order.name)) {
      const message = 'There is a round of that name already. Choose another';
      throw new ViewfinderError('conflict', message, { faults: [{ field: 'name', message }] });
    }
    const { name, themeKeys, coders, seed, selection } = order;
    const { id: frameId } = await currentFrame(transaction);
    const id = await addRound(transaction, {
      ...{ name, themeKeys, coders, seed, selection, frameId },
      createdBy: viewer.accountName,
      comments: drawn.map((commentId) => ({
        commentId,
        machine: JSON.stringify(machine.get(commentId)),
      })),
    });
    await recordAudit(transaction, viewer, {
      action: 'round_started',
      subject: subjectOf({ id, name }),
      after: { comments: drawn.length, seed, coders: coders.map(({ accountName }) => accountName) },
    });
    return id;
  });
}

/** What the program has found for comments; people's words on them left aside. */
async function machineCodings(db: Db, ids: readonly number[]): Promise<Map<number, MachineCoding>> {
  const themes = await themesOf(db, ids);
  const sentiments = await machineSentiments(db, ids);
  return new Map(
    ids.map((id) => {
      const own = (themes.get(id) ?? []).filter(({ source }) => source !== 'person');
      return [id, { themeKeys: own.map(({ key }) => key), sentiment: sentiments.get(id) ?? null }];
    }),
  );
}

/** The comments of a round with all that was said of them. */
export async function codedComments(db: Db, round: Round): Promise<CodedComment[]> {
  const comments = await roundComments(db, round.id);
  const codings = await roundCodings(db, round.id);
  const gold = await goldOf(db, round.id);
  return comments.map(({ commentId, machine }) => ({
    commentId,
    machine: JSON.parse(machine) as MachineCoding,
    codings: codings.filter((coding) => coding.commentId === commentId),
    gold: gold.find((one) => one.commentId === commentId),
  }));
}

/** The comments that a coder may see, in the order of the round, and which of them they have coded. */
export async function codersComments(db: Db, viewer: Viewer, round: Round) {
  const comments = await roundComments(db, round.id);
  const done = new Map(
    (await roundCodings(db, round.id))
      .filter(({ accountId }) => accountId === viewer.accountId)
      .map((coding) => [coding.commentId, coding]),
  );
  const found = await Promise.all(
    comments.map(async ({ commentId }) => {
      const comment = await findComment(db, viewer, commentId);
      return comment ? { comment, coding: done.get(commentId) } : undefined;
    }),
  );
  return found.flatMap((one) => one ?? []);
}

/** @throws ViewfinderError `forbidden` for somebody who does not code this round, `conflict` where it is over. */
export function checkCoder(viewer: Viewer, round: Round): number {
  const { accountId } = viewer;
  if (accountId === null || !round.coders.some((coder) => coder.accountId === accountId)) {
    throw new ViewfinderError('forbidden', 'You are not one of the coders of this round.');
  }
  if (round.state !== 'coding') {
    throw new ViewfinderError('conflict', 'Coding of this round is over.');
  }
  return accountId;
}

/** @throws ViewfinderError `not_found` for a comment that is not of the round, or not for the viewer to see. */
async function checkComment(db: Db, viewer: Viewer, roundId: number, id: number): Promise<void> {
  const isOfRound = (await roundComments(db, roundId)).some(({ commentId }) => commentId === id);
  if (!isOfRound || !(await findComment(db, viewer, id))) throw notFound('comment');
}

/** Keeps what a coder says of a comment of a round. @throws as `checkCoder`, and `not_found`. */
export const saveCodersWord = (
  db: Db,
  viewer: Viewer,
  roundId: number,
  coding: Omit<RoundCoding, 'accountId'>,
): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const round = await findRound(transaction, roundId);
    const accountId = checkCoder(viewer, round);
    await checkComment(transaction, viewer, roundId, coding.commentId);
    const themeKeys = coding.themeKeys.filter((key) => round.themeKeys.includes(key));
    await saveRoundCoding(transaction, roundId, { ...coding, themeKeys, accountId });
  });

/** Ends the coding of a round: what all say alike is settled, the rest is to be settled by a person. */
export const endCoding = (db: Db, viewer: Viewer, roundId: number): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const round = await findRound(transaction, roundId);
    if (round.state !== 'coding')
      throw new ViewfinderError('conflict', 'Coding of this round is over.');
    for (const comment of await codedComments(transaction, round)) {
      const [first] = comment.codings;
      if (comment.codings.length < 2 || !first || !isAgreed(comment)) continue;
      const { commentId, themeKeys, sentiment } = first;
      await saveGold(transaction, roundId, { commentId, themeKeys, sentiment }, 'All coders alike');
    }
    await setRoundState(transaction, roundId, 'settling');
    await recordAudit(transaction, viewer, { action: 'round_coded', subject: subjectOf(round) });
  });

/** Keeps what is right of a comment on which coders differ. */
export const settleComment = (
  db: Db,
  viewer: Viewer,
  roundId: number,
  coding: Omit<RoundCoding, 'accountId'>,
): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const round = await findRound(transaction, roundId);
    if (round.state === 'coding') {
      throw new ViewfinderError('conflict', 'Coding of this round is not over yet.');
    }
    await checkComment(transaction, viewer, roundId, coding.commentId);
    const themeKeys = coding.themeKeys.filter((key) => round.themeKeys.includes(key));
    await saveGold(transaction, roundId, { ...coding, themeKeys }, viewer.accountName);
    const left = toSettle(await codedComments(transaction, round));
    if (left.length === 0) await setRoundState(transaction, roundId, 'closed');
  });

/** The comments of a round on which coders differ and nobody has settled what is right. */
export const toSettle = (comments: readonly CodedComment[]): CodedComment[] =>
  comments.filter(({ codings, gold }) => codings.length >= 2 && !gold);

export const deleteRound = (db: Db, viewer: Viewer, roundId: number): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const round = await findRound(transaction, roundId);
    await removeRound(transaction, roundId);
    await recordAudit(transaction, viewer, { action: 'round_deleted', subject: subjectOf(round) });
  });

/** The gold codings of comments that somebody may read, as lines that `viewfinder evaluate` takes. */
export async function goldLines(db: Db, viewer: Viewer): Promise<string[]> {
  if (!may(viewer, 'download_comments')) return [];
  const lines: string[] = [];
  for (const { commentId, themeKeys, sentiment } of await goldOf(db)) {
    const comment = await findComment(db, viewer, commentId);
    if (!comment) continue;
    const { text, question } = comment;
    lines.push(JSON.stringify({ text, question, sentiment, themes: themeKeys }));
  }
  return lines;
}
