import { foldLabel, type MissingKind } from '../../surveys/words.js';
import {
  answerFamilies,
  factWordings,
  missingWordings,
  type AnswerFamily,
} from './answer-families.js';
import type { GuessedOptions } from './guessed-options.js';
import { isMissingNumber, numberedScale } from './numbered-scale.js';
import { orderOf } from './ordered-labels.js';
import { isReversed, opposite } from './reversed-wording.js';

/** The words of a label; form builders' own names have "_" for a space. */
const wordsOf = (label: string) => foldLabel(label.replaceAll('_', ' '));

/** Why a cell is no answer, from its wording. */
export const missingOf = (label: string): MissingKind | undefined =>
  missingWordings.find(([wording]) => wording.test(wordsOf(label)))?.[1];

/** "1 - strongly disagree" is the first point of an agreement scale. */
const withoutNumber = (words: string) => words.replace(/^\d+\s*[-–:.)=]\s*/, '');

const answerIn = (family: AnswerFamily, label: string) =>
  family.answers.find(([wording]) => wording.test(withoutNumber(wordsOf(label))));

/**
 * A family fits when it knows most of the options, a good and a bad one among them; or all of them, at
 * more than one degree ("Agree", "Strongly agree": nobody disagreed).
 */
function familyOf(labels: readonly string[]): AnswerFamily | undefined {
  const fits = answerFamilies.map((family) => {
    const found = labels.map((label) => answerIn(family, label)).filter((hit) => hit !== undefined);
    const kinds = new Set(found.map((hit) => hit[1]));
    const degrees = new Set(found.map((hit) => hit[2]));
    const bothEnds = kinds.has('positive') && kinds.has('negative');
    const oneEnd = degrees.size > 1 && found.length === labels.length && family.degrees;
    return { family, share: bothEnds || oneEnd ? found.length / labels.length : 0 };
  });
  fits.sort((a, b) => b.share - a.share);
  const best = fits[0];
  return best && best.share >= 0.6 ? best.family : undefined;
}

/** A form builder's name of a question ("own_animals", "Q12a") does not say what agreeing means. */
const isCode = (question: string) => /^\S*[_\d]\S*$/.test(question);

function reasonOf(family: AnswerFamily, { turned, fact }: { turned: boolean; fact: boolean }) {
  if (fact) return 'The question is about a fact or only a code, so no answer is good or bad.';
  return turned
    ? 'The wording describes something bad, so agreeing with it is negative.'
    : `The answers are a scale of ${family.name}.`;
}

/** Answers that stand in an order of their own, such as ages and times, none of them good or bad. */
function inOrder(labels: readonly string[]): GuessedOptions | undefined {
  const ranks = orderOf(labels);
  if (!ranks) return undefined;
  return {
    options: labels.map((label, at) => ({ label, polarity: 'neutral', rank: ranks[at] ?? at })),
    scale: false,
    ordered: true,
    reason: 'The answers stand in an order, but none is evidently good or bad.',
  };
}

/** Of several that may be chosen together none is good or bad. */
export const unjudgedOptions = (labels: readonly string[]): GuessedOptions => ({
  options: labels.map((label, rank) => ({ label, polarity: 'neutral', rank })),
  scale: false,
  ordered: true,
  reason: 'Several may be chosen, so none is read as good or bad.',
});

function inFamily(question: string, labels: readonly string[]): GuessedOptions | undefined {
  const family = familyOf(labels);
  if (!family) return undefined;
  const turned = family.turns && isReversed(question);
  const fact = family.turns && !turned && (factWordings.test(question) || isCode(question));
  return {
    options: labels.map((label, at) => {
      const [, polarity, rank] = answerIn(family, label) ?? [null, 'neutral' as const, 90 + at];
      return { label, polarity: fact ? 'neutral' : turned ? opposite[polarity] : polarity, rank };
    }),
    scale: family.name !== 'yes or no' || labels.length > 3,
    ordered: true,
    reason: reasonOf(family, { turned, fact }),
  };
}

/**
 * Polarity of every option of one question, guessed from its labels and its wording; the labels come
 * back in the order of their scale, those that are no answer last.
 */
export function guessOptions(question: string, labels: readonly string[]): GuessedOptions {
  const reasonFor = (label: string): MissingKind | undefined =>
    missingOf(label) ?? (isMissingNumber(label, labels) ? 'no_reply' : undefined);
  const answers = labels.filter((label) => reasonFor(label) === undefined);
  // "Not sure" alone beside one answer is that question's other answer.
  const rest = answers.length >= 2 ? labels.filter((label) => reasonFor(label) !== undefined) : [];
  const proper = answers.length >= 2 ? answers : [...labels];
  const guess = numberedScale(question, proper) ??
    inFamily(question, proper) ??
    inOrder(proper) ?? {
      options: proper.map((label, rank) => ({ label, polarity: 'neutral' as const, rank })),
      scale: false,
      ordered: false,
      reason: 'No answer is evidently good or bad.',
    };
  const missing = rest.map((label, at) => ({
    label,
    polarity: 'neutral' as const,
    missing: reasonFor(label),
    rank: 1000 + at,
  }));
  const options = [...guess.options].sort((a, b) => a.rank - b.rank);
  return { ...guess, options: [...options, ...missing] };
}
