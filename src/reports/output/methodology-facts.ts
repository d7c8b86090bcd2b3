import type { DisclosureRules } from '../../disclosure-rules.js';
import type { Returns } from '../../statistics/response-rate.js';
import type { Interval } from '../../text/agreement.js';

/** A wave that a report draws on. */
export interface WaveFacts {
  id: number;
  survey: string;
  wave: string;
  responses: number;
  /** Comments that anybody may read: without flagged ones. */
  comments: number;
  returns: Returns;
  /** Who responded, by the names of the groups; how many of each is not told. */
  groups: string[];
  /** ISO instants of its first and last import; null where none is published. */
  imported: { first: string; last: string } | null;
  /** Days of the first and last response as dated, ISO; null where responses are not dated. */
  responded: { first: string; last: string } | null;
}

/** A closed question that figures of a report come from. */
export interface QuestionFacts {
  question: string;
  survey: string;
  wave: string;
  /** The answers, as worded, that count as negative, and those that take their response out of the base. */
  negative: string[];
  excluded: string[];
  dontKnowInBase: boolean;
}

/** A figure that is printed as a call-out. */
export interface FigureFacts {
  name: string;
  question: string;
  counted: string[];
  /** As the call-out prints it; null where the figure is withheld or there were no answers. */
  base: string | null;
  /** What stands for the figure, or for one of them: "[c]" or "[x]"; null where all are shown. */
  mark: string | null;
}

export interface CodingFacts {
  frame: string;
  version: string;
  themes: number;
  /** Comments of the report's waves. */
  comments: number;
  /** Of those, how many have a theme or sentiment that a person confirmed or changed. */
  confirmed: number;
  /** Comments of imports that are coded by another version, until they are coded again. */
  codedOtherwise: number;
  /**
   * How many comments the model in use has learned from, and whether it is the program's own, whose comments
   * are of no survey; null where rules alone code.
   */
  learnedFrom: { comments: number; isShipped: boolean } | null;
  /** Accuracy and macro-F1 of the program's sentiment on comments of the field, and on how many; from the model card. */
  sentiment: { comments: number; accuracy: number; macroF1: number } | null;
}

/** How coders agree on one theme or on the sentiment: Cohen's kappa of two, Krippendorff's alpha of more. */
export interface AgreementFacts {
  theme: string;
  comments: number;
  /** Null with fewer comments than figures need, or nothing to tell from chance. */
  figure: number | null;
  interval: Interval | null;
}

/** The program against what the coders of a round settled on. */
export interface MachineFacts {
  theme: string;
  comments: number;
  precision: number | null;
  recall: number | null;
  f1: number | null;
  f1Interval: Interval | null;
}

export interface RoundFacts {
  name: string;
  createdAt: string;
  coders: number;
  comments: number;
  agreements: AgreementFacts[];
  machine: MachineFacts[];
}

export interface QuoteFacts {
  /** How many are of each group, by its name in the plural. */
  byGroup: { group: string; quotes: number; approved: number; redacted: number }[];
  /** Different people who approved. */
  approvers: number;
  /** People whose words are printed more than once. */
  quotedTwice: number;
  /** The open questions that they answer. */
  questions: { question: string; survey: string; wave: string }[];
}

/** All that the methodology appendix of a report is written from. */
export interface MethodologyFacts {
  waves: WaveFacts[];
  questions: QuestionFacts[];
  figures: FigureFacts[];
  rules: DisclosureRules;
  coding: CodingFacts;
  /** The latest rounds of double coding that are over, newest first. */
  rounds: RoundFacts[];
  /** Comments that agreement figures need. */
  leastForFigures: number;
  quotes: QuoteFacts;
}
