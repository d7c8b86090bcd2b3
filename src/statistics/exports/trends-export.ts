import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { fileNameOf } from '../../http/file-name.js';
import { formatCount } from '../../http/formats.js';
import type { Sight } from '../../people/sight.js';
import { surveyTrends } from '../trend-queries.js';
import { changeInWords } from '../trend-words.js';
import type { Trend, TrendWave } from '../trend.js';
import { countsNote } from '../withhold.js';
import type { FigureDocument, FigureRow } from './figure-document.js';
import { linesAbove } from './framed-workbook.js';
import { shownLimit, shownPercentage } from './shorthand.js';
import type { Cell, Sheet } from './workbook.js';

const headings = {
  question: 'Question',
  answer: 'Answer',
  wave: 'Wave',
  value: 'Value (%)',
  shorthand: 'Shorthand',
  numerator: 'Numerator',
  base: 'Base',
  low: 'Lower limit (95%)',
  high: 'Upper limit (95%)',
  baseWords: 'Base in words',
  earlier: 'Compared with',
  points: 'Change in points',
  change: 'Change in words',
  note: 'Note',
};

const changeTo = ({ changes }: Trend, { waveId }: TrendWave) =>
  changes.find((change) => change.waveId === waveId);
const numberOf = (figure: unknown) => (typeof figure === 'number' ? figure : null);

function rowOf(trend: Trend, one: TrendWave): FigureRow {
  const { percentage, numerator, base, low, high } = one.share;
  const value = shownPercentage(percentage, numerator, base);
  const change = changeTo(trend, one);
  return {
    question: trend.question.text,
    answer: trend.followed.label,
    wave: one.wave,
    value: value === '[low]' ? 0 : numberOf(value),
    shorthand: typeof value === 'number' ? '' : value,
    numerator: numberOf(numerator),
    base: numberOf(base),
    low: numberOf(low),
    high: numberOf(high),
    baseWords: one.baseWords,
    earlier: change?.earlierWave ?? '',
    points: numberOf(change?.points),
    change: change ? changeInWords(change) : '',
    note: change?.notes.join(' ') ?? '',
  };
}

const tenths = (limit: Cell): Cell => (typeof limit === 'number' ? { value: limit } : limit);

function cellsOf(trend: Trend, one: TrendWave): Cell[] {
  const { percentage, numerator, base, low, high } = one.share;
  const change = changeTo(trend, one);
  return [
    trend.question.text,
    trend.followed.label,
    one.wave,
    shownPercentage(percentage, numerator, base),
    numerator,
    base,
    tenths(shownLimit(low, base)),
    tenths(shownLimit(high, base)),
    change?.points ?? '[z]',
    change ? changeInWords(change) : 'First wave',
    change && change.notes.length > 0 ? change.notes.join(' ') : 'None',
  ];
}

const sheetOf = (trends: readonly Trend[], isInternal: boolean): Sheet => ({
  name: 'Trends',
  title: 'Each question, wave by wave',
  lines: linesAbove(isInternal, [
    'A change is from the wave before in which the question was asked.',
  ]),
  table: {
    name: 'Trends',
    columns: [
      { heading: 'Question', kind: 'text', width: 60 },
      { heading: 'Answer', kind: 'text', width: 20 },
      { heading: 'Wave', kind: 'text', width: 12 },
      { heading: 'Percentage', kind: 'figure' },
      { heading: 'Numerator', kind: 'figure' },
      { heading: 'Base', kind: 'figure', width: 10 },
      { heading: 'Lower limit (%, 95%)', kind: 'figure', width: 13 },
      { heading: 'Upper limit (%, 95%)', kind: 'figure', width: 13 },
      { heading: 'Change in points', kind: 'figure' },
      { heading: 'Change in words', kind: 'text', width: 30 },
      { heading: 'Note', kind: 'text' },
    ],
    rows: trends.flatMap((trend) => trend.waves.map((one) => cellsOf(trend, one))),
  },
});

/** Every closed question of a survey, its waves side by side. @throws ViewfinderError `not_found`. */
export async function trendsDocument(
  db: Db,
  viewer: Sight,
  { surveyId, isInternal, madeAt }: { surveyId: number; isInternal: boolean; madeAt: string },
): Promise<FigureDocument> {
  const showing = isInternal ? 'internal' : 'publication';
  const { survey, waves, trends } = await surveyTrends(db, viewer, surveyId, showing);
  const title = `${survey.name}: trends`;
  return {
    fileName: fileNameOf(title, `trends-survey-${survey.id}`),
    frame: {
      title,
      isInternal,
      source: `Source: ${survey.name}, ${formatCount(waves.length, 'wave')}: ${waves.map(({ name }) => name).join(', ')}.`,
      countsNote: countsNote(isInternal ? 'internal' : 'publication', rulesOf(db)),
      madeAt,
    },
    sheets: [sheetOf(trends, isInternal)],
    headings,
    rows: trends.flatMap((trend) => trend.waves.map((one) => rowOf(trend, one))),
  };
}
