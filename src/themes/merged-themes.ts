import { z } from 'zod';

/** The key of each theme that was merged, with that of the theme that takes its comments. */
export type MergedThemes = Readonly<Record<string, string>>;

export const parseMerged = (json: string): MergedThemes =>
  z.record(z.string(), z.string()).parse(JSON.parse(json));

/** Adds a merge: what was merged into the one that goes now, goes on with it. */
export function withMerge(merged: MergedThemes, from: string, into: string): MergedThemes {
  const onward = Object.entries(merged).map(([key, to]) => [key, to === from ? into : to]);
  return Object.fromEntries([...onward, [from, into]]) as MergedThemes;
}

/** Without what led to a theme that is gone. */
export const withoutMergesInto = (merged: MergedThemes, key: string): MergedThemes =>
  Object.fromEntries(Object.entries(merged).filter(([, to]) => to !== key));
