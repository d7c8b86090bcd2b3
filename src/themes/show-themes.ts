import type { Db } from '../db/schema.js';
import { notFound } from '../errors.js';
import type { Sight } from '../people/sight.js';
import { sentimentLabels } from '../text/sentiment-labels.js';
import type { LoadedFrame } from './code-frame.js';
import { patternWords, ruleWords } from './rule-words.js';
import { countBySentiment, countByTheme } from './theme-queries.js';

/** The frame with the number of published comments of each theme. */
export async function showThemes(db: Db, viewer: Sight, { name, version, themes }: LoadedFrame) {
  const counts = await countByTheme(db, viewer);
  return {
    frame: name,
    version,
    themes: themes.map(({ key, name: words, definition }) => ({
      key,
      name: words,
      definition,
      comments: counts.get(key) ?? 0,
    })),
  };
}

/** One theme: how to use it, its rules in words, and its comments by sentiment. */
export async function showTheme(
  db: Db,
  viewer: Sight,
  { name, version, themes }: LoadedFrame,
  key: string,
) {
  const theme = themes.find((one) => one.key === key);
  if (!theme) throw notFound('theme');
  const counts = await countBySentiment(db, viewer, key);
  const sentiments = sentimentLabels.map((label) => ({ label, comments: counts.get(label) ?? 0 }));
  const { definition, useWhen, notWhen, examples, rules, askedAbout } = theme;
  return {
    frame: name,
    version,
    key,
    name: theme.name,
    definition,
    useWhen,
    notWhen,
    examples,
    comments: sentiments.reduce((sum, { comments }) => sum + comments, 0),
    sentiments,
    rules: rules.map(ruleWords),
    askedAbout: askedAbout.map(patternWords),
  };
}
