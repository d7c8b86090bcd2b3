import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { notFound, ViewfinderError } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { parseContent, type FrameContent, type FrameTheme } from './code-frame.js';
import { compileFrame } from './compile-frame.js';
import {
  findDraft,
  findFrame,
  keysEverUsed,
  nextVersion,
  removeDraft,
  saveDraft,
  type FrameVersion,
} from './draft-queries.js';
import { addTheme, freeKey, type ThemeText } from './edit-frame.js';
import { addFrame, currentFrame } from './frame-queries.js';
import type { MergedThemes } from './merged-themes.js';

const frameSubject = (id: number, { name, version }: Pick<FrameContent, 'name' | 'version'>) => ({
  kind: 'frame',
  id,
  name: `${name}, version ${version}`,
});

export interface DraftStart {
  content: FrameContent;
  origin: 'shipped' | 'edited' | 'imported';
  basedOnId?: number | undefined;
  note?: string | undefined;
}

/**
 * Stores a frame as the draft, under the next free version number. Returns its id.
 * @throws ViewfinderError `conflict` where there is a draft already.
 */
export const startDraft = (db: Db, actor: Actor, start: DraftStart): Promise<number> =>
  inTransaction(db, async (transaction) => {
    const draft = await findDraft(transaction);
    if (draft) {
      throw new ViewfinderError(
        'conflict',
        `Version ${draft.version} is being edited. Put it to use or discard it, then begin another draft.`,
        { link: { href: `/themes/frames/${draft.id}`, text: 'Open the draft' } },
      );
    }
    const content = { ...start.content, version: await nextVersion(transaction) };
    const createdBy = actor.accountName;
    const id = await addFrame(transaction, { ...start, content, state: 'draft', createdBy });
    const from = start.basedOnId && (await findFrame(transaction, start.basedOnId));
    await recordAudit(transaction, actor, {
      action: 'frame_draft_started',
      subject: frameSubject(id, content),
      after: {
        basedOn: from ? `Version ${from.version}` : start.origin,
        themes: content.themes.length,
      },
    });
    return id;
  });

/** Makes a draft of the version in use, or of an earlier one. Returns its id. */
export const startDraftFrom = (db: Db, actor: Actor, frameId: number): Promise<number> =>
  inTransaction(db, async (transaction) => {
    // A version in use that lost its rules is replaced here first.
    await currentFrame(transaction);
    const frame = await findFrame(transaction, frameId);
    if (!frame || frame.state === 'draft') throw notFound('version of the code frame');
    if (!frame.content) {
      throw new ViewfinderError(
        'conflict',
        `The rules of version ${frame.version} were not kept, so it cannot be edited.`,
      );
    }
    const { content } = frame;
    return startDraft(transaction, actor, { content, origin: 'edited', basedOnId: frameId });
  });

/** What a change makes of a draft, and how the audit tells of it: in names and numbers. */
export interface DraftChange {
  content: FrameContent;
  merged?: MergedThemes;
  note?: string | null;
  told: Readonly<Record<string, unknown>>;
}

/**
 * Changes a draft as it stands now, so that two people's changes of different things both hold.
 * @throws ViewfinderError `not_found` where it is no draft (any more); `invalid` for a frame that could not be used.
 */
export const changeDraft = (
  db: Db,
  actor: Actor,
  frameId: number,
  change: (
    draft: FrameVersion & { content: FrameContent },
    usedKeys: ReadonlySet<string>,
  ) => DraftChange,
): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const draft = await findFrame(transaction, frameId);
    if (draft?.state !== 'draft' || !draft.content) throw notFound('draft of a code frame');
    const used = await keysEverUsed(transaction);
    const { told, ...changed } = change({ ...draft, content: draft.content }, used);
    compileFrame(parseContent(changed.content));
    const { merged, note } = draft;
    await saveDraft(transaction, draft, { merged, note, ...changed, by: actor.accountName });
    await recordAudit(transaction, actor, {
      action: 'frame_draft_saved',
      subject: frameSubject(frameId, changed.content),
      after: told,
    });
  });

/** @throws ViewfinderError `not_found` where it is no draft (any more). */
export const discardDraft = (db: Db, actor: Actor, frameId: number): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const draft = await findFrame(transaction, frameId);
    if (draft?.state !== 'draft') throw notFound('draft of a code frame');
    await removeDraft(transaction, frameId);
    await recordAudit(transaction, actor, {
      action: 'frame_draft_discarded',
      subject: frameSubject(frameId, draft),
      before: { saves: draft.revision },
    });
  });

export type NewTheme = Pick<FrameTheme, 'name' | 'definition'> &
  Partial<Pick<FrameTheme, 'examples' | 'rules'>>;

/**
 * Adds a theme to the draft, which is begun from the version in use where there is none.
 * @throws ViewfinderError `invalid` with the field at fault.
 */
export const addThemeToDraft = (
  db: Db,
  actor: Actor,
  theme: NewTheme,
): Promise<{ frameId: number; key: string }> =>
  inTransaction(db, async (transaction) => {
    const frameId =
      (await findDraft(transaction))?.id ??
      (await startDraftFrom(transaction, actor, (await currentFrame(transaction)).id));
    let key = '';
    await changeDraft(transaction, actor, frameId, ({ content }, used) => {
      const text: ThemeText = { ...blankTheme, ...theme };
      key = freeKey(content, used, theme.name);
      return { content: addTheme(content, key, text), told: { themeAdded: theme.name } };
    });
    return { frameId, key };
  });

const blankTheme = {
  useWhen: '',
  notWhen: '',
  examples: [],
  parent: null,
  askedAbout: [],
  rules: [],
};
