import { formatCount } from '../http/formats.js';
import type { RiskEvaluation, RiskReport } from '../themes/evaluate-risk.js';
import { figure } from './evaluation-lines.js';

const row = (name: string, figures: readonly number[], count: number) =>
  `  ${name.padEnd(28)}${figures.map((value) => figure(value).padStart(12)).join('')}${String(count).padStart(8)}`;

const aboutParts = {
  dev: 'the rules were revised on these, so that the figures flatter',
  test: 'never revised on, but by the same author',
};

const partLines = ({ part, disclosures, recall, lookAlikes, alarms, kinds }: RiskReport) => [
  `${part}: ${formatCount(disclosures, 'disclosure')} and ${formatCount(lookAlikes, 'look-alike')}; ${aboutParts[part]}`,
  `  ${''.padEnd(28)}       found   by its kind   texts`,
  row('disclosures', [recall], disclosures).replace(/(?=.{8}$)/, ' '.repeat(12)),
  ...kinds.map((one) => row(`  ${one.kind}`, [one.recall, one.sameKind], one.disclosures)),
  row('look-alikes: false alarms', [alarms], lookAlikes).replace(/(?=.{8}$)/, ' '.repeat(12)),
  '',
];

/** How many comments that tell of risk are found, how many are that only look so, and how many anybody has to look at. */
export const riskLines = ({ parts, burden }: RiskEvaluation): string[] => [
  'SOMEONE MAY BE AT RISK',
  ...parts.flatMap(partLines),
  'Comments to look at among 1,000 of other sets',
  ...burden.map(
    ({ set, perThousand }) => `  ${set.padEnd(28)}${perThousand.toFixed(1).padStart(12)}`,
  ),
];
