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

const startsAnew = (token: Token | undefined) => !!token && subjects.has(token.form);

/** Whether a clause ends before the token at `at`, of a clause that began at `from`. */
function opens(tokens: readonly Token[], from: number, at: number): boolean {
  const token = tokens[at];
  const previous = tokens[at - 1];
  if (!token || !previous || at === from) return false;
  if (token.sentence !== previous.sentence) return true;
  if (stops.has(previous.form) || contrasts.has(token.form)) return true;
  if (at - from < leastWords) return false;
  if (previous.form === ',') return startsAnew(token) || joins.has(token.form);
  return joins.has(token.form) && startsAnew(tokens[at + 1]);
}

/** Splits tokens where sentences end, at contrasts ("but") and where a new subject sets in. */
export function findClauses(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (let at = 1; at <= tokens.length; at += 1) {
    if (at < tokens.length && !opens(tokens, from, at)) continue;
    const first = tokens[from];
    clauses.push({ from, to: at, contrast: !!first && contrasts.has(first.form) });
    from = at;
  }
  return clauses.filter((clause) => clause.to > clause.from);
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
  return tokens.slice(from, to).map(({ form }, at) => {
    const only = form === 'only' && left === reach;
    if (only || negationEnds.has(form)) left = 0;
    const negated = left > 0;
    left = Math.max(0, left - 1);
    if (negators.has(form) && !(form === 'no' && at === 0 && tokens[from + 1]?.form === ',')) {
      left = reach;
    }
    return negated;
  });
}
