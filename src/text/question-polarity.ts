import { readText } from './read-text.js';

/**
 * What a question asks for. "Nothing" under a question that asks for problems is praise; under one
 * that asks for strengths it is not.
 */
export type QuestionPolarity = 'strengths' | 'problems' | 'open';

const problemWords = new Set(
  `better improve improved improvement improvements change changed differently worse worst dislike
  disliked hate wrong difficult difficulty difficulties problem problems worry worries worried unhappy
  concern concerns concerned bad badly least missing lacking poor barrier barriers complain complaint
  unsafe upset challenge challenges challenging hard sad annoy annoys`.split(/\s+/),
);
const strengthWords = new Set(
  `good best well like liked enjoy enjoyed happy happiest proud great positive strengths strength
  favourite love helped helps helpful works worked pleased thank`.split(/\s+/),
);
const negations = new Set(['not', 'never']);

function polarityOf(question: string): QuestionPolarity {
  let problems = false;
  let strengths = false;
  let negated = false;
  for (const {
    word: { form },
  } of readText(question).tokens) {
    if (negations.has(form)) negated = true;
    else if (problemWords.has(form)) problems = true;
    else if (strengthWords.has(form)) {
      if (negated) problems = true;
      else strengths = true;
    }
  }
  if (strengths && /\b(least|what would you like to)\b/iu.test(question)) strengths = false;
  if (problems === strengths) return 'open';
  return problems ? 'problems' : 'strengths';
}

const known = new Map<string, QuestionPolarity>();

/** Reads the wording of a question; the last few hundred are remembered. */
export function questionPolarity(question: string): QuestionPolarity {
  const remembered = known.get(question);
  if (remembered) return remembered;
  if (known.size >= 500) known.clear();
  const polarity = polarityOf(question.slice(0, 500));
  known.set(question, polarity);
  return polarity;
}
