import { formatCount, formatList } from '../http/formats.js';
import type { FrameContent, FrameTheme, RuleText } from './code-frame.js';
import type { MergedThemes } from './merged-themes.js';

interface Named {
  key: string;
  name: string;
}

/** What one version of a frame has otherwise than another; themes are the same by their keys. */
export interface FrameDiff {
  /** The frame's own name, where it changed. */
  name: { from: string; to: string } | null;
  added: Named[];
  removed: Named[];
  merged: (Named & { into: string })[];
  renamed: { key: string; from: string; to: string }[];
  /** Under another parent; '' for none. */
  moved: (Named & { from: string; to: string })[];
  rules: (Named & { added: RuleText[]; removed: RuleText[] })[];
  /** Whose definition, use, examples or questions are worded otherwise. */
  reworded: (Named & { fields: string[] })[];
}

const textFields = {
  definition: 'definition',
  useWhen: 'when to use it',
  notWhen: 'when not',
  examples: 'examples',
  askedAbout: 'questions about it',
} as const satisfies Partial<Record<keyof FrameTheme, string>>;

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const without = (rules: readonly RuleText[], others: readonly RuleText[]) => {
  const known = new Set(others.map((rule) => JSON.stringify(rule)));
  return rules.filter((rule) => !known.has(JSON.stringify(rule)));
};

const named = ({ key, name }: FrameTheme): Named => ({ key, name });

/** What changed from one version to another. Rules are compared whole: a changed one is one removed and one added. */
export function compareFrames(
  before: FrameContent,
  after: FrameContent,
  mergedThemes: MergedThemes = {},
): FrameDiff {
  const earlier = new Map(before.themes.map((theme) => [theme.key, theme]));
  const later = new Map(after.themes.map((theme) => [theme.key, theme]));
  const nameOf = (themes: ReadonlyMap<string, FrameTheme>, key: string | null | undefined) =>
    (key && themes.get(key)?.name) || '';
  const gone = before.themes.filter(({ key }) => !later.has(key));
  const both = after.themes.flatMap((theme) => {
    const old = earlier.get(theme.key);
    return old ? [{ old, theme }] : [];
  });
  const mergedInto = (key: string) => nameOf(later, mergedThemes[key]);
  return {
    name: before.name === after.name ? null : { from: before.name, to: after.name },
    added: after.themes.filter(({ key }) => !earlier.has(key)).map(named),
    removed: gone.filter(({ key }) => mergedInto(key) === '').map(named),
    merged: gone
      .filter(({ key }) => mergedInto(key) !== '')
      .map((theme) => ({ ...named(theme), into: mergedInto(theme.key) })),
    renamed: both
      .filter(({ old, theme }) => old.name !== theme.name)
      .map(({ old, theme }) => ({ key: theme.key, from: old.name, to: theme.name })),
    moved: both
      .filter(({ old, theme }) => old.parent !== theme.parent)
      .map(({ old, theme }) => ({
        ...named(theme),
        from: nameOf(earlier, old.parent),
        to: nameOf(later, theme.parent),
      })),
    rules: both
      .map(({ old, theme }) => ({
        ...named(theme),
        added: without(theme.rules, old.rules),
        removed: without(old.rules, theme.rules),
      }))
      .filter(({ added, removed }) => added.length + removed.length > 0),
    reworded: both
      .map(({ old, theme }) => ({
        ...named(theme),
        fields: Object.entries(textFields).flatMap(([field, words]) =>
          same(old[field as keyof typeof textFields], theme[field as keyof typeof textFields])
            ? []
            : [words],
        ),
      }))
      .filter(({ fields }) => fields.length > 0),
  };
}

/** "2 themes added, 1 theme renamed, rules of 3 themes changed"; "Nothing" where nothing is otherwise. */
export function diffWords(diff: FrameDiff): string {
  const counted = [
    [diff.added.length, 'added'],
    [diff.removed.length, 'removed'],
    [diff.merged.length, 'merged into another'],
    [diff.renamed.length, 'renamed'],
    [diff.moved.length, 'moved'],
    [diff.rules.length, 'with other rules'],
    [diff.reworded.length, 'worded otherwise'],
  ] as const;
  const parts = counted
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${formatCount(count, 'theme')} ${what}`);
  if (diff.name) parts.push('the frame renamed');
  return parts.length === 0 ? 'Nothing' : formatList(parts);
}
