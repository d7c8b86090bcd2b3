import { z } from 'zod';
import type { Span } from '../text/sentiment-labels.js';

const spansSchema = z.array(
  z.object({ start: z.number().int().min(0), end: z.number().int().min(0) }),
);

/** The evidence of a tag as it is stored; spans that do not lie within the text are left out. */
export const parseSpans = (json: string, text: string): Span[] =>
  spansSchema.parse(JSON.parse(json)).filter(({ start, end }) => start < end && end <= text.length);

/** The words of a text in some spans, each as it is written first: those that differ in capitals alone count as one. */
export function wordsIn(text: string, spans: readonly Span[]): string[] {
  const words = new Map<string, string>();
  for (const { start, end } of spans) {
    const written = text.slice(start, end);
    const folded = written.toLowerCase();
    if (!words.has(folded)) words.set(folded, written);
  }
  return [...words.values()];
}
