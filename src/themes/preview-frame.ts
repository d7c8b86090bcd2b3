import { setImmediate } from 'node:timers/promises';
import { everything } from '../comments/comment-filter.js';
import { themesOf } from '../comments/comment-queries.js';
import { idsOf } from '../comments/select-ids.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { randomNumbers, shuffle } from '../text/random.js';
import type { FrameContent } from './code-frame.js';
import { taggerParts } from './frame-queries.js';
import { questionedTexts } from './preview-queries.js';
import { createTagger } from './tag-comments.js';

/** More are drawn from at random: the shares are known to about 2 points from these, within a second. */
export const mostPreviewed = 3000;
const readAtOnce = 100;
const examplesShown = 3;

export interface Example {
  id: number;
  text: string;
}

/** What happens to one theme. */
export interface ThemeChange {
  key: string;
  name: string;
  stays: number;
  gains: number;
  loses: number;
  gained: Example[];
  lost: Example[];
}

/** What coding by another version would change among the comments that somebody may see. */
export interface FramePreview {
  comments: number;
  read: number;
  changed: number;
  themes: ThemeChange[];
}

function sample(ids: readonly number[]): number[] {
  if (ids.length <= mostPreviewed) return [...ids];
  const order = [...ids];
  shuffle(order, randomNumbers(ids.length));
  return order.slice(0, mostPreviewed);
}

/** Compares what a version finds with what is tagged now, in steps that let other requests pass. */
export async function previewFrame(
  db: Db,
  viewer: Sight,
  frame: FrameContent,
): Promise<FramePreview> {
  const ids = await idsOf(db, everything(viewer));
  const drawn = sample(ids);
  const tagger = createTagger({ ...(await taggerParts(db)), frame });
  const themes = new Map<string, ThemeChange>();
  const changeOf = (key: string, name: string) => {
    const known = themes.get(key);
    if (known) return known;
    const change = { key, name, stays: 0, gains: 0, loses: 0, gained: [], lost: [] };
    themes.set(key, change);
    return change;
  };
  for (const { key, name } of frame.themes) changeOf(key, name);
  let changed = 0;
  for (let from = 0; from < drawn.length; from += readAtOnce) {
    const part = drawn.slice(from, from + readAtOnce);
    const tagged = await themesOf(db, part);
    for (const { id, text, question } of await questionedTexts(db, part)) {
      const before = (tagged.get(id) ?? []).filter(({ source }) => source !== 'person');
      const judged = new Set(
        (tagged.get(id) ?? []).filter(({ source }) => source === 'person').map(({ key }) => key),
      );
      const after = new Set(tagger.tag(text, question).themes.map(({ key }) => key));
      const isChanged = note({ id, text }, { before, after, judged }, changeOf);
      if (isChanged) changed += 1;
    }
    await setImmediate();
  }
  return { comments: ids.length, read: drawn.length, changed, themes: [...themes.values()] };
}

/** Notes what becomes of the themes of one comment. Returns whether any changes. */
function note(
  comment: Example,
  found: {
    before: readonly { key: string; name: string }[];
    after: ReadonlySet<string>;
    judged: ReadonlySet<string>;
  },
  changeOf: (key: string, name: string) => ThemeChange,
): boolean {
  const { before, after, judged } = found;
  const keys = new Set(before.map(({ key }) => key));
  let isChanged = false;
  for (const { key, name } of before) {
    const change = changeOf(key, name);
    if (after.has(key)) change.stays += 1;
    else {
      change.loses += 1;
      isChanged = true;
      if (change.lost.length < examplesShown) change.lost.push(comment);
    }
  }
  for (const key of after) {
    if (keys.has(key) || judged.has(key)) continue;
    const change = changeOf(key, key);
    change.gains += 1;
    isChanged = true;
    if (change.gained.length < examplesShown) change.gained.push(comment);
  }
  return isChanged;
}
