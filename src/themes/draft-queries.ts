import type { Selectable } from 'kysely';
import type { FrameTable } from '../db/schema-coding.js';
import type { Db } from '../db/schema.js';
import { parseContent, type FrameContent } from './code-frame.js';
import { storeThemes } from './frame-queries.js';
import { parseMerged, type MergedThemes } from './merged-themes.js';

/** A version of the frame with its history; no content where its rules are gone (see `currentFrame`). */
export type FrameVersion = Omit<Selectable<FrameTable>, 'content' | 'merged'> & {
  content: FrameContent | null;
  merged: MergedThemes;
};

const versionOf = ({ content, merged, ...row }: Selectable<FrameTable>): FrameVersion => ({
  ...row,
  content: content === null ? null : parseContent(JSON.parse(content)),
  merged: parseMerged(merged),
});

/** Every version there is, the newest first. */
export async function listFrames(db: Db): Promise<FrameVersion[]> {
  const rows = await db.selectFrom('frame').selectAll().orderBy('id', 'desc').execute();
  return rows.map(versionOf);
}

export async function findFrame(db: Db, id: number): Promise<FrameVersion | undefined> {
  const row = await db.selectFrom('frame').selectAll().where('id', '=', id).executeTakeFirst();
  return row && versionOf(row);
}

/** The version that is being edited. */
export async function findDraft(db: Db): Promise<FrameVersion | undefined> {
  const row = await db
    .selectFrom('frame')
    .selectAll()
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return row && versionOf(row);
}

/** The next number that no version of any frame has had. */
export async function nextVersion(db: Db): Promise<string> {
  const rows = await db.selectFrom('frame').select('version').execute();
  const numbers = rows.map(({ version }) => (/^\d{1,9}$/.test(version) ? Number(version) : 0));
  return String(Math.max(0, ...numbers) + 1);
}

/** Every theme that any version has had, by its newest name: people's words hang on its key. */
export async function themesEver(db: Db): Promise<{ key: string; name: string }[]> {
  const rows = await db
    .selectFrom('theme')
    .select(['key', 'name'])
    .orderBy('frameId', 'desc')
    .orderBy('position')
    .execute();
  return rows.filter(({ key }, at) => rows.findIndex((one) => one.key === key) === at);
}

/** Every key that any version's theme has had, which a new theme must not take: people's words hang on it. */
export async function keysEverUsed(db: Db): Promise<Set<string>> {
  const themes = await db.selectFrom('theme').select('key').distinct().execute();
  const judged = await db.selectFrom('themeJudgement').select('themeKey').distinct().execute();
  return new Set([...themes.map(({ key }) => key), ...judged.map(({ themeKey }) => themeKey)]);
}

interface DraftSave {
  content: FrameContent;
  merged: MergedThemes;
  note: string | null;
  by: string;
}

/** Keeps what a draft says now. */
export async function saveDraft(
  db: Db,
  { id, revision, origin }: Pick<FrameVersion, 'id' | 'revision' | 'origin'>,
  { content, merged, note, by }: DraftSave,
): Promise<void> {
  await db
    .updateTable('frame')
    .set({
      name: content.name,
      // What came with the program and was changed is no longer what came with it.
      origin: origin === 'shipped' ? 'edited' : origin,
      content: JSON.stringify(content),
      merged: JSON.stringify(merged),
      note,
      revision: revision + 1,
      changedAt: new Date().toISOString(),
      changedBy: by,
    })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute();
}

/** Removes a draft. */
export async function removeDraft(db: Db, id: number): Promise<void> {
  await db.deleteFrom('frame').where('id', '=', id).where('state', '=', 'draft').execute();
}

/**
 * Makes a draft or a version of before the one in use, in the transaction that `db` is: gives a draft its
 * themes' rows, and gives what people said of a theme that was merged to the theme that took it in. Tags
 * are for the caller to make anew.
 */
export async function takeIntoUse(db: Db, frame: FrameVersion): Promise<void> {
  const { id, content, merged, state } = frame;
  await db.updateTable('frame').set({ state: 'past' }).where('state', '=', 'current').execute();
  await db
    .updateTable('frame')
    .set({ state: 'current', putToUseAt: new Date().toISOString() })
    .where('id', '=', id)
    .execute();
  if (state === 'draft') await storeThemes(db, id, content?.themes ?? []);
  for (const [from, to] of Object.entries(merged)) await copyJudgements(db, from, to);
}

/**
 * A comment that somebody gave the one theme has the other now, also where they had ruled that out: the
 * two are one. What they said of the first stays, for a version that has it again.
 */
async function copyJudgements(db: Db, from: string, to: string): Promise<void> {
  const given = db
    .selectFrom('themeJudgement')
    .where('themeKey', '=', from)
    .where('applies', '=', 1);
  const judged = db.selectFrom('themeJudgement').select('commentId').where('themeKey', '=', to);
  await db
    .deleteFrom('themeJudgement')
    .where('themeKey', '=', to)
    .where('applies', '=', 0)
    .where('commentId', 'in', given.select('commentId'))
    .execute();
  await db
    .insertInto('themeJudgement')
    .columns([
      'commentId',
      'themeKey',
      'applies',
      'evidence',
      'accountId',
      'accountName',
      'judgedAt',
    ])
    .expression(
      given
        .where('commentId', 'not in', judged)
        .select(({ val }) => [
          'commentId',
          val(to).as('themeKey'),
          'applies',
          'evidence',
          'accountId',
          'accountName',
          'judgedAt',
        ]),
    )
    .execute();
}
