import { z } from 'zod';
import type { Decision } from './decision-queries.js';

const themeSchema = z.object({
  tag: z.object({ source: z.enum(['rule', 'model', 'person']) }).nullable(),
  judgement: z.object({ applies: z.boolean() }).nullable(),
});
const sentimentSchema = z
  .object({ label: z.string(), source: z.string(), probability: z.number() })
  .nullable();

const sources = { rule: 'found by rule', model: 'suggested by the model', person: 'applies' };

function themeWords(json: string): string {
  const { tag, judgement } = themeSchema.parse(JSON.parse(json));
  if (judgement) return judgement.applies ? 'applies' : 'does not apply';
  return tag ? sources[tag.source] : 'not found';
}

function sentimentWords(json: string): string {
  const sentiment = sentimentSchema.parse(JSON.parse(json));
  if (!sentiment || sentiment.label === 'undetected') return 'not detected';
  const sure = Math.floor(sentiment.probability * 100 + 0.5);
  return sentiment.source === 'person' ? sentiment.label : `${sentiment.label} (${sure}% sure)`;
}

/** What a decision was about, and what was before and after it, in words. */
export function decisionWords(
  { kind, themeKey, before, after }: Decision,
  names: ReadonlyMap<string, string>,
): { about: string; before: string; after: string } {
  if (kind === 'theme') {
    const about = `Theme “${names.get(themeKey ?? '') ?? themeKey}”`;
    return { about, before: themeWords(before), after: themeWords(after) };
  }
  if (kind === 'sentiment') {
    return {
      about: 'Sentiment',
      before: sentimentWords(before),
      after: sentimentWords(after),
    };
  }
  return { about: 'Review', before: 'to be reviewed', after: 'reviewed' };
}
