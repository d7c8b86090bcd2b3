import type { SentimentLabel } from '../text/sentiment-labels.js';
import type { CommentTags } from './tag-comments.js';

/** What was found for a comment as its rows hold it: evidence as JSON of its spans. */
export interface TagRow {
  label: SentimentLabel;
  probability: number;
  evidence: string;
  themes: { key: string; evidence: string }[];
}

export const tagRow = ({ sentiment, themes }: CommentTags): TagRow => ({
  label: sentiment.label,
  probability: sentiment.probability,
  evidence: JSON.stringify(sentiment.evidence),
  themes: themes.map(({ key, evidence }) => ({ key, evidence: JSON.stringify(evidence) })),
});

/**
 * Rows as one text, a line for each, parts between tabs: it passes from thread to thread in a fraction
 * of the time that the objects would take. No label, key or evidence has a tab or a line break.
 */
export const packRows = (rows: readonly TagRow[]): string =>
  rows
    .map(({ label, probability, evidence, themes }) =>
      [label, probability, evidence, ...themes.flatMap((one) => [one.key, one.evidence])].join(
        '\t',
      ),
    )
    .join('\n');

function unpackRow(line: string): TagRow {
  const parts = line.split('\t');
  const [label = '', probability = '', evidence = ''] = parts;
  const themes: TagRow['themes'] = [];
  for (let at = 3; at < parts.length; at += 2) {
    themes.push({ key: parts[at] ?? '', evidence: parts[at + 1] ?? '' });
  }
  return { label: label as SentimentLabel, probability: Number(probability), evidence, themes };
}

export const unpackRows = (packed: string): TagRow[] =>
  packed === '' ? [] : packed.split('\n').map(unpackRow);
