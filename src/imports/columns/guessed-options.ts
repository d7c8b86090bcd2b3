import type { MissingKind, Polarity } from '../../surveys/words.js';

export type Confidence = 'high' | 'medium' | 'low';

export interface GuessedOption {
  label: string;
  polarity: Polarity;
  missing?: MissingKind;
  /** Place in its family, 1 best; the order of first appearance where there is none. */
  rank: number;
}

export interface GuessedOptions {
  options: GuessedOption[];
  scale: boolean;
  /** The options stand in the order of their own wording, not of how often they were given. */
  ordered: boolean;
  reason: string;
  /** How far the polarities can be trusted; of answers that are neither, how far that can be. */
  confidence: Confidence;
}
