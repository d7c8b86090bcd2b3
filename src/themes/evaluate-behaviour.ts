import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectPath } from '../paths.js';
import { sentimentLabels } from '../text/sentiment-labels.js';
import type { ReadLabel } from './evaluate-sentiment.js';

const side = z.object({ text: z.string(), sentiment: z.enum(sentimentLabels) });
const pairsSchema = z.array(
  z.object({
    capability: z.string(),
    part: z.enum(['dev', 'test']),
    question: z.string(),
    a: side,
    b: side,
  }),
);

/** Two texts that differ in little and in their sentiment: what a reader must be able to do, by capability. */
export type MinimalPair = z.infer<typeof pairsSchema>[number];

/** The pairs written for this project; `dev` ones may be looked at when the reader is changed, `test` ones not. */
export function readMinimalPairs(): MinimalPair[] {
  const file = projectPath('tests/text/behaviour.yaml');
  return pairsSchema.parse(parse(readFileSync(file, 'utf8')));
}

export interface CapabilityReport {
  capability: string;
  texts: number;
  /** Share of texts with the right label, and of pairs with both right. */
  right: number;
  pairsRight: number;
  /** Share of positive or negative texts that are taken for the other. */
  flipped: number;
}

const opposite = { positive: 'negative', negative: 'positive' } as const;

/** How the pairs are read, by capability in alphabetical order. */
export function evaluateBehaviour(
  pairs: readonly MinimalPair[],
  read: ReadLabel,
): CapabilityReport[] {
  const capabilities = [...new Set(pairs.map(({ capability }) => capability))].sort();
  return capabilities.map((capability) => {
    const readings = pairs
      .filter((pair) => pair.capability === capability)
      .map(({ question, a, b }) =>
        [a, b].map(({ text, sentiment }) => ({ sentiment, found: read(text, question).label })),
      );
    const texts = readings.flat();
    const isRight = ({ sentiment, found }: (typeof texts)[number]) => sentiment === found;
    const clear = texts.filter(({ sentiment }) => sentiment in opposite);
    const flipped = clear.filter(
      ({ sentiment, found }) => opposite[sentiment as keyof typeof opposite] === found,
    );
    return {
      capability,
      texts: texts.length,
      right: texts.filter(isRight).length / texts.length,
      pairsRight: readings.filter((pair) => pair.every(isRight)).length / readings.length,
      flipped: clear.length === 0 ? 0 : flipped.length / clear.length,
    };
  });
}
