import { createRespell } from '../text/respell.js';
import { rememberLast } from '../text/remember-last.js';
import { matchThemes, readQuestion, type ThemeFinding } from '../text/match-themes.js';
import type { ReadText } from '../text/read-text.js';
import { wordFeature } from '../text/sentiment-features.js';
import { placeOf } from '../text/sentiment-model.js';
import { indexThemes } from '../text/theme-index.js';
import type { LoadedFrame } from './compile-frame.js';
import { loadSentimentModel } from './load-tagger.js';

/** Whether a word is one that many people write: it is then no slip of another. */
export const isKnownWord = (form: string) => placeOf(loadSentimentModel(), wordFeature(form)) >= 0;

export type ThemeMatcher = (read: ReadText, question: string) => ThemeFinding[];

/** Finds a frame's themes in a text, by its rules alone, with the question that it answers. */
export function createMatcher({
  rules,
  vocabulary,
}: Pick<LoadedFrame, 'rules' | 'vocabulary'>): ThemeMatcher {
  const respell = createRespell(vocabulary, isKnownWord);
  const index = indexThemes(rules, respell);
  const asked = rememberLast(500, (question: string) => readQuestion(question, index));
  return (read, question) => matchThemes(read, asked(question), index);
}
