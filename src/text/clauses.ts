import { perWord, type Token } from './words.js';

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
  comma: 256,
  no: 512,
  only: 1024,
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
  comma: `,`,
  no: `no`,
  only: `only`,
};

const marks = new Map<string, number>();
for (const name of Object.keys(mark) as (keyof typeof mark)[]) {
  for (const word of wordsByMark[name].split(/\s+/)) {
    marks.set(word, (marks.get(word) ?? 0) | mark[name]);
  }
}

const leastWords = 3;
const leastBeforeComma = 2;

const marksOf = perWord(({ form }) => marks.get(form) ?? 0);

function has(tokens: readonly Token[], at: number, one: number): boolean {
  const token = tokens[at];
  return token !== undefined && (marksOf(token.word) & one) !== 0;
}

/** Whether a comma or an "and" before the token at `at` begins a new clause. */
function joinsOn(tokens: readonly Token[], from: number, at: number): boolean {
  if (has(tokens, at - 1, mark.comma)) return at - from > leastBeforeComma;
  const joined = has(tokens, at, mark.join) && has(tokens, at + 1, mark.subject);
  return joined && at - from >= leastWords;
}

/** Whether a clause that began at `from` ends before the token at `at`. */
function endsBefore(tokens: readonly Token[], from: number, at: number): boolean {
  if (tokens[at]?.sentence !== tokens[at - 1]?.sentence) return true;
  if (has(tokens, at - 1, mark.stop) || has(tokens, at, mark.contrast)) return true;
  return joinsOn(tokens, from, at);
}

/** Splits tokens where sentences end, at contrasts ("but") and where a new subject sets in. */
export function findClauses(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (let at = 1; at <= tokens.length; at += 1) {
    if (at < tokens.length && !endsBefore(tokens, from, at)) continue;
    clauses.push({ from, to: at, contrast: has(tokens, from, mark.contrast) });
    from = at;
  }
  return clauses;
}

function anyHas(tokens: readonly Token[], { from, to }: Clause, one: number): boolean {
  for (let at = from; at < to; at += 1) if (has(tokens, at, one)) return true;
  return false;
}

/**
 * The clauses that say how things are: "it was horrible at first but now it is great" leaves the
 * second. All of them where nothing is set against the past.
 */
export function presentClauses(tokens: readonly Token[], clauses: readonly Clause[]): boolean[] {
  const since = clauses.findIndex((clause, at) => at > 0 && anyHas(tokens, clause, mark.present));
  return clauses.map(
    (clause, at) => since < 0 || at >= since || !anyHas(tokens, clause, mark.past),
  );
}

/** Words after a negator that it still governs: "not been a very good" reaches "good". */
const reach = 5;

/**
 * For each token of a clause, whether a negator before it governs it. wink-nlp's own flag runs on
 * over line breaks and does not know "carnt".
 */
export function findNegation(
  tokens: readonly Token[],
  { from, to }: Pick<Clause, 'from' | 'to'>,
): boolean[] {
  let left = 0;
  const isNegated: boolean[] = [];
  for (let at = from; at < to; at += 1) {
    const isOnly = left === reach && has(tokens, at, mark.only);
    if (isOnly || has(tokens, at, mark.negationEnd)) left = 0;
    isNegated.push(left > 0);
    left = Math.max(0, left - 1);
    if (!has(tokens, at, mark.negator)) continue;
    const isAnswer = at === from && has(tokens, at, mark.no) && has(tokens, at + 1, mark.comma);
    if (!isAnswer) left = reach;
  }
  return isNegated;
}
