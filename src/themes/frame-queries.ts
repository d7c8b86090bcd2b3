import { bulkInsert } from '../db/bulk-insert.js';
import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import { serverActor } from '../people/permissions.js';
import { parseContent, type FrameContent } from './code-frame.js';
import { shippedFrame } from './compile-frame.js';
import { shippedLearning } from './learning.js';
import type { TaggerParts } from './tag-comments.js';

/** A version of a code frame as it is stored. */
export interface StoredFrame {
  id: number;
  content: FrameContent;
  /** Ids of its themes by their keys. */
  themeIds: Map<string, number>;
}

export interface NewFrame {
  content: FrameContent;
  state: 'draft' | 'current' | 'past';
  origin: 'shipped' | 'edited' | 'imported';
  basedOnId?: number | undefined;
  note?: string | undefined;
  createdBy: string;
}

/** Stores a version, with its themes unless it is a draft: those are nobody's yet. Returns its id. */
export async function addFrame(db: Db, { content, basedOnId, note, ...frame }: NewFrame) {
  const { name, version, themes } = content;
  const now = new Date().toISOString();
  const { id } = await db
    .insertInto('frame')
    .values({
      ...frame,
      name,
      version,
      basedOnId: basedOnId ?? null,
      note: note ?? null,
      content: JSON.stringify(content),
      createdAt: now,
      putToUseAt: frame.state === 'current' ? now : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (frame.state !== 'draft') await storeThemes(db, id, themes);
  return id;
}

/** Gives a version the rows of its themes, which tags refer to. */
export async function storeThemes(
  db: Db,
  frameId: number,
  themes: FrameContent['themes'],
): Promise<void> {
  const rows = themes.map(({ key, name, definition, parent }, position) => ({
    frameId,
    key,
    name,
    definition,
    position,
    parentKey: parent,
  }));
  await bulkInsert(db, 'theme', rows);
}

async function themeIdsOf(db: Db, frameId: number): Promise<Map<string, number>> {
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'key'])
    .where('frameId', '=', frameId)
    .execute();
  return new Map(themes.map(({ key, id }) => [key, id]));
}

const findCurrent = (db: Db) =>
  db
    .selectFrom('frame')
    .select(['id', 'name', 'version', 'content'])
    .where('state', '=', 'current')
    .executeTakeFirst();

interface FrameRow {
  id: number;
  content: string;
}

/** The version in use; the one that comes with the program where there is none yet. */
export async function currentFrame(db: Db): Promise<StoredFrame> {
  const found = await findCurrent(db);
  const { id, content } =
    found && found.content !== null
      ? { id: found.id, content: found.content }
      : await inTransaction(db, startFrame);
  return { id, content: parseContent(JSON.parse(content)), themeIds: await themeIdsOf(db, id) };
}

/**
 * Puts the frame that comes with the program to use where nothing else can be: there is none yet, or
 * only one of before frames were kept, whose rules went with the program of then. Where that is the
 * very version that this program brings, it is given its rules back.
 */
async function startFrame(db: Db): Promise<FrameRow> {
  const found = await findCurrent(db);
  if (found && found.content !== null) return { id: found.id, content: found.content };
  const shipped = shippedFrame();
  const content = JSON.stringify(shipped);
  if (found && found.name === shipped.name && found.version === shipped.version) {
    await db.updateTable('frame').set({ content }).where('id', '=', found.id).execute();
    return { id: found.id, content };
  }
  return { id: found ? await replaceLost(db, found, shipped) : await begin(db, shipped), content };
}

const begin = (db: Db, content: FrameContent, basedOnId?: number, note?: string) =>
  addFrame(db, {
    content,
    state: 'current',
    origin: 'shipped',
    basedOnId,
    note,
    createdBy: 'Viewfinder',
  });

async function replaceLost(
  db: Db,
  lost: { id: number; version: string },
  shipped: FrameContent,
): Promise<number> {
  await db.updateTable('frame').set({ state: 'past' }).where('id', '=', lost.id).execute();
  const note = `Came with an upgrade of Viewfinder. The rules of version ${lost.version} were part of the program of then, so they could not go on being used.`;
  const id = await begin(db, shipped, lost.id, note);
  await recordAudit(db, serverActor, {
    action: 'frame_put_to_use',
    subject: { kind: 'frame', id, name: `${shipped.name}, version ${shipped.version}` },
    before: { version: lost.version },
    after: { version: shipped.version },
  });
  return id;
}

/** What a tagger of the version in use is made of. */
export async function taggerParts(db: Db): Promise<TaggerParts> {
  const { content } = await currentFrame(db);
  const model = await db
    .selectFrom('themeModel')
    .innerJoin('frame', 'frame.id', 'themeModel.frameId')
    .select(['themeModel.weights', 'frame.content'])
    .where('themeModel.state', '=', 'on')
    .executeTakeFirst();
  if (!model) return { frame: content };
  if (isShippedModel(model)) return { frame: content, learning: shippedLearning() };
  // Only a frame of before frames were kept has no content, and nothing could be learned beside that.
  const frame = model.content === null ? content : parseContent(JSON.parse(model.content));
  return { frame: content, learning: { weights: model.weights, frame } };
}

/** The model that comes with the program is read from its file: its row has no weights of its own. */
export const isShippedModel = ({ weights }: { weights: Uint8Array }) => weights.length === 0;
