import type { Span } from './sentiment-labels.js';
import type { LinearModel } from './linear-model.js';
import type { Calibration } from './platt.js';

/** How well a theme's tags agree with people's: 0 to 1; 0 where there is nothing to divide by. */
export interface Fit {
  precision: number;
  recall: number;
  f1: number;
}

/** What was learned of one theme. */
export interface LearnedTheme {
  key: string;
  /** Comments that people gave it. */
  confirmed: number;
  /** By cross-validation: the rules alone, with what is suggested beside them, and without what is doubted too. */
  byRules: Fit;
  withSuggestions: Fit;
  withoutDoubted: Fit;
  /** What it is good for: only what was a gain. Where it decides, it doubts tags of rules too. */
  use: 'nothing' | 'suggests' | 'decides';
  model: LinearModel;
  calibration: Calibration;
  /** From this chance on a comment is suggested for the theme; below the other a rule's tag is doubted. */
  suggestFrom: number;
  doubtBelow: number;
}

export interface ThemeLearning {
  /** Names of the features by place. */
  features: readonly string[];
  /** Comments that it was learned from. */
  comments: number;
  themes: LearnedTheme[];
}

/** A theme that the model finds for a comment. */
export interface LearnedFinding {
  key: string;
  /** How likely it applies, 0 to 1. */
  confidence: number;
  /** The words that weighed most. */
  evidence: Span[];
}

export interface LearnedFindings {
  suggested: LearnedFinding[];
  /** Keys of those that the rules found and people would not give. */
  doubted: string[];
}
