import type { Polarity } from '../../surveys/words.js';
import { wordedPolarity } from './answer-families.js';
import type { Confidence, GuessedOptions } from './guessed-options.js';
import { isCode, opposite, senseOf } from './reversed-wording.js';
import { badWordings } from './wordings.js';

/** The ends of a scale: as the question names them ("from 1 to 5"), where every answer is within. */
function rangeOf(question: string, values: readonly number[]): [low: number, high: number] {
  // Scales begin at 0 or 1, whether anybody chose that point or not.
  const [low, high] = [Math.min(1, ...values), Math.max(...values)];
  const [, from, to] =
    /\b(\d{1,2})(?:\s*\([^)]*\))?\s*(?:to|-|–)\s*(\d{1,2})\b/.exec(question) ??
    /\b(\d{1,2})\s*(?:=|is|being|means)[^0-9]+(\d{1,2})\s*(?:=|is|being|means)/.exec(question) ??
    [];
  const [first, last] = [Number(from), Number(to)].sort((a, b) => a - b);
  const within = first !== undefined && last !== undefined && first <= low && last >= high;
  return within ? [first, last] : [low, high];
}

/** What a point is named: in its own label ("1 - Poor") or in the question ("1 = very poor", "1 (very poor)"). */
function nameOf(point: number, question: string, labels: readonly string[]): string {
  const own = labels
    .map((label) => /^(\d{1,2})\s*[-–:.)=(]\s*(\D.*)$/.exec(label.trim()))
    .find((found) => Number(found?.[1]) === point)?.[2];
  const asked = new RegExp(
    String.raw`(?<![\d.])${point}\s*(?:=|\(|:|-(?!\s*\d)|–(?!\s*\d)|,?\s*(?:is|being|means|meaning)\b)\s*['"“‘]?([^,;.)"”’\d]+)`,
    'i',
  ).exec(question)?.[1];
  return (own ?? asked ?? '').trim().toLowerCase();
}

/** Whether the higher points are the better ones; undefined where neither end is named as good or bad. */
function isHigherBetter(low: string, high: string): boolean | undefined {
  const [lowest, highest] = [wordedPolarity(low), wordedPolarity(high)];
  const sign = { positive: 1, negative: -1, neutral: 0, excluded: 0 };
  const slope = sign[highest ?? 'neutral'] - sign[lowest ?? 'neutral'];
  return slope === 0 ? undefined : slope > 0;
}

/** Ends that grade the question itself, so that its own wording turns them: agreement, how much, how often. */
const gradesWording =
  /agree|not at all|never|always|extremely\b(?! \w)|very much|a lot|a great deal|completely/;

const ranked = /\brank\b|\border of\b|\bin order\b/i;
const asksHowGood =
  /enjoy|recommend|satisf|how (well|satisfied|happy|safe|useful|helpful|easy|clear|confident|likely|good)\b|\btrust\b|\brate\b|\brating\b/i;
const namedInWords =
  /strongly|poor|dissatisf|unlikely|not at all|very (good|bad|likely|satisfied|happy)|excellent/i;

interface Direction {
  higherIsBetter: boolean | undefined;
  confidence: Confidence;
}

/** By the names of its ends; undefined where they name nothing good or bad. */
function directionByEnds(question: string, low: string, high: string): Direction | undefined {
  const higherIsBetter = isHigherBetter(low, high);
  if (higherIsBetter === undefined) return undefined;
  // "Not at all worried" says itself what is bad.
  const ownWords = badWordings.test(low) || badWordings.test(high);
  if (ownWords || !gradesWording.test(`${low} ${high}`)) {
    return { higherIsBetter, confidence: low && high ? 'high' : 'medium' };
  }
  const { sense, sure } = senseOf(question);
  return {
    higherIsBetter: higherIsBetter !== (sense === 'bad'),
    confidence: sure && !isCode(question) ? 'high' : 'low',
  };
}

function directionOf(question: string, low: string, high: string): Direction {
  if (ranked.test(question)) return { higherIsBetter: undefined, confidence: 'medium' };
  const byEnds = directionByEnds(question, low, high);
  if (byEnds) return byEnds;
  if (!asksHowGood.test(question) && !namedInWords.test(question)) {
    return { higherIsBetter: undefined, confidence: 'low' };
  }
  const { sense, sure } = senseOf(question);
  const isGood = sense !== 'bad';
  return { higherIsBetter: isGood, confidence: isGood && sure ? 'medium' : 'low' };
}

/** Answers that are points of a scale of numbers; undefined for any other. */
export function numberedScale(
  question: string,
  labels: readonly string[],
): GuessedOptions | undefined {
  const numbers = labels.map(
    (label) => /^(\d{1,2})(\s*[-–:.)=(]\s*\D.*)?$/.exec(label.trim())?.[1],
  );
  if (labels.length < 3 || numbers.some((number) => number === undefined)) return undefined;
  const values = numbers.map(Number);
  const [low, high] = rangeOf(question, values);
  if (high > 10 || high - low < 2) return undefined;
  const { higherIsBetter, confidence } = directionOf(
    question,
    nameOf(low, question, labels),
    nameOf(high, question, labels),
  );
  const polarityOf = (value: number): Polarity => {
    const place = (value - low) / (high - low);
    const polarity = place < 0.45 ? 'negative' : place > 0.55 ? 'positive' : 'neutral';
    return higherIsBetter ? polarity : opposite[polarity];
  };
  const reading = higherIsBetter ? 'higher is better' : 'higher is worse';
  return {
    options: labels.map((label, at) => ({
      label,
      polarity: higherIsBetter === undefined ? 'neutral' : polarityOf(values[at] ?? low),
      rank: values[at] ?? low,
    })),
    scale: true,
    ordered: true,
    reason:
      higherIsBetter === undefined
        ? `A scale from ${low} to ${high}; nothing says which end is good.`
        : `A scale from ${low} to ${high}, read as ${reading}.`,
    confidence,
  };
}
