import { ViewfinderError } from '../errors.js';
import type { FrameContent, FrameTheme, RuleText } from './code-frame.js';

/** A theme but for its key, which stays the same for good: what people said of comments hangs on it. */
export type ThemeText = Omit<FrameTheme, 'key'>;

/** Addresses that stand where a theme's key would. */
const reserved = ['emerging', 'frames'];

/** A key for a new theme that no theme has or ever had. */
export function freeKey({ themes }: FrameContent, used: ReadonlySet<string>, name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’\p{M}]/gu, '')
    .match(/[a-z0-9]+/g);
  const base = (words ?? ['theme']).join('-').slice(0, 60).replace(/-+$/, '');
  const taken = new Set([...used, ...reserved, ...themes.map(({ key }) => key)]);
  let key = base;
  for (let number = 2; taken.has(key); number += 1) key = `${base}-${number}`;
  return key;
}

const refuse = (field: string, message: string) =>
  new ViewfinderError('invalid', message, { faults: [{ field, message }] });

/** @throws ViewfinderError `invalid` with the field at fault. */
function checkText(content: FrameContent, key: string, { name, parent }: ThemeText): void {
  const folded = name.toLowerCase();
  const others = content.themes.filter((theme) => theme.key !== key);
  if (others.some((theme) => theme.name.toLowerCase() === folded)) {
    throw refuse('name', `There is a theme called “${name}” already. Choose another name.`);
  }
  if (parent === null) return;
  if (others.some((theme) => theme.parent === key)) {
    throw refuse(
      'parent',
      'Other themes are part of this one, so it cannot be part of another: a frame has two levels at most.',
    );
  }
  const found = others.find((theme) => theme.key === parent);
  if (!found)
    throw refuse('parent', 'The theme that it was part of is gone. Choose another, or none.');
  if (found.parent !== null) {
    throw refuse(
      'parent',
      `“${found.name}” is part of another theme itself. Choose that one, or none.`,
    );
  }
}

/** Adds a theme in the end, or after the last of those that are part of its parent. */
export function addTheme(content: FrameContent, key: string, text: ThemeText): FrameContent {
  checkText(content, key, text);
  const family = content.themes.findLastIndex(
    (theme) => text.parent !== null && [theme.key, theme.parent].includes(text.parent),
  );
  const at = family < 0 ? content.themes.length : family + 1;
  return { ...content, themes: content.themes.toSpliced(at, 0, { key, ...text }) };
}

const replaceTheme = (content: FrameContent, key: string, theme: FrameTheme): FrameContent => ({
  ...content,
  themes: content.themes.map((one) => (one.key === key ? theme : one)),
});

/** @throws ViewfinderError `invalid` with the field at fault. */
export function changeTheme(
  content: FrameContent,
  theme: FrameTheme,
  text: Omit<ThemeText, 'rules'>,
): FrameContent {
  const changed = { ...theme, ...text };
  checkText(content, theme.key, changed);
  return replaceTheme(content, theme.key, changed);
}

/** Exchanges a theme with the one before or after it under the same parent; the first and last stay. */
export function moveTheme(content: FrameContent, theme: FrameTheme, by: -1 | 1): FrameContent {
  const siblings = content.themes.filter(({ parent }) => parent === theme.parent);
  const other = siblings[siblings.findIndex(({ key }) => key === theme.key) + by];
  if (!other) return content;
  const themes = content.themes.map((one) => {
    if (one.key === theme.key) return other;
    return one.key === other.key ? theme : one;
  });
  return { ...content, themes };
}

/** Takes a theme out; those that are part of it stand for themselves then, and rules lose nothing else. */
export const removeTheme = (content: FrameContent, key: string): FrameContent => ({
  ...content,
  themes: content.themes
    .filter((theme) => theme.key !== key)
    .map((theme) => (theme.parent === key ? { ...theme, parent: null } : theme)),
});

const united = (one: readonly string[], other: readonly string[]) => [
  ...new Set([...one, ...other]),
];

/** Gives a theme's rules, examples and parts to another, and takes it out. */
export function mergeTheme(
  content: FrameContent,
  from: FrameTheme,
  into: FrameTheme,
): FrameContent {
  const known = new Set(into.rules.map((rule) => JSON.stringify(rule)));
  const merged: FrameTheme = {
    ...into,
    parent: into.parent === from.key ? from.parent : into.parent,
    examples: united(into.examples, from.examples),
    askedAbout: united(into.askedAbout, from.askedAbout),
    rules: [...into.rules, ...from.rules.filter((rule) => !known.has(JSON.stringify(rule)))],
  };
  const parent = merged.parent ?? merged.key;
  const themes = content.themes.map((theme) => {
    if (theme.key === into.key) return merged;
    return theme.parent === from.key ? { ...theme, parent } : theme;
  });
  return removeTheme({ ...content, themes }, from.key);
}

/** Puts a rule in the place of one, or in the end where there is none. */
export const setRule = (
  content: FrameContent,
  theme: FrameTheme,
  at: number,
  rule: RuleText,
): FrameContent =>
  replaceTheme(content, theme.key, { ...theme, rules: withRule(theme.rules, at, rule) });

/** A theme's rules with one in the place `at`, or in the end. */
export const withRule = (rules: readonly RuleText[], at: number, rule: RuleText): RuleText[] =>
  at < rules.length ? rules.with(at, rule) : [...rules, rule];

export const removeRule = (content: FrameContent, theme: FrameTheme, at: number): FrameContent =>
  replaceTheme(content, theme.key, { ...theme, rules: theme.rules.toSpliced(at, 1) });
