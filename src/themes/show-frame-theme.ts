import type { FrameTheme } from './code-frame.js';
import { themeMark } from './change-theme.js';
import type { FrameVersion } from './draft-queries.js';
import { patternWords, ruleWords } from './rule-words.js';
import { markOf } from './stale-form.js';
import { treeOf } from './theme-tree.js';

/** A theme of one version, to read, with the marks of what its forms would change. */
export function showFrameTheme(
  { id, name, version, state, content }: FrameVersion,
  theme: FrameTheme,
) {
  const themes = content?.themes ?? [];
  return {
    frame: { id, name, version, state },
    seen: themeMark(theme),
    theme: {
      ...theme,
      parent: themes.find(({ key }) => key === theme.parent)?.name ?? null,
      parts: themes.filter(({ parent }) => parent === theme.key).map((part) => part.name),
      rules: theme.rules.map((rule) => ({ ...ruleWords(rule), seen: markOf(rule) })),
      askedAbout: theme.askedAbout.map(patternWords),
    },
  };
}

/** What the selects of a theme's forms offer: parents it could have, and themes that it could be merged into. */
export function formChoices({ content }: FrameVersion, theme: FrameTheme | undefined) {
  const others = (content?.themes ?? []).filter(({ key }) => key !== theme?.key);
  return {
    parents: [
      { value: '', text: 'None: it stands for itself' },
      ...others
        .filter(({ parent }) => parent === null)
        .map(({ key, name }) => ({ value: key, text: name })),
    ],
    others: treeOf(content?.themes ?? [])
      .filter(({ theme: { key } }) => key !== theme?.key)
      .map(({ theme: { key, name }, isPart }) => ({
        value: key,
        text: isPart ? `– ${name}` : name,
      })),
  };
}
