import type { QuestionKind } from '../surveys/words.js';
import type { Standing } from './comparability.js';
import type { Proportion } from './percentages.js';
import type { Rates } from './rates.js';
import type { Figure } from './withhold.js';

/** What a trend follows: every negative answer together, or one answer. */
export interface Followed {
  /** Null for the negative answers together. */
  code: number | null;
  label: string;
}

/** One wave in which the question was asked. */
export interface TrendWave {
  waveId: number;
  wave: string;
  /** Every answer, for everybody or for the one respondent group. */
  rates: Rates<Figure>;
  baseWords: string;
  /** What is followed, with its interval. */
  share: Proportion<Figure>;
  /** About how many people the base is of, where it is known how many were invited. */
  population: number | null;
  /** What is to be said of the interval; null where nothing is. */
  intervalNote: string | null;
}

/**
 * From one wave to the next in which the question was asked. `points`, `low` and `high` are whole
 * percentage points, `[c]` where either figure is withheld, and null where there is no change to print:
 * an empty base, waves that are not comparable, and, for publication, waves of which nobody has said yet
 * whether they are.
 */
export interface TrendChange extends Standing {
  waveId: number;
  wave: string;
  earlierWaveId: number;
  earlierWave: string;
  /** The difference of the two printed percentages. */
  points: Figure | null;
  /** Newcombe's interval at 95%, its limits rounded outwards. */
  low: Figure | null;
  high: Figure | null;
  /** Of the test of no change; null where nothing is tested. */
  p: number | null;
  /** The same, corrected for all that are tested on the page. */
  adjustedP: number | null;
  method: 'chi-square' | 'fisher' | null;
}

/** A question's waves side by side, in the order of time. */
export interface Trend {
  surveyId: number;
  question: { id: number; text: string; kind: QuestionKind };
  followed: Followed;
  /** The respondent group that it is of; null for everybody. */
  groupKey: string | null;
  waves: TrendWave[];
  /** One fewer than the waves: from each to the next. */
  changes: TrendChange[];
}
