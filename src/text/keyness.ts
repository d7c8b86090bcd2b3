import type { Term } from './terms.js';

/** How often terms stand in some texts. */
export interface TermCounts {
  texts: number;
  /** Terms in all, each as often as it stands there. */
  total: number;
  /** By term: how often it stands there, and in how many texts. */
  terms: Map<string, { times: number; texts: number }>;
}

export const noTerms = (): TermCounts => ({ texts: 0, total: 0, terms: new Map() });

/** Adds the terms of one text. */
export function countTerms(counts: TermCounts, terms: readonly Term[]): void {
  counts.texts += 1;
  counts.total += terms.length;
  const seen = new Set<string>();
  for (const { term } of terms) {
    const own = counts.terms.get(term) ?? { times: 0, texts: 0 };
    own.times += 1;
    if (!seen.has(term)) own.texts += 1;
    seen.add(term);
    counts.terms.set(term, own);
  }
}

/** What a part of something adds to a log-likelihood; nothing where there is none of it. */
const part = (seen: number, expected: number) =>
  seen === 0 ? 0 : seen * Math.log(seen / expected);

/**
 * Log-likelihood of a term's counts in two corpora, against its being equally frequent in both (Rayson and
 * Garside 2000, after Dunning 1993): 3.84 is p < .05, 10.83 p < .001, with one degree of freedom.
 */
export function logLikelihood(
  one: { times: number; total: number },
  other: { times: number; total: number },
): number {
  const share = (one.times + other.times) / (one.total + other.total);
  return 2 * (part(one.times, one.total * share) + part(other.times, other.total * share));
}

/**
 * How many times as frequent a term is in one corpus as in the other, as a logarithm to base 2 (Hardie's
 * log ratio, 2014): 1 is twice as frequent, -1 half. Half a time stands for none.
 */
export function logRatio(
  one: { times: number; total: number },
  other: { times: number; total: number },
): number {
  const frequency = ({ times, total }: typeof one) => Math.max(times, 0.5) / Math.max(total, 1);
  return Math.log2(frequency(one) / frequency(other));
}

/** A term that sets some texts apart from others. */
export interface KeyTerm {
  term: string;
  /** Texts with it, here and in the rest. */
  texts: number;
  restTexts: number;
  times: number;
  logLikelihood: number;
  logRatio: number;
}

/** p < .001, for many terms are tried at once. */
const leastLikelihood = 10.83;

/** Terms that stand in the texts more often than in the rest, surest first; those of few texts are left out. */
export function keyTerms(
  here: TermCounts,
  rest: TermCounts,
  { leastTexts, most }: { leastTexts: number; most: number },
): KeyTerm[] {
  const found: KeyTerm[] = [];
  for (const [term, { times, texts }] of here.terms) {
    if (texts < leastTexts) continue;
    const other = rest.terms.get(term) ?? { times: 0, texts: 0 };
    const one = { times, total: here.total };
    const two = { times: other.times, total: rest.total };
    const ratio = logRatio(one, two);
    const likelihood = logLikelihood(one, two);
    if (ratio <= 0 || likelihood < leastLikelihood) continue;
    const counts = { texts, restTexts: other.texts, times };
    found.push({ term, ...counts, logLikelihood: likelihood, logRatio: ratio });
  }
  const sorted = found.sort((left, right) => right.logLikelihood - left.logLikelihood);
  return withoutParts(sorted).slice(0, most);
}

/** A word that stands nearly always in a phrase that is listed too says nothing by itself. */
function withoutParts(sorted: readonly KeyTerm[]): KeyTerm[] {
  const phrases = sorted.filter(({ term }) => term.includes(' '));
  return sorted.filter(
    ({ term, times }) =>
      term.includes(' ') ||
      !phrases.some(
        (phrase) => phrase.term.split(' ').includes(term) && phrase.times > times * 0.9,
      ),
  );
}

/** Two words that stand side by side more often than chance would have it. */
export interface Collocation {
  term: string;
  times: number;
  texts: number;
  logLikelihood: number;
}

/** Pairs of words that belong together: log-likelihood of the pair against its words, surest first. */
export function collocations(
  { terms, total }: TermCounts,
  { leastTexts, most }: { leastTexts: number; most: number },
): Collocation[] {
  const found: Collocation[] = [];
  for (const [term, { times, texts }] of terms) {
    const [first = '', second] = term.split(' ');
    if (second === undefined || texts < leastTexts) continue;
    const [one, two] = [terms.get(first)?.times ?? 0, terms.get(second)?.times ?? 0];
    const likelihood = pairLikelihood({ both: times, first: one, second: two, total });
    if (likelihood >= leastLikelihood) {
      found.push({ term, times, texts, logLikelihood: likelihood });
    }
  }
  return found.sort((left, right) => right.logLikelihood - left.logLikelihood).slice(0, most);
}

/** Log-likelihood of a table of two words by two (Dunning 1993); 0 where they meet less than by chance. */
export function pairLikelihood(counts: {
  both: number;
  first: number;
  second: number;
  total: number;
}): number {
  const { both, first, second, total } = counts;
  const expected = (first * second) / total;
  if (both <= expected) return 0;
  const cells = [
    [both, first, second],
    [first - both, first, total - second],
    [second - both, total - first, second],
    [total - first - second + both, total - first, total - second],
  ] as const;
  return (
    2 * cells.reduce((sum, [seen, row, column]) => sum + part(seen, (row * column) / total), 0)
  );
}
