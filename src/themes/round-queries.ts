import { bulkInsert } from '../db/bulk-insert.js';
import type { Db } from '../db/schema.js';

/** A round of double coding. */
export interface Round {
  id: number;
  name: string;
  frameId: number;
  themeKeys: string[];
  /** How its comments were chosen, in words. */
  selection: string;
  seed: number;
  state: 'coding' | 'settling' | 'closed';
  createdBy: string;
  createdAt: string;
  comments: number;
  coders: { accountId: number; accountName: string; done: number }[];
}

export interface NewRound {
  name: string;
  frameId: number;
  themeKeys: readonly string[];
  selection: string;
  seed: number;
  createdBy: string;
  comments: readonly { commentId: number; machine: string }[];
  coders: readonly { accountId: number; accountName: string }[];
}

export async function addRound(db: Db, round: NewRound): Promise<number> {
  const { comments, coders, themeKeys, ...own } = round;
  const { id } = await db
    .insertInto('codingRound')
    .values({
      ...own,
      themeKeys: JSON.stringify(themeKeys),
      state: 'coding',
      createdAt: new Date().toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await bulkInsert(
    db,
    'codingRoundComment',
    comments.map((comment, position) => ({ roundId: id, position, ...comment })),
  );
  await bulkInsert(
    db,
    'codingRoundCoder',
    coders.map((coder) => ({ roundId: id, ...coder })),
  );
  return id;
}

export const isRoundName = async (db: Db, name: string): Promise<boolean> =>
  (await db.selectFrom('codingRound').select('id').where('name', '=', name).executeTakeFirst()) !==
  undefined;

const parseKeys = (json: string) => JSON.parse(json) as string[];

/** Every round, or one, the newest first. */
export async function listRounds(db: Db, roundId?: number): Promise<Round[]> {
  let query = db.selectFrom('codingRound').selectAll().orderBy('id', 'desc');
  if (roundId !== undefined) query = query.where('id', '=', roundId);
  const rows = await query.execute();
  const sizes = await db
    .selectFrom('codingRoundComment')
    .select(({ fn }) => ['roundId', fn.countAll<number>().as('count')])
    .groupBy('roundId')
    .execute();
  const coders = await db
    .selectFrom('codingRoundCoder')
    .leftJoin('roundCoding', (join) =>
      join
        .onRef('roundCoding.roundId', '=', 'codingRoundCoder.roundId')
        .onRef('roundCoding.accountId', '=', 'codingRoundCoder.accountId'),
    )
    .select(({ fn }) => [
      'codingRoundCoder.roundId',
      'codingRoundCoder.accountId',
      'codingRoundCoder.accountName',
      fn.count<number>('roundCoding.commentId').as('done'),
    ])
    .groupBy([
      'codingRoundCoder.roundId',
      'codingRoundCoder.accountId',
      'codingRoundCoder.accountName',
    ])
    .orderBy('codingRoundCoder.accountName')
    .execute();
  return rows.map(({ themeKeys, ...row }) => ({
    ...row,
    themeKeys: parseKeys(themeKeys),
    comments: sizes.find((size) => size.roundId === row.id)?.count ?? 0,
    coders: coders
      .filter(({ roundId: of }) => of === row.id)
      .map(({ accountId, accountName, done }) => ({ accountId, accountName, done })),
  }));
}

export const roundComments = (db: Db, roundId: number) =>
  db
    .selectFrom('codingRoundComment')
    .select(['commentId', 'position', 'machine'])
    .where('roundId', '=', roundId)
    .orderBy('position')
    .execute();

/** What one coder said of a comment. */
export interface RoundCoding {
  commentId: number;
  accountId: number;
  themeKeys: string[];
  sentiment: string | null;
}

export async function roundCodings(db: Db, roundId: number): Promise<RoundCoding[]> {
  const rows = await db
    .selectFrom('roundCoding')
    .select(['commentId', 'accountId', 'themeKeys', 'sentiment'])
    .where('roundId', '=', roundId)
    .execute();
  return rows.map((row) => ({ ...row, themeKeys: parseKeys(row.themeKeys) }));
}

/** Keeps what a coder says of a comment, in the place of what they said before. */
export async function saveRoundCoding(
  db: Db,
  roundId: number,
  { commentId, accountId, themeKeys, sentiment }: RoundCoding,
): Promise<void> {
  const change = {
    themeKeys: JSON.stringify(themeKeys),
    sentiment,
    savedAt: new Date().toISOString(),
  };
  await db
    .insertInto('roundCoding')
    .values({ roundId, commentId, accountId, ...change })
    .onConflict((conflict) =>
      conflict.columns(['roundId', 'commentId', 'accountId']).doUpdateSet(change),
    )
    .execute();
}

/** What coders settled on; a comment has one gold coding, the latest. */
export interface GoldCoding {
  commentId: number;
  themeKeys: string[];
  sentiment: string | null;
}

export async function saveGold(
  db: Db,
  roundId: number,
  { commentId, themeKeys, sentiment }: GoldCoding,
  settledBy: string,
): Promise<void> {
  const change = {
    roundId,
    themeKeys: JSON.stringify(themeKeys),
    sentiment,
    settledBy,
    settledAt: new Date().toISOString(),
  };
  await db
    .insertInto('goldCoding')
    .values({ commentId, ...change })
    .onConflict((conflict) => conflict.column('commentId').doUpdateSet(change))
    .execute();
}

/** The gold codings of a round, or all of them. */
export async function goldOf(db: Db, roundId?: number): Promise<GoldCoding[]> {
  let query = db.selectFrom('goldCoding').select(['commentId', 'themeKeys', 'sentiment']);
  if (roundId !== undefined) query = query.where('roundId', '=', roundId);
  const rows = await query.orderBy('commentId').execute();
  return rows.map((row) => ({ ...row, themeKeys: parseKeys(row.themeKeys) }));
}

export async function setRoundState(db: Db, id: number, state: Round['state']): Promise<void> {
  const closedAt = state === 'closed' ? new Date().toISOString() : null;
  await db.updateTable('codingRound').set({ state, closedAt }).where('id', '=', id).execute();
}

/** Removes a round with all that was coded in it; its gold codings go too. */
export async function removeRound(db: Db, id: number): Promise<void> {
  await db.deleteFrom('codingRound').where('id', '=', id).execute();
}
