import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectPath } from '../paths.js';
import { wilsonInterval, type Interval } from '../statistics/intervals.js';
import { scoreQuotes, type QuoteCandidate } from '../text/quote-ranking.js';
import { randomNumbers } from '../text/random.js';

const halves = ['set', 'test', 'fresh'] as const;
const commentLine = z.object({ theme: z.string(), id: z.number(), text: z.string() });
const pairLine = z.object({
  theme: z.string(),
  /** The ranking is set on the pairs of 'set'; 'test' and 'fresh' are kept from it. No comment is in two of them. */
  half: z.enum(halves),
  better: z.number(),
  worse: z.number(),
});

export type QuotePair = z.infer<typeof pairLine>;

function readLines<T>(file: string, line: z.ZodType<T>): T[] {
  const lines = readFileSync(projectPath(`tests/text/${file}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((one) => line.parse(JSON.parse(one)));
}

export const readQuoteComments = () => readLines('quote-comments', commentLine);
/** Of two comments on a theme the better pull quote, as one reader judged before anything ranked them. */
export const readQuotePairs = (): QuotePair[] => readLines('quote-pairs', pairLine);

type Scoring = (candidate: QuoteCandidate) => number;

export interface Agreement {
  name: string;
  /** Pairs put in the reader's order; a tie counts as half a pair. */
  agreed: number;
  pairs: number;
  /** The reader's order by Wilson's 95% interval of the share; null without pairs. */
  interval: Interval | null;
}

export interface QuoteRankingReport {
  half: QuotePair['half'];
  agreements: Agreement[];
  themes: { theme: string; agreements: Agreement[] }[];
}

const ranking: Scoring = ({ score }) => score;

/** The seed is fixed, so that the figures are the same each time. */
function otherOrders(): Record<string, Scoring> {
  const random = randomNumbers(1);
  return {
    random: () => random(),
    longest: ({ text }) => text.length,
    'most central': ({ parts }) => parts.centrality,
  };
}

type Find = (theme: string, id: number) => QuoteCandidate;

/** @throws RangeError for a pair of a comment that is not there. */
function finderOf(): Find {
  const comments = readQuoteComments();
  const found = new Map<string, QuoteCandidate>();
  for (const theme of new Set(comments.map((one) => one.theme))) {
    const own = comments
      .filter((one) => one.theme === theme)
      .map(({ id, text }) => ({ id, text, respondent: String(id) }));
    for (const candidate of scoreQuotes(own)) found.set(`${theme} ${candidate.id}`, candidate);
  }
  return (theme, id) => {
    const candidate = found.get(`${theme} ${id}`);
    if (!candidate) throw new RangeError(`No comment ${id} on ${theme}.`);
    return candidate;
  };
}

function agreement(
  name: string,
  pairs: readonly QuotePair[],
  find: Find,
  scoring: Scoring,
): Agreement {
  const agreed = pairs.reduce((sum, { theme, better, worse }) => {
    const lead = scoring(find(theme, better)) - scoring(find(theme, worse));
    return sum + (Math.sign(lead) + 1) / 2;
  }, 0);
  const interval = wilsonInterval({ numerator: agreed, base: pairs.length });
  return { name, agreed, pairs: pairs.length, interval };
}

/** Measures the ranking of quotes against a reader's judgements, side by side with simpler orders. */
export function evaluateQuoteRanking(): QuoteRankingReport[] {
  const find = finderOf();
  const pairs = readQuotePairs();
  const agreementsOf = (some: readonly QuotePair[]) =>
    Object.entries({ viewfinder: ranking, ...otherOrders() }).map(([name, scoring]) =>
      agreement(name, some, find, scoring),
    );
  return halves.map((half) => {
    const own = pairs.filter((pair) => pair.half === half);
    const themes = [...new Set(own.map(({ theme }) => theme))];
    return {
      half,
      agreements: agreementsOf(own),
      themes: themes.map((theme) => ({
        theme,
        agreements: agreementsOf(own.filter((pair) => pair.theme === theme)),
      })),
    };
  });
}
