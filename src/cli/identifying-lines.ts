import { formatCount } from '../http/formats.js';
import type { IdentifyingReport, KindReport } from '../reports/identify/evaluate-identifying.js';
import { figure } from './evaluation-lines.js';

const aboutParts = {
  dev: 'tables and rules were revised on these, so that the figures flatter',
  test: 'held out: nothing was revised because of them, but they are by who wrote the rules',
};

const kindRow = ({ kind, marked, recalled, recall, found, right }: KindReport) =>
  `  ${kind.padEnd(16)}${[recalled / marked, ...(recall ?? [NaN, NaN]), right / found]
    .map((share) => figure(share).padStart(10))
    .join('')}${String(marked).padStart(8)}${String(found).padStart(8)}`;

const partLines = ({ part, kinds, harmless, alarms }: IdentifyingReport) => [
  `${part}: ${aboutParts[part]}`,
  `  ${''.padEnd(16)}    recall  95% from        to precision  marked   found`,
  ...kinds.map(kindRow),
  `  Of ${formatCount(harmless, 'comment')} with nothing that identifies, ${alarms} with something found`,
  '',
];

/** What could identify somebody: of what is marked how much is found, and of what is found how much is marked. */
export const identifyingLines = (reports: readonly IdentifyingReport[]): string[] => [
  'WHAT COULD IDENTIFY SOMEBODY',
  ...reports.flatMap(partLines),
];
