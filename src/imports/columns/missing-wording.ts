import { foldLabel, type MissingKind } from '../../surveys/words.js';

/** Wordings that give a reason for no answer. Tried in order, on the folded label. */
const missingWordings: readonly [RegExp, MissingKind][] = [
  [
    /(?<!#)\bn\/a\b|^n\.?a\.?$|not applicable|does ?n[o'’]?t apply|not relevant( to me)?$|^(i )?((have|has|did|do) ?)?(not|n[’']t) (used?|needed?|tried)( (it|this|them|that))?( service)?$/,
    'not_applicable',
  ],
  // "I don't know what that is" and "I am unsure whether I am qualified" are answers of their own.
  [
    /^(i |i'm |im |i am )?(do ?n[o'’]?t know|dk|not sure|unsure|unknown|can[’']?t (say|remember|recall)|cannot (say|remember|recall)|no opinion|not able to (say|judge|rate)|unable to (say|judge|rate|comment))\b(?! (what|whether|how|why|who)\b)|^too (early|soon) to (say|tell)/,
    'dont_know',
  ],
  [
    /prefer not|rather not|^no comments?\.?$|decline(d)? to answer|do(es)? ?n[o'’]?t w(ish|ant) to (say|answer|tell)|^refused$/,
    'prefer_not',
  ],
  // What a spreadsheet writes where a formula failed is nobody's answer.
  [/^#(n\/a|ref!|value!|name\?|div\/0!|num!|null!|spill!)$/, 'invalid'],
  [
    /^(no (answer|response|reply)( given)?|not (stated|answered|recorded)|skipped|missing|left blank)$/,
    'no_reply',
  ],
];

/** The words of a label; form builders' own names have "_" for a space. */
export const wordsOf = (label: string) => foldLabel(label.replaceAll('_', ' '));

/** Why a cell is no answer, from its wording. */
export const missingOf = (label: string): MissingKind | undefined =>
  missingWordings.find(([wording]) => wording.test(wordsOf(label)))?.[1];

/** "My child has not been bullied", beside degrees of agreement: what was asked does not concern them. */
const noneOfMine =
  /^(i|my child|we|they|he|she) (have|has|had|did|do|does|am|is|was|were) ?(not|n[’']t) (been|raised|needed|used|made|had|asked|complained|got|received)\b|^not (yet )?(been|needed|used|received)\b/;

/** Whether a label says so; only among at least three degrees of one family is it no answer. */
export const concernsNobody = (label: string) => noneOfMine.test(wordsOf(label));

/**
 * Numbers that programs write for no answer beside the points of a scale: -1, -8 and -9 as the UK's
 * large surveys do, 8s and 9s as statistics packages do.
 */
const missingNumbers: readonly [RegExp, MissingKind][] = [
  [/^-1$/, 'not_applicable'],
  [/^(-8|-88|88|98|998)$/, 'dont_know'],
  [/^(-\d{1,3}|9[679]|99[679])$/, 'no_reply'],
];

const kindOfNumber = (label: string) =>
  missingNumbers.find(([number]) => number.test(label.trim()))?.[1];

const isPoint = (label: string) => /^(\d|10)\b/.test(label.trim());
const isText = (label: string) => !/^-?\d/.test(label.trim());

/** Why such a number is no answer, where the other labels are points from 0 to 10, or words. */
export function missingNumberOf(label: string, labels: readonly string[]): MissingKind | undefined {
  const kind = kindOfNumber(label);
  if (kind === undefined) return undefined;
  const others = labels.filter((other) => kindOfNumber(other) === undefined);
  const beside = others.every(isPoint) || (others.every(isText) && label.trim() !== '88');
  return others.length >= 2 && beside ? kind : undefined;
}

/** A negative code in a column of counts or measures that are never negative. */
export const missingAmount = (text: string): MissingKind | undefined =>
  /^-(1|[789]|[789]{2,3})$/.test(text.trim()) ? kindOfNumber(text) : undefined;
