import type { MissingKind, Polarity } from '../../surveys/words.js';
import {
  answerFamilies,
  badWordings,
  factWordings,
  mendingWordings,
  missingWordings,
  type AnswerFamily,
} from './answer-families.js';
import { foldLabel } from './column-profile.js';

export interface GuessedOption {
  label: string;
  polarity: Polarity;
  missing?: MissingKind;
  /** Place in its family, 1 best; the order of first appearance where there is none. */
  rank: number;
}

export interface GuessedOptions {
  options: GuessedOption[];
  scale: boolean;
  reason: string;
}

const opposite: Record<Polarity, Polarity> = {
  positive: 'negative',
  negative: 'positive',
  neutral: 'neutral',
  excluded: 'excluded',
};

/** Why a cell is no answer, from its wording. */
export const missingOf = (label: string): MissingKind | undefined =>
  missingWordings.find(([wording]) => wording.test(foldLabel(label)))?.[1];

/** "1 - strongly disagree" is the first point of an agreement scale. */
const withoutNumber = (folded: string) => folded.replace(/^\d+\s*[-–:.)=]\s*/, '');

const answerIn = (family: AnswerFamily, label: string) =>
  family.answers.find(([wording]) => wording.test(withoutNumber(foldLabel(label))));

/** A family fits when it knows most of the options, a good and a bad one among them. */
function familyOf(labels: readonly string[]): AnswerFamily | undefined {
  const fits = answerFamilies.map((family) => {
    const found = labels.map((label) => answerIn(family, label)).filter((hit) => hit !== undefined);
    const kinds = new Set(found.map((hit) => hit[1]));
    const polar = kinds.has('positive') && kinds.has('negative');
    return { family, share: polar ? found.length / labels.length : 0 };
  });
  fits.sort((a, b) => b.share - a.share);
  const best = fits[0];
  return best && best.share >= 0.6 ? best.family : undefined;
}

/** Agreeing with the wording, or saying yes to it, is the bad answer. */
export const isReversed = (question: string) =>
  badWordings.test(question) && !mendingWordings.test(question);

function numberedScale(question: string, labels: readonly string[]): GuessedOptions | undefined {
  const numbers = labels.map((label) => /^(\d{1,2})(\s*[-–:.)=].*)?$/.exec(label.trim())?.[1]);
  if (labels.length < 3 || numbers.some((number) => number === undefined)) return undefined;
  const values = numbers.map(Number);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (high > 10 || high - low < 2) return undefined;
  const ends = `${labels.join(' ')} ${question}`.toLowerCase();
  const named =
    /strongly|poor|dissatisf|unlikely|not at all|very (good|bad|likely|satisfied|happy)|enjoy|recommend/.test(
      ends,
    );
  const turned = isReversed(question);
  const polarityOf = (value: number): Polarity => {
    const place = (value - low) / (high - low);
    const polarity = place < 0.45 ? 'negative' : place > 0.55 ? 'positive' : 'neutral';
    return turned ? opposite[polarity] : polarity;
  };
  return {
    options: labels.map((label, at) => ({
      label,
      polarity: named ? polarityOf(values[at] ?? low) : 'neutral',
      rank: values[at] ?? low,
    })),
    scale: true,
    reason: named
      ? `A scale from ${low} to ${high}, read as ${turned ? 'higher is worse' : 'higher is better'}.`
      : `A scale from ${low} to ${high}; nothing says which end is good.`,
  };
}

function inFamily(question: string, labels: readonly string[]): GuessedOptions | undefined {
  const family = familyOf(labels);
  if (!family || (family.name === 'yes or no' && factWordings.test(question))) return undefined;
  const turned = family.turns && isReversed(question);
  return {
    options: labels.map((label, at) => {
      const [, polarity, rank] = answerIn(family, label) ?? [null, 'neutral' as const, 90 + at];
      return { label, polarity: turned ? opposite[polarity] : polarity, rank };
    }),
    scale: family.name !== 'yes or no' || labels.length > 3,
    reason: turned
      ? 'The wording describes something bad, so agreeing with it is negative.'
      : `The answers are a scale of ${family.name}.`,
  };
}

/**
 * Polarity of every option of one question, guessed from its labels and its wording; the labels come
 * back in the order of their scale, those that are no answer last.
 */
export function guessOptions(question: string, labels: readonly string[]): GuessedOptions {
  const answers = labels.filter((label) => missingOf(label) === undefined);
  // "Not sure" alone beside one answer is that question's other answer.
  const rest = answers.length >= 2 ? labels.filter((label) => missingOf(label) !== undefined) : [];
  const proper = answers.length >= 2 ? answers : [...labels];
  const guess = numberedScale(question, proper) ??
    inFamily(question, proper) ?? {
      options: proper.map((label, rank) => ({ label, polarity: 'neutral' as const, rank })),
      scale: false,
      reason: 'No answer is evidently good or bad.',
    };
  const missing = rest.map((label, at) => ({
    label,
    polarity: 'neutral' as const,
    missing: missingOf(label),
    rank: 1000 + at,
  }));
  const options = [...guess.options].sort((a, b) => a.rank - b.rank);
  return { ...guess, options: [...options, ...missing] };
}
