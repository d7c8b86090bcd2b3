import type { MissingKind, Polarity } from '../../surveys/words.js';
import { answerFamilies, answerIn, type AnswerFamily } from './answer-families.js';
import type { Confidence, GuessedOptions } from './guessed-options.js';
import { concernsNobody, missingNumberOf, missingOf } from './missing-wording.js';
import { numberedScale } from './numbered-scale.js';
import { orderOf } from './ordered-labels.js';
import { isCode, opposite, senseOf, type Sense } from './reversed-wording.js';

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

const reasonsBySense: Record<Sense['sense'], (family: AnswerFamily) => string> = {
  fact: () => 'The question is about a fact or only a code, so no answer is good or bad.',
  bad: () => 'The wording describes something bad, so agreeing with it is negative.',
  good: ({ name }) => `The answers are a scale of ${name}.`,
};

/** How a family reads under a question: families that grade the question itself turn with its wording. */
function senseIn(family: AnswerFamily, question: string): Sense {
  if (family.judged === false) return { sense: 'fact', sure: true };
  if (!family.turns) return { sense: 'good', sure: true };
  return isCode(question) ? { sense: 'fact', sure: false } : senseOf(question);
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
    confidence: 'medium',
  };
}

/** Of several that may be chosen together none is good or bad; "Don't know" alone is no answer. */
export const unjudgedOptions = (labels: readonly string[]): GuessedOptions => ({
  options: labels.map((label, rank) => {
    const missing = missingOf(label);
    return { label, polarity: 'neutral', rank, ...(missing ? { missing } : {}) };
  }),
  scale: false,
  ordered: true,
  reason: 'Several may be chosen, so none is read as good or bad.',
  confidence: 'high',
});

function confidenceOf(family: AnswerFamily, { sense, sure }: Sense, known: number): Confidence {
  if (sense === 'fact') return sure ? 'medium' : 'low';
  if (sure) return known === 1 ? 'high' : 'medium';
  // Hardly a statement that people are asked to agree with is of something bad and does not say so.
  return sense === 'good' && family.name === 'agreement' ? 'medium' : 'low';
}

const readAs: Record<Sense['sense'], (polarity: Polarity) => Polarity> = {
  good: (polarity) => polarity,
  bad: (polarity) => opposite[polarity],
  fact: () => 'neutral',
};

function inFamily(question: string, labels: readonly string[]): GuessedOptions | undefined {
  const family = familyOf(labels);
  if (!family) return undefined;
  const read = senseIn(family, question);
  const found = labels.map((label) => answerIn(family, label));
  const known = found.filter((answer) => answer !== undefined).length / labels.length;
  return {
    options: labels.map((label, at) => {
      const [, polarity, rank] = found[at] ?? [null, 'neutral' as const, 90 + at];
      return { label, polarity: readAs[read.sense](polarity), rank };
    }),
    scale: family.name !== 'yes or no' || labels.length > 3,
    ordered: true,
    reason:
      family.judged === false
        ? 'How important something is to people is neither good nor bad.'
        : reasonsBySense[read.sense](family),
    confidence: confidenceOf(family, read, known),
  };
}

/** Beside three degrees of a family at least, "My child has not been bullied" is no answer. */
function concernsNobodyAmong(label: string, labels: readonly string[]): boolean {
  if (!concernsNobody(label)) return false;
  const others = labels.filter((other) => other !== label && missingOf(other) === undefined);
  return others.length >= 3 && familyOf(others) !== undefined;
}

const guessAnswers = (question: string, answers: readonly string[]): GuessedOptions =>
  (answers.length < 2
    ? inFamily(question, answers)
    : (numberedScale(question, answers) ?? inFamily(question, answers) ?? inOrder(answers))) ??
  unordered(answers);

/**
 * Polarity of every option of one question, guessed from its labels and its wording; the labels come
 * back in the order of their scale, those that are no answer last.
 */
export function guessOptions(question: string, labels: readonly string[]): GuessedOptions {
  const reasonFor = (label: string): MissingKind | undefined =>
    missingOf(label) ??
    missingNumberOf(label, labels) ??
    (concernsNobodyAmong(label, labels) ? 'not_applicable' : undefined);
  const answers = labels.filter((label) => reasonFor(label) === undefined);
  // "Not sure" alone beside one answer is that question's other answer; "N/A" never is.
  const isAnswer = (label: string) =>
    reasonFor(label) === undefined || (answers.length < 2 && reasonFor(label) === 'dont_know');
  const rest = labels.filter((label) => !isAnswer(label));
  const guess = guessAnswers(question, labels.filter(isAnswer));
  const missing = rest.map((label, at) => ({
    label,
    polarity: 'neutral' as const,
    missing: reasonFor(label),
    rank: 1000 + at,
  }));
  const options = [...guess.options].sort((a, b) => a.rank - b.rank);
  return { ...guess, options: [...options, ...missing] };
}

const unordered = (labels: readonly string[]): GuessedOptions => ({
  options: labels.map((label, rank) => ({ label, polarity: 'neutral', rank })),
  scale: false,
  ordered: false,
  reason: 'No answer is evidently good or bad.',
  confidence: 'medium',
});
