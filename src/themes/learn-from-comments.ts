import { learnThemes, type CodedComment } from '../text/learn-themes.js';
import { readText } from '../text/read-text.js';
import { themeFeatures } from '../text/theme-features.js';
import type { ThemeLearning } from '../text/theme-learning.js';
import type { Tagger } from './tag-comments.js';

/** A comment that people have coded whole, with the keys of the themes that they gave it. */
export interface ConfirmedComment {
  text: string;
  question: string;
  keys: readonly string[];
}

/** What a model is to know of a comment; the tagger is one without a model. */
function codedComment({ text, question, keys }: ConfirmedComment, tagger: Tagger): CodedComment {
  const { sentiment, themes } = tagger.tag(text, question);
  const ruleKeys = themes.map(({ key }) => key);
  const context = { question, sentiment: sentiment.label, ruleKeys };
  const features = themeFeatures(readText(text), context);
  return { features, keys, ruleKeys };
}

/**
 * Learns the themes of a tagger's frame from confirmed comments.
 * @throws RangeError where they are too few.
 */
export const learnFromComments = (
  comments: readonly ConfirmedComment[],
  tagger: Tagger,
  recallWeight?: number,
): ThemeLearning =>
  learnThemes(
    comments.map((comment) => codedComment(comment, tagger)),
    recallWeight,
  );
