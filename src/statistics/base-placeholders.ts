import { formatFigure } from '../http/formats.js';
import type { AskedQuestion } from './asked-question.js';
import { askedOf, type BaseCounts } from './base-counts.js';
import type { Figure } from './withhold.js';

/** What stands in an edited base for a number, and what that is. */
export const basePlaceholders = {
  base: 'those in the base',
  asked: 'those who were asked, whether or not they answered',
  no_reply: 'those who gave no reply',
  dont_know: 'those who did not know',
  not_applicable: 'those to whom it did not apply',
  prefer_not: 'those who preferred not to say',
  invalid: 'those whose answer could not be read',
  not_asked: 'those who were not asked',
  left_out: 'those who answered but are not in the base',
} as const;
type Placeholder = keyof typeof basePlaceholders;

const pattern = /\{([^{}]*)\}/g;
const isKnown = (name: string): name is Placeholder => Object.hasOwn(basePlaceholders, name);

/** Those in curly brackets that stand for no number. */
export const unknownPlaceholders = (words: string): string[] =>
  [...words.matchAll(pattern)].flatMap(([whole, name = '']) => (isKnown(name) ? [] : [whole]));

function figureFor(
  name: Placeholder,
  question: AskedQuestion,
  of: Figure | BaseCounts,
): Figure | undefined {
  if (typeof of !== 'object') return name === 'base' ? of : undefined;
  if (name === 'base') return of.base;
  if (name === 'asked') return askedOf(question, of);
  return name === 'left_out' ? of.strays : of.missing[name];
}

/** Edited words with the numbers in their places; undefined where a number is not known here. */
export function fillBaseWords(
  words: string,
  question: AskedQuestion,
  of: Figure | BaseCounts,
): string | undefined {
  let complete = true;
  const filled = words.replace(pattern, (whole, name: string) => {
    const figure = isKnown(name) ? figureFor(name, question, of) : undefined;
    if (figure === undefined) complete = false;
    return figure === undefined ? whole : formatFigure(figure);
  });
  return complete ? filled : undefined;
}
