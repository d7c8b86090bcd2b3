import { foldLabel, type MissingKind, type Polarity } from '../../surveys/words.js';
import {
  answerFamilies,
  badWordings,
  denyingWordings,
  factWordings,
  mendingWordings,
  missingWordings,
  type AnswerFamily,
} from './answer-families.js';
import { orderOf } from './ordered-labels.js';

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
  /** The options stand in the order of their own wording, not of how often they were given. */
  ordered: boolean;
  reason: string;
}

const opposite: Record<Polarity, Polarity> = {
  positive: 'negative',
  negative: 'positive',
  neutral: 'neutral',
  excluded: 'excluded',
};

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

/** Agreeing with the wording, or saying yes to it, is the bad answer. */
export function isReversed(question: string): boolean {
  const bad = badWordings.exec(question);
  const denied = bad !== null && denyingWordings.test(question.slice(0, bad.index));
  return bad !== null && !denied && !mendingWordings.test(question);
}

/** Numbers that many programs write for no answer, beside a scale of 1 to 10 at most. */
const missingNumber = /^(-\d{1,3}|88|9[6-9]|99[6-9])$/;

/** Whether a label is such a number among points of a scale; why there is no answer it does not say. */
function isMissingNumber(label: string, labels: readonly string[]): boolean {
  const others = labels.filter((other) => !missingNumber.test(other.trim()));
  return (
    missingNumber.test(label.trim()) &&
    others.length >= 2 &&
    others.every((other) => /^(\d|10)\b/.test(other.trim()))
  );
}

/** The ends of a scale: as the question names them ("from 1 to 5"), where every answer is within. */
function rangeOf(question: string, values: readonly number[]): [low: number, high: number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [, from, to] =
    /\b(\d{1,2})(?:\s*\([^)]*\))?\s*(?:to|-|–)\s*(\d{1,2})\b/.exec(question) ?? [];
  const within = from !== undefined && Number(from) <= low && Number(to) >= high;
  return within ? [Number(from), Number(to)] : [low, high];
}

function numberedScale(question: string, labels: readonly string[]): GuessedOptions | undefined {
  const numbers = labels.map((label) => /^(\d{1,2})(\s*[-–:.)=]\s*\D.*)?$/.exec(label.trim())?.[1]);
  if (labels.length < 3 || numbers.some((number) => number === undefined)) return undefined;
  const values = numbers.map(Number);
  const [low, high] = rangeOf(question, values);
  if (high > 10 || high - low < 2) return undefined;
  const ends = `${labels.join(' ')} ${question}`.toLowerCase();
  const named =
    /strongly|poor|dissatisf|unlikely|not at all|very (good|bad|likely|satisfied|happy)|enjoy|recommend|how (well|satisfied|happy|safe|useful|helpful|easy|clear|confident|likely)\b|\btrust\b/.test(
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
    ordered: true,
    reason: named
      ? `A scale from ${low} to ${high}, read as ${turned ? 'higher is worse' : 'higher is better'}.`
      : `A scale from ${low} to ${high}; nothing says which end is good.`,
  };
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
    missingOf(label) ?? (isMissingNumber(label, labels) ? 'invalid' : undefined);
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
