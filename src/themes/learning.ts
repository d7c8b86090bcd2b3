import { readFileSync } from 'node:fs';
import { projectPath } from '../paths.js';
import { decodeLearning } from '../text/encode-learning.js';
import type { ThemeLearning } from '../text/theme-learning.js';
import type { FrameContent, FrameTheme } from './code-frame.js';
import { shippedFrame } from './compile-frame.js';

/** What was learned from coded comments, and the frame whose rules it was learned beside. */
export interface Learning {
  /** By `encodeLearning`. */
  weights: Uint8Array;
  frame: FrameContent;
}

export const shippedLearningFile = projectPath('src/themes/childrens-social-care.learned.bin');

/** What was learned for the frame that comes with the program, from comments that were written for it. */
export const shippedLearning = (): Learning => ({
  weights: readFileSync(shippedLearningFile),
  frame: shippedFrame(),
});

const rulesIn = ({ rules, askedAbout }: FrameTheme) => JSON.stringify([rules, askedAbout]);

/**
 * What was learned of the themes whose rules are still those that it was learned beside: who has changed a
 * rule since expects that what it finds is given.
 */
export function learnedFor({ themes }: FrameContent, { weights, frame }: Learning): ThemeLearning {
  const rules = new Map(themes.map((theme) => [theme.key, rulesIn(theme)]));
  const unchanged = new Set(
    frame.themes.filter((theme) => rules.get(theme.key) === rulesIn(theme)).map(({ key }) => key),
  );
  const learning = decodeLearning(weights);
  return { ...learning, themes: learning.themes.filter(({ key }) => unchanged.has(key)) };
}
