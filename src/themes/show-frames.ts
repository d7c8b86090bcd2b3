import type { Db } from '../db/schema.js';
import { notFound } from '../errors.js';
import type { FrameContent } from './code-frame.js';
import { findFrame, listFrames, type FrameVersion } from './draft-queries.js';
import { compareFrames, diffWords, type FrameDiff } from './frame-diff.js';
import { shippedFrame } from './compile-frame.js';
import { currentFrame } from './frame-queries.js';
import { ruleWords } from './rule-words.js';
import { markOf } from './stale-form.js';
import { treeOf } from './theme-tree.js';

/** The difference with its rules as an analyst reads them. */
const readable = ({ rules, ...diff }: FrameDiff) => ({
  ...diff,
  rules: rules.map(({ added, removed, ...theme }) => ({
    ...theme,
    added: added.map(ruleWords),
    removed: removed.map(ruleWords),
  })),
});

function diffOf(frame: FrameVersion, base: FrameVersion | undefined): FrameDiff | null {
  if (!frame.content || !base?.content) return null;
  return compareFrames(base.content, frame.content, frame.merged);
}

const summaryOf = (frame: FrameVersion, base: FrameVersion | undefined) => {
  const { content, merged: _merged, ...row } = frame;
  const diff = diffOf(frame, base);
  return {
    ...row,
    themeCount: content?.themes.length ?? null,
    basedOn: base ? { id: base.id, version: base.version } : null,
    changes: diff && diffWords(diff),
  };
};

const alike = (one: FrameContent, other: FrameContent) =>
  one.name === other.name && JSON.stringify(one.themes) === JSON.stringify(other.themes);

/**
 * What the program's own frame would change, where a frame of an earlier program is in use that nobody
 * edited; null where there is nothing to offer.
 */
function newerShipped(current: FrameVersion | undefined): { changes: string } | null {
  if (current?.origin !== 'shipped' || !current.content) return null;
  const stored = JSON.parse(JSON.stringify(shippedFrame())) as FrameContent;
  if (alike(current.content, stored)) return null;
  return { changes: diffWords(compareFrames(current.content, stored)) };
}

/** Every version with what it changed. */
export async function showFrames(db: Db) {
  await currentFrame(db);
  const frames = await listFrames(db);
  const versions = frames.map((frame) =>
    summaryOf(
      frame,
      frames.find(({ id }) => id === frame.basedOnId),
    ),
  );
  const draft = versions.find(({ state }) => state === 'draft') ?? null;
  const current = versions.find(({ state }) => state === 'current') ?? null;
  const update = draft ? null : newerShipped(frames.find(({ state }) => state === 'current'));
  return { versions, draft, current, update };
}

/** @throws ViewfinderError `not_found` */
export async function frameAt(db: Db, frameId: number): Promise<FrameVersion> {
  const frame = await findFrame(db, frameId);
  if (!frame) throw notFound('version of the code frame');
  return frame;
}

/** One version: its themes and what it has otherwise than the one that it was made from. */
export async function showFrame(db: Db, frameId: number) {
  const frame = await frameAt(db, frameId);
  const base = frame.basedOnId === null ? undefined : await findFrame(db, frame.basedOnId);
  const diff = diffOf(frame, base);
  return {
    frame: summaryOf(frame, base),
    diff: diff && readable(diff),
    seen: markOf([frame.name, frame.note]),
    themes: treeOf(frame.content?.themes ?? []).map(({ theme, ...place }) => ({
      ...place,
      key: theme.key,
      name: theme.name,
      definition: theme.definition,
      rules: theme.rules.length,
    })),
  };
}
