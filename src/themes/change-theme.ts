import type { Db } from '../db/schema.js';
import { notFound, ViewfinderError } from '../errors.js';
import type { Actor } from '../people/permissions.js';
import type { FrameContent, FrameTheme, RuleText } from './code-frame.js';
import type { FrameVersion } from './draft-queries.js';
import {
  addTheme,
  changeTheme,
  freeKey,
  mergeTheme,
  moveTheme,
  removeRule,
  removeTheme,
  setRule,
  type ThemeText,
} from './edit-frame.js';
import { changeDraft } from './frame-drafts.js';
import { withMerge, withoutMergesInto } from './merged-themes.js';
import { changedMeanwhile, markOf } from './stale-form.js';

/** A theme of a draft. */
export interface ThemePlace {
  frameId: number;
  key: string;
}

/** @throws ViewfinderError `not_found` */
export function themeOf({ themes }: FrameContent, key: string): FrameTheme {
  const theme = themes.find((one) => one.key === key);
  if (!theme) throw notFound('theme in this version of the code frame');
  return theme;
}

type Words = Omit<ThemeText, 'rules'>;

/** The mark of what a theme's form changes: its rules have forms of their own. */
export const themeMark = ({ rules: _rules, ...words }: FrameTheme) => markOf(words);

/** Adds a theme without rules. Returns its key. @throws ViewfinderError `invalid` with the field at fault. */
export async function newTheme(
  db: Db,
  actor: Actor,
  frameId: number,
  words: Words,
): Promise<string> {
  let key = '';
  await changeDraft(db, actor, frameId, ({ content }, used) => {
    key = freeKey(content, used, words.name);
    return {
      content: addTheme(content, key, { ...words, rules: [] }),
      told: { themeAdded: words.name },
    };
  });
  return key;
}

/** @throws ViewfinderError `conflict` where somebody changed it meanwhile, `invalid`: with the field. */
export const saveTheme = (
  db: Db,
  actor: Actor,
  { frameId, key }: ThemePlace,
  { words, seen }: { words: Words; seen: string },
): Promise<void> =>
  changeDraft(db, actor, frameId, (draft) => {
    const theme = themeOf(draft.content, key);
    if (themeMark(theme) !== seen) {
      throw changedMeanwhile(draft, {
        field: 'name',
        what: `“${theme.name}”`,
        then: 'What the draft says now is shown beside it. Save again to put yours in its place.',
      });
    }
    return {
      content: changeTheme(draft.content, theme, words),
      told: { themeChanged: words.name },
    };
  });

export const shiftTheme = (
  db: Db,
  actor: Actor,
  { frameId, key }: ThemePlace,
  by: -1 | 1,
): Promise<void> =>
  changeDraft(db, actor, frameId, ({ content }) => {
    const theme = themeOf(content, key);
    return { content: moveTheme(content, theme, by), told: { themeMoved: theme.name } };
  });

/** Takes a theme out of the draft; its comments go to the theme `into` where that is not ''. */
export const dropTheme = (
  db: Db,
  actor: Actor,
  { frameId, key }: ThemePlace,
  into: string,
): Promise<void> =>
  changeDraft(db, actor, frameId, ({ content, merged }) => {
    const theme = themeOf(content, key);
    if (content.themes.length === 1) {
      throw new ViewfinderError(
        'conflict',
        'This is the last theme of the frame. Add another, then take this one out.',
      );
    }
    if (into === '') {
      return {
        content: removeTheme(content, key),
        merged: withoutMergesInto(merged, key),
        told: { themeRemoved: theme.name },
      };
    }
    const other = themeOf(content, into);
    return {
      content: mergeTheme(content, theme, other),
      merged: withMerge(merged, key, into),
      told: { themeMerged: theme.name, into: other.name },
    };
  });

/** Where the rule stands that a form was made from; in the end for a new one. */
function placeOf(draft: FrameVersion, theme: FrameTheme, seen: string): number {
  if (seen === '') return theme.rules.length;
  const at = theme.rules.findIndex((rule) => markOf(rule) === seen);
  if (at >= 0) return at;
  throw changedMeanwhile(draft, {
    field: 'say',
    what: 'this rule',
    then: 'Save again to add it beside the theme’s other rules.',
  });
}

/** Puts a rule in the place of the one that `seen` marks, or adds it where that is ''. */
export const saveRule = (
  db: Db,
  actor: Actor,
  { frameId, key }: ThemePlace,
  { rule, seen }: { rule: RuleText; seen: string },
): Promise<void> =>
  changeDraft(db, actor, frameId, (draft) => {
    const theme = themeOf(draft.content, key);
    const at = placeOf(draft, theme, seen);
    return {
      content: setRule(draft.content, theme, at, rule),
      told: { ruleOf: theme.name, rule: at + 1 },
    };
  });

/** Takes the rule out that `seen` marks. */
export const dropRule = (
  db: Db,
  actor: Actor,
  { frameId, key }: ThemePlace,
  seen: string,
): Promise<void> =>
  changeDraft(db, actor, frameId, (draft) => {
    const theme = themeOf(draft.content, key);
    const at = placeOf(draft, theme, seen);
    return {
      content: removeRule(draft.content, theme, at),
      told: { ruleRemovedFrom: theme.name, rule: at + 1 },
    };
  });
