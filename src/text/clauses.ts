import type { Token } from './read-text.js';

/** Tokens `from` up to but not including `to`; `contrast` where a "but" or the like leads in. */
export interface Clause {
  from: number;
  to: number;
  contrast: boolean;
}

const contrasts = new Set(
  `but however although though except whereas yet unfortunately unless despite otherwise`.split(
    ' ',
  ),
);
const joins = new Set(['and', 'so', 'while', 'when', 'because', 'or', 'then']);
const subjects = new Set(
  `i it they he she we you the my there this that staff some sometimes people nobody everyone its
  most other others one not no never`.split(/\s+/),
);
const stops = new Set(['.', ';', ':', '!', '?', '(', ')', '-', '–', '—', '...', '…']);
const leastWords = 3;
const leastBeforeComma = 2;

const formAt = (tokens: readonly Token[], at: number) => tokens[at]?.form ?? '';

/** Whether a comma or an "and" before the token at `at` begins a new clause. */
function joinsOn(tokens: readonly Token[], from: number, at: number): boolean {
  if (formAt(tokens, at - 1) === ',') return at - from > leastBeforeComma;
  const joined = joins.has(formAt(tokens, at)) && subjects.has(formAt(tokens, at + 1));
  return joined && at - from >= leastWords;
}

/** Whether a clause that began at `from` ends before the token at `at`. */
function endsBefore(tokens: readonly Token[], from: number, at: number): boolean {
  if (tokens[at]?.sentence !== tokens[at - 1]?.sentence) return true;
  if (stops.has(formAt(tokens, at - 1)) || contrasts.has(formAt(tokens, at))) return true;
  return joinsOn(tokens, from, at);
}

/** Splits tokens where sentences end, at contrasts ("but") and where a new subject sets in. */
export function findClauses(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (let at = 1; at <= tokens.length; at += 1) {
    if (at < tokens.length && !endsBefore(tokens, from, at)) continue;
    clauses.push({ from, to: at, contrast: contrasts.has(formAt(tokens, from)) });
    from = at;
  }
  return clauses;
}

const pastMarks = new Set([
  'used',
  'first',
  'was',
  'were',
  'had',
  'before',
  'did',
  'last',
  'old',
  'began',
]);
const presentMarks = new Set(['now', 'nowadays', 'currently']);

/**
 * The clauses that say how things are: "it was horrible at first but now it is great" leaves the
 * second. All of them where nothing is set against the past.
 */
export function presentClauses(tokens: readonly Token[], clauses: readonly Clause[]): boolean[] {
  const has = ({ from, to }: Clause, marks: ReadonlySet<string>) => {
    for (let at = from; at < to; at += 1) if (marks.has(formAt(tokens, at))) return true;
    return false;
  };
  const since = clauses.findIndex((clause, at) => at > 0 && has(clause, presentMarks));
  return clauses.map((clause, at) => since < 0 || at >= since || !has(clause, pastMarks));
}

const negators = new Set(
  `not no never nothing none nobody nor neither without hardly barely rarely cannot lack lacks lacking
  stop stopped less`.split(/\s+/),
);
const negationEnds = new Set(['but', 'because', ',', '.', ';', '!', '?', 'and', 'so', 'however']);
/** Words after a negator that it still governs: "not been a very good" reaches "good". */
const reach = 5;

/**
 * For each token of a clause, whether a negator before it governs it. wink-nlp's own flag runs on
 * over line breaks and does not know "carnt".
 */
export function findNegation(tokens: readonly Token[], { from, to }: Clause): boolean[] {
  let left = 0;
  const isNegated: boolean[] = [];
  for (let at = from; at < to; at += 1) {
    const form = formAt(tokens, at);
    // Nearly every clause denies nothing: without a negator, its ends need not be looked for.
    if (left > 0 && ((form === 'only' && left === reach) || negationEnds.has(form))) left = 0;
    isNegated.push(left > 0);
    left = Math.max(0, left - 1);
    if (negators.has(form) && !(form === 'no' && at === from && tokens[from + 1]?.form === ',')) {
      left = reach;
    }
  }
  return isNegated;
}
