import { writeCsv } from '../http/csv.js';
import { changeInWords } from './trend-words.js';
import type { Trend, TrendChange, TrendWave } from './trend.js';

const heading = [
  'Question',
  'Answer',
  'Wave',
  'Numerator',
  'Base',
  'Percentage',
  'Interval from (95%)',
  'Interval to (95%)',
  'Base in words',
  'Compared with',
  'Change in points',
  'Change from (95%)',
  'Change to (95%)',
  'p, corrected (Holm)',
  'Change in words',
  'Notes',
];

function changeCells(change: TrendChange | undefined): (string | number)[] {
  if (!change) return ['', '', '', '', '', '', ''];
  const { earlierWave, points, low, high, adjustedP, notes } = change;
  const p = adjustedP === null ? '' : Number(adjustedP.toPrecision(3));
  const figures = [points, low, high].map((figure) => figure ?? '');
  return [earlierWave, ...figures, p, changeInWords(change), notes.join(' ')];
}

function waveRow({ question, followed, changes }: Trend, wave: TrendWave): (string | number)[] {
  const { numerator, base, percentage, low, high } = wave.share;
  return [
    question.text,
    followed.label,
    wave.wave,
    numerator,
    base,
    percentage ?? '',
    low ?? '',
    high ?? '',
    wave.baseWords,
    ...changeCells(changes.find(({ waveId }) => waveId === wave.waveId)),
  ];
}

/** Every question's waves, one wave a row with its change from the wave before; `note` begins the file. */
export const trendsCsv = (survey: string, note: string, trends: readonly Trend[]): string =>
  writeCsv([
    [`${survey}. ${note}`],
    heading,
    ...trends.flatMap((trend) => trend.waves.map((wave) => waveRow(trend, wave))),
  ]);
