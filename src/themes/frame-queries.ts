import { bulkInsert } from '../db/bulk-insert.js';
import { inTransaction } from '../db/in-transaction.js';
import type { FrameTable } from '../db/schema-coding.js';
import type { Db } from '../db/schema.js';
import { loadDefaultFrame, parseContent, type FrameContent } from './code-frame.js';
import type { TaggerParts } from './tag-comments.js';

/** A version of a code frame as it is stored. */
export interface StoredFrame {
  id: number;
  content: FrameContent;
  /** Ids of its themes by their keys. */
  themeIds: Map<string, number>;
}

interface NewFrame {
  content: FrameContent;
  state: 'draft' | 'current' | 'past';
  origin: 'shipped' | 'edited' | 'imported';
  basedOnId?: number;
  note?: string;
  createdBy: string;
}

/** Stores a version with its themes. Returns its id. */
export async function addFrame(
  db: Db,
  { content, basedOnId = undefined, note, ...frame }: NewFrame,
): Promise<number> {
  const { name, version, themes } = content;
  const { id } = await db
    .insertInto('frame')
    .values({
      ...frame,
      name,
      version,
      basedOnId: basedOnId ?? null,
      note: note ?? null,
      content: JSON.stringify(content),
      createdAt: new Date().toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rows = themes.map(({ key, name: themeName, definition, parent }, position) => ({
    frameId: id,
    key,
    name: themeName,
    definition,
    position,
    parentKey: parent,
  }));
  await bulkInsert(db, 'theme', rows);
  return id;
}

async function themeIdsOf(db: Db, frameId: number): Promise<Map<string, number>> {
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'key'])
    .where('frameId', '=', frameId)
    .execute();
  return new Map(themes.map(({ key, id }) => [key, id]));
}

const shipped = (): FrameContent => {
  const { name, version, themes } = loadDefaultFrame();
  return { name, version, themes };
};

/** A row of before, which came with the program: what it came with is known while its version is the same. */
const contentOf = ({ content }: { content: string | null }): FrameContent =>
  content === null ? shipped() : parseContent(JSON.parse(content));

const findCurrent = (db: Db) =>
  db
    .selectFrom('frame')
    .select(['id', 'name', 'version', 'content'])
    .where('state', '=', 'current')
    .executeTakeFirst();

/** The version in use; the one that comes with the program where there is none yet. */
export async function currentFrame(db: Db): Promise<StoredFrame> {
  const found = (await findCurrent(db)) ?? (await inTransaction(db, startFrame));
  return { id: found.id, content: contentOf(found), themeIds: await themeIdsOf(db, found.id) };
}

async function startFrame(transaction: Db): Promise<Pick<FrameTable, 'content'> & { id: number }> {
  const found = await findCurrent(transaction);
  if (found) return found;
  const content = shipped();
  const id = await addFrame(transaction, {
    content,
    state: 'current',
    origin: 'shipped',
    createdBy: 'Viewfinder',
  });
  return { id, content: JSON.stringify(content) };
}

/** What a tagger of the version in use is made of. */
export async function taggerParts(db: Db): Promise<TaggerParts> {
  const { content } = await currentFrame(db);
  return { frame: content };
}
