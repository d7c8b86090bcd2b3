import { readText } from './read-text.js';

/**
 * What a question asks for. "Nothing" under a question that asks for problems is praise; under one
 * that asks for strengths it is not. A yes-or-no question asks whether something good, or bad, is so.
 * `none` is where the question is not known.
 */
export type QuestionPolarity =
  'strengths' | 'problems' | 'whether good' | 'whether bad' | 'open' | 'none';

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

/** What a yes-or-no question begins with, and what it asks after beside the words above. */
const openings = new Set(
  'do does did are is was were has have had can could would will should'.split(' '),
);
/** "How often do you see her?" is answered by "never" and "always" too. */
const degrees = new Set(
  'often well much easy happy satisfied safe helpful good clear supported involved informed'.split(
    ' ',
  ),
);
const goodWords = new Set(
  `safe listen listened listens heard respected respect supported support trust fair fairly kind enough
  comfortable understood understand involved informed asked easy explained consulted satisfied confident
  welcome recommend available able`.split(/\s+/),
);
const badWords = new Set(
  'bullied bullying hurt scared afraid frightened lonely harmed shouted ignored restrained'.split(
    ' ',
  ),
);

type Leaning = 'strengths' | 'problems' | 'open';

function leaningOf(
  forms: readonly string[],
  strengths: (form: string) => boolean,
  problems: (form: string) => boolean,
): Leaning {
  let [hasStrengths, hasProblems, negated] = [false, false, false];
  for (const form of forms) {
    if (negations.has(form)) negated = true;
    else if (problems(form)) hasProblems = true;
    else if (strengths(form)) {
      if (negated) hasProblems = true;
      else hasStrengths = true;
    }
  }
  if (hasProblems === hasStrengths) return 'open';
  return hasProblems ? 'problems' : 'strengths';
}

const whether = { strengths: 'whether good', problems: 'whether bad', open: 'open' } as const;

function polarityOf(question: string): QuestionPolarity {
  const forms = readText(question).tokens.map(({ word }) => word.form);
  if (forms.length === 0) return 'none';
  // "Is there anything you like?" is answered with what one likes, not by yes or no.
  const asksWhat = forms.some((form) => form === 'anything' || form === 'something');
  if (openings.has(forms[0] ?? '') && !asksWhat) {
    const isGood = (form: string) => strengthWords.has(form) || goodWords.has(form);
    return whether[
      leaningOf(forms, isGood, (form) => problemWords.has(form) || badWords.has(form))
    ];
  }
  if (forms[0] === 'how' && degrees.has(forms[1] ?? '')) {
    return forms.some((form) => problemWords.has(form) || badWords.has(form))
      ? 'whether bad'
      : 'whether good';
  }
  const asksForMore = /\b(least|what would you like to)\b/iu.test(question);
  return leaningOf(
    forms,
    (form) => strengthWords.has(form) && !asksForMore,
    (form) => problemWords.has(form),
  );
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
