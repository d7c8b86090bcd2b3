import { z } from 'zod';
import type { Span } from '../text/sentiment-labels.js';

const spansSchema = z.array(
  z.object({ start: z.number().int().min(0), end: z.number().int().min(0) }),
);

/** The evidence of a tag as it is stored; spans that do not lie within the text are left out. */
export const parseSpans = (json: string, text: string): Span[] =>
  spansSchema.parse(JSON.parse(json)).filter(({ start, end }) => start < end && end <= text.length);
