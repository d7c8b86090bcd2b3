import type { Db } from '../db/schema.js';
import { notFound } from '../errors.js';
import type { Sight } from '../people/sight.js';
import { sentimentLabels } from '../text/sentiment-labels.js';
import type { FrameContent } from './code-frame.js';
import { patternWords, ruleWords } from './rule-words.js';
import { treeOf } from './theme-tree.js';
import { countBySentiment, countByTheme } from './theme-queries.js';

/** The frame with the number of published comments of each theme. */
export async function showThemes(db: Db, viewer: Sight, { name, version, themes }: FrameContent) {
  const counts = await countByTheme(db, viewer);
  return {
    frame: name,
    version,
    themes: treeOf(themes).map(({ theme, isPart }) => ({
      key: theme.key,
      name: theme.name,
      definition: theme.definition,
      isPart,
      comments: counts.get(theme.key) ?? 0,
    })),
  };
}

/** One theme: how to use it, its rules in words, and its comments by sentiment. */
export async function showTheme(
  db: Db,
  viewer: Sight,
  { name, version, themes }: FrameContent,
  key: string,
) {
  const theme = themes.find((one) => one.key === key);
  if (!theme) throw notFound('theme');
  const counts = await countBySentiment(db, viewer, key);
  const sentiments = sentimentLabels.map((label) => ({ label, comments: counts.get(label) ?? 0 }));
  const named = (one: { key: string; name: string }) => ({ key: one.key, name: one.name });
  const parent = themes.find((one) => one.key === theme.parent);
  const { definition, useWhen, notWhen, examples, rules, askedAbout } = theme;
  return {
    frame: name,
    version,
    key,
    name: theme.name,
    definition,
    parent: parent ? named(parent) : null,
    parts: themes.filter((one) => one.parent === key).map(named),
    useWhen,
    notWhen,
    examples,
    comments: sentiments.reduce((sum, { comments }) => sum + comments, 0),
    sentiments,
    rules: rules.map(ruleWords),
    askedAbout: askedAbout.map(patternWords),
  };
}
