import type { Token } from './read-text.js';

/** Tokens `from` up to but not including `to`; `contrast` where a "but" or the like leads in. */
export interface Clause {
  from: number;
  to: number;
  contrast: boolean;
}

/** What a word does in a clause, as bits: each word is looked for once, not in a set after the other. */
const mark = {
  contrast: 1,
  join: 2,
  subject: 4,
  stop: 8,
  past: 16,
  present: 32,
  negator: 64,
  negationEnd: 128,
} as const;

const wordsByMark: Readonly<Record<keyof typeof mark, string>> = {
  contrast: `but however although though except whereas yet unfortunately unless despite otherwise`,
  join: `and so while when because or then`,
  subject: `i it they he she we you the my there this that staff some sometimes people nobody everyone
    its most other others one not no never`,
  stop: `. ; : ! ? ( ) - – — ... …`,
  past: `used first was were had before did last old began`,
  present: `now nowadays currently`,
  negator: `not no never nothing none nobody nor neither without hardly barely rarely cannot lack lacks
    lacking stop stopped less`,
  negationEnd: `but because , . ; ! ? and so however`,
};

const marks = new Map<string, number>();
for (const name of Object.keys(mark) as (keyof typeof mark)[]) {
  for (const word of wordsByMark[name].split(/\s+/)) {
    marks.set(word, (marks.get(word) ?? 0) | mark[name]);
  }
}

const leastWords = 3;
const leastBeforeComma = 2;

const formAt = (tokens: readonly Token[], at: number) => tokens[at]?.form ?? '';

/** The marks of each token; `clauses.ts` alone knows what they mean. */
export type Marks = Uint8Array;

export function markTokens(tokens: readonly Token[]): Marks {
  const found = new Uint8Array(tokens.length);
  for (let at = 0; at < tokens.length; at += 1) found[at] = marks.get(formAt(tokens, at)) ?? 0;
  return found;
}

const has = (found: Marks, at: number, one: number) => ((found[at] ?? 0) & one) !== 0;

/** Whether a comma or an "and" before the token at `at` begins a new clause. */
function joinsOn(tokens: readonly Token[], found: Marks, from: number, at: number): boolean {
  if (formAt(tokens, at - 1) === ',') return at - from > leastBeforeComma;
  const joined = has(found, at, mark.join) && has(found, at + 1, mark.subject);
  return joined && at - from >= leastWords;
}

/** Whether a clause that began at `from` ends before the token at `at`. */
function endsBefore(tokens: readonly Token[], found: Marks, from: number, at: number): boolean {
  if (tokens[at]?.sentence !== tokens[at - 1]?.sentence) return true;
  if (has(found, at - 1, mark.stop) || has(found, at, mark.contrast)) return true;
  return joinsOn(tokens, found, from, at);
}

/** Splits tokens where sentences end, at contrasts ("but") and where a new subject sets in. */
export function findClauses(tokens: readonly Token[], found: Marks): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (let at = 1; at <= tokens.length; at += 1) {
    if (at < tokens.length && !endsBefore(tokens, found, from, at)) continue;
    clauses.push({ from, to: at, contrast: has(found, from, mark.contrast) });
    from = at;
  }
  return clauses;
}

function anyHas(found: Marks, { from, to }: Clause, one: number): boolean {
  for (let at = from; at < to; at += 1) if (has(found, at, one)) return true;
  return false;
}

/**
 * The clauses that say how things are: "it was horrible at first but now it is great" leaves the
 * second. All of them where nothing is set against the past.
 */
export function presentClauses(found: Marks, clauses: readonly Clause[]): boolean[] {
  const since = clauses.findIndex((clause, at) => at > 0 && anyHas(found, clause, mark.present));
  return clauses.map((clause, at) => since < 0 || at >= since || !anyHas(found, clause, mark.past));
}

/** Words after a negator that it still governs: "not been a very good" reaches "good". */
const reach = 5;

/**
 * For each token of a clause, whether a negator before it governs it. wink-nlp's own flag runs on
 * over line breaks and does not know "carnt".
 */
export function findNegation(
  tokens: readonly Token[],
  found: Marks,
  { from, to }: Clause,
): boolean[] {
  let left = 0;
  const isNegated: boolean[] = [];
  for (let at = from; at < to; at += 1) {
    const isOnly = left === reach && formAt(tokens, at) === 'only';
    if (isOnly || has(found, at, mark.negationEnd)) left = 0;
    isNegated.push(left > 0);
    left = Math.max(0, left - 1);
    if (!has(found, at, mark.negator)) continue;
    const isAnswer = at === from && formAt(tokens, at) === 'no' && formAt(tokens, at + 1) === ',';
    if (!isAnswer) left = reach;
  }
  return isNegated;
}
