import type { DetailReading } from './detail-reading.js';
import type { TextWord } from './read-words.js';

/** What one sign says of a word: that it is, that it is not, or nothing. */
export type Sign = (reading: DetailReading, at: number, word: TextWord) => boolean | undefined;

/** The answer of the first sign that says anything; no where none does. */
export const firstOf =
  (...signs: readonly Sign[]) =>
  (reading: DetailReading, at: number): boolean => {
    const word = reading.words[at];
    if (!word) return false;
    for (const sign of signs) {
      const answer = sign(reading, at, word);
      if (answer !== undefined) return answer;
    }
    return false;
  };

type Test = (reading: DetailReading, at: number, word: TextWord) => boolean;

/** A sign that says yes where the test holds, and nothing elsewhere. */
export const yesWhere =
  (test: Test): Sign =>
  (...place) =>
    test(...place) ? true : undefined;

/** A sign that says no where the test holds. */
export const noWhere =
  (test: Test): Sign =>
  (...place) =>
    test(...place) ? false : undefined;
