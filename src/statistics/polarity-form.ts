import { parseFields, parseText } from '../http/parse.js';
import { polarities, type Polarity } from '../surveys/words.js';
import type { PolarityChange } from './rate-queries.js';
import type { QuestionRates } from './wave-rates.js';

/** Fields polarity-CODE for each option, and dontKnowInBase; an option left out stays as it is. */
export function parsePolarityForm(body: unknown, question: QuestionRates): PolarityChange {
  const fields = parseFields(body);
  const chosen = question.options.map(({ code, polarity }): [number, Polarity] => {
    const text = parseText(fields[`polarity-${code}`]);
    return [code, polarities.find((word) => word === text) ?? polarity];
  });
  return {
    polarities: new Map(chosen),
    dontKnowInBase: parseText(fields['dontKnowInBase']) !== '',
  };
}
