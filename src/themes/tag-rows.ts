import type { SentimentLabel } from '../text/sentiment-labels.js';
import type { CommentTags } from './tag-comments.js';

/** What was found for a comment as its rows hold it: evidence as JSON of its spans. */
export interface TagRow {
  label: SentimentLabel;
  probability: number;
  evidence: string;
  criticality: number;
  /** JSON of what says that someone may be at risk, by kind; '' where nothing does. */
  risks: string;
  themes: { key: string; evidence: string; source: 'rule' | 'model'; confidence: number | null }[];
}

export const tagRow = ({ sentiment, themes, risks }: CommentTags): TagRow => ({
  label: sentiment.label,
  probability: sentiment.probability,
  evidence: JSON.stringify(sentiment.evidence),
  criticality: sentiment.criticality,
  risks: risks.length > 0 ? JSON.stringify(risks) : '',
  themes: themes.map(({ key, evidence, source, confidence }) => ({
    key,
    source,
    evidence: JSON.stringify(evidence),
    confidence,
  })),
});

/**
 * Rows as one text, a line for each, parts between tabs: it passes from thread to thread in a fraction
 * of the time that the objects would take. No label, key or evidence has a tab or a line break.
 */
export const packRows = (rows: readonly TagRow[]): string =>
  rows
    .map(({ label, probability, evidence, criticality, risks, themes }) =>
      [
        ...[label, probability, evidence, criticality, risks],
        ...themes.flatMap((one) => [one.key, one.evidence, one.source, one.confidence ?? '']),
      ].join('\t'),
    )
    .join('\n');

function unpackRow(line: string): TagRow {
  const [label, probability, evidence, criticality, risks, ...rest] = line.split('\t') as [
    ...[SentimentLabel, string, string, string, string],
    ...string[],
  ];
  const themes: TagRow['themes'] = [];
  for (let at = 0; at < rest.length; at += 4) {
    const [key = '', found = '', source, confidence = ''] = rest.slice(at, at + 4);
    themes.push({
      key,
      evidence: found,
      source: source === 'model' ? 'model' : 'rule',
      confidence: confidence === '' ? null : Number(confidence),
    });
  }
  return {
    label,
    probability: Number(probability),
    evidence,
    criticality: Number(criticality),
    risks,
    themes,
  };
}

export const unpackRows = (packed: string): TagRow[] =>
  packed === '' ? [] : packed.split('\n').map(unpackRow);
