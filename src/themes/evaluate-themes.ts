import { scoreLabelSets, type SetScores } from '../text/score-labels.js';
import type { LabelledSet } from './labelled-sets.js';
import type { CodeFrame, Tagger } from './tag-comments.js';

export interface ThemeReport {
  set: string;
  frame: string;
  /** Comments that somebody coded, those found to have no theme too. */
  count: number;
  scores: SetScores;
}

/** Coders write "Food & drink" or "Food and drink". */
const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The coded comments of a set; themes by their keys where the frame has them, by key or by name. */
export function codedBy({ comments }: LabelledSet, { themes }: CodeFrame) {
  const keys = new Map<string, string>();
  for (const { key, name } of themes) keys.set(plain(name), key).set(plain(key), key);
  return comments.flatMap(({ text, question, themes: codes }) =>
    codes ? [{ text, question, codes: codes.map((code) => keys.get(plain(code)) ?? code) }] : [],
  );
}

/** Whether a set has themes that are mostly not of the frame; a name may be shared by chance ("Feeling safe"). */
export function isForeign(set: LabelledSet, { frame }: Tagger): boolean {
  const keys = new Set(frame.themes.map(({ key }) => key));
  const codes = codedBy(set, frame).flatMap((comment) => comment.codes);
  return codes.length > 0 && codes.filter((code) => keys.has(code)).length * 2 <= codes.length;
}

/**
 * Measures themes against those of coders, micro, macro and for each. A coder's theme that the frame
 * has not counts as missed. Undefined where nobody coded themes, or by another frame.
 */
export function evaluateThemes(set: LabelledSet, tagger: Tagger): ThemeReport | undefined {
  const coded = codedBy(set, tagger.frame);
  if (coded.every(({ codes }) => codes.length === 0) || isForeign(set, tagger)) return undefined;
  const found = coded.map(({ text, question }) =>
    tagger.tag(text, question).themes.map(({ key }) => key),
  );
  const truth = coded.map(({ codes }) => codes);
  return {
    set: set.name,
    frame: tagger.frame.name,
    count: coded.length,
    scores: scoreLabelSets(truth, found),
  };
}
