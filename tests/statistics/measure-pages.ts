import { expect } from '@jest/globals';
import { wholeSight } from '../../src/people/sight.js';
import { findWaveByName } from '../../src/surveys/survey-queries.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Asked {
  id: number;
  text: string;
  options: { code: number; label: string }[];
}

/** One figure of a measure, as its page has it. */
export interface Shown {
  group: string | null;
  wave: string;
  numerator: number;
  base: number;
  percentage: number | null;
  mean: number | null;
  low: number;
  high: number;
  change: number | null;
  sentence: string;
  baseWords: string;
}

export type Fields = Record<string, string | string[]>;

/** The fields that every measure has. */
export const words = (name: string, more: Fields = {}): Fields => ({
  name,
  statement: 'of those asked',
  dontKnowInBase: 'yes',
  ...more,
});

/** The samples, with their questions found by their words. */
export interface MeasurePages {
  app: TestApp;
  /** Addresses of waves. */
  secure: string;
  earlier: string;
  adoption: string;
  question(
    wave: string,
    text: string,
  ): Promise<{ at: string; id: number; code: (label: string) => string }>;
  /** Keeps a measure and shows it. */
  keep(at: string, fields: Fields): Promise<{ place: string; figures: Shown[] }>;
}

export async function startMeasurePages(): Promise<MeasurePages> {
  const app = await startTestApp({ samples: true });
  const waveOf = async (survey: string, wave: string) =>
    `/waves/${(await findWaveByName(app.services.db, wholeSight, survey, wave)).id}`;
  return {
    app,
    secure: await waveOf("Secure children's homes survey", '2012-13'),
    earlier: await waveOf("Secure children's homes survey", '2011-12'),
    adoption: await waveOf('Adoption survey', '2012-13'),
    async question(wave, text) {
      const { questions } = (await app.json(wave)) as unknown as { questions: Asked[] };
      const found = questions.find((one) => one.text.includes(text));
      if (!found) throw new Error(`no question ${text}`);
      const codes = new Map(found.options.map(({ label, code }) => [label, String(code)]));
      const { id } = found;
      return { at: `${wave}/questions/${id}`, id, code: (label) => codes.get(label) ?? '' };
    },
    async keep(at, fields) {
      const answer = await app.post(`${at}/measures`, fields);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.anything()]);
      const place = (answer.headers.get('location') ?? '').replace(/\?.*/, '');
      const { measure } = (await app.json(place)) as unknown as { measure: { figures: Shown[] } };
      return { place, figures: measure.figures };
    },
  };
}
