import { formatCount } from '../http/formats.js';
import type { Agreement, QuoteRankingReport } from '../reports/evaluate-quote-ranking.js';
import { row } from './evaluation-lines.js';

const aboutHalves = {
  set: 'the weights were chosen by these, so that the figures flatter',
  test: 'not looked at for the weights; other comments, but judged by who wrote the ranking',
  fresh: 'other themes and comments, judged later by another reader before anything ranked them',
};

const agreementRow = (indent: string, { name, agreed, pairs, interval }: Agreement) =>
  `${row(`${indent}${name}`, [agreed / pairs, ...(interval ?? [])])}${String(pairs).padStart(8)}`;

const halfLines = ({ half, agreements, themes }: QuoteRankingReport) => [
  `${half}: ${formatCount(agreements[0]?.pairs ?? 0, 'pair')}; ${aboutHalves[half]}`,
  `  ${''.padEnd(28)}    agreed  95% from        to   pairs`,
  ...agreements.map((one) => agreementRow('', one)),
  ...themes.flatMap(({ theme, agreements: own }) => [
    `  ${theme}`,
    ...own.map((one) => agreementRow('    ', one)),
  ]),
  '',
];

/** How often the better quote of two, as a reader judged, is ranked before the other. */
export const quoteLines = (reports: readonly QuoteRankingReport[]): string[] => [
  'THE BETTER QUOTE OF TWO',
  ...reports.flatMap(halfLines),
];
