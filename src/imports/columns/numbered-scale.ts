import type { Polarity } from '../../surveys/words.js';
import type { GuessedOptions } from './guessed-options.js';
import { isReversed, opposite } from './reversed-wording.js';

/** Numbers that many programs write for no answer, beside a scale of 1 to 10 at most. */
const missingNumber = /^(-\d{1,3}|88|9[6-9]|99[6-9])$/;

/** Whether a label is such a number among points of a scale; why there is no answer it does not say. */
export function isMissingNumber(label: string, labels: readonly string[]): boolean {
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

/** Answers that are points of a scale of numbers; undefined for any other. */
export function numberedScale(
  question: string,
  labels: readonly string[],
): GuessedOptions | undefined {
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
