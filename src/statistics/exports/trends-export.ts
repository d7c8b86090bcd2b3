import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { fileNameOf } from '../../http/file-name.js';
import { formatCount } from '../../http/formats.js';
import type { Sight } from '../../people/sight.js';
import { pInWords } from '../p-in-words.js';
import { surveyTrends } from '../trend-queries.js';
import { changeInWords } from '../trend-words.js';
import type { Trend, TrendChange, TrendWave } from '../trend.js';
import { countsNote } from '../withhold.js';
import type { FigureDocument, FigureRow } from './figure-document.js';
import { allRespondents } from './figure-parts.js';
import { linesAbove } from './framed-workbook.js';
import { shownLimit, shownPercentage } from './shorthand.js';
import { baseRow, changeRow, countRow, shareRow, tidyHeadings, type Place } from './tidy-rows.js';
import type { Cell, Sheet } from './workbook.js';

const headings = { ...tidyHeadings, adjustedP: 'p, corrected (Holm)' };

const changeTo = ({ changes }: Trend, { waveId }: TrendWave) =>
  changes.find((change) => change.waveId === waveId);
const pOf = ({ adjustedP }: TrendChange) =>
  adjustedP === null ? null : Number(adjustedP.toPrecision(3));

function changeRowOf(place: Place, change: TrendChange): FigureRow {
  const { points, low, high, earlierWave, notes } = change;
  const said = [changeInWords(change), ...notes].join('; ');
  const of = { change: points ?? '[z]', low, high, comparedWith: earlierWave, note: said } as const;
  return { ...changeRow(place, 'Change in percentage', of), adjustedP: pOf(change) };
}

/** Of a wave its base, what is followed, and the change from the wave before. */
function rowsOf(survey: string, trend: Trend, one: TrendWave): FigureRow[] {
  const { percentage, numerator, base, low, high } = one.share;
  const change = changeTo(trend, one);
  const place = {
    survey,
    wave: one.wave,
    question: trend.question.text,
    breakdown: '',
    category: allRespondents,
    answer: trend.followed.label,
    countsAs: '',
  };
  const shown = shownPercentage(percentage, numerator, base);
  const share = { count: numerator, base, percentage: shown, low, high, note: one.intervalNote };
  return [
    baseRow(place, base, one.baseWords),
    countRow(place, numerator),
    shareRow(place, share),
    ...(change ? [changeRowOf(place, change)] : []),
  ];
}

const tenths = (limit: Cell): Cell => (typeof limit === 'number' ? { value: limit } : limit);

function changeCells(change: TrendChange | undefined): Cell[] {
  if (!change) return ['[z]', '[z]', '[z]', '[z]', 'First wave', 'None'];
  const { points, low, high, adjustedP, notes } = change;
  return [
    points ?? '[z]',
    low ?? '[z]',
    high ?? '[z]',
    adjustedP === null ? '[z]' : pInWords(adjustedP),
    changeInWords(change),
    notes.join(' ') || 'None',
  ];
}

function cellsOf(trend: Trend, one: TrendWave): Cell[] {
  const { percentage, numerator, base, low, high } = one.share;
  return [
    trend.question.text,
    trend.followed.label,
    one.wave,
    shownPercentage(percentage, numerator, base),
    numerator,
    base,
    tenths(shownLimit(low, base)),
    tenths(shownLimit(high, base)),
    ...changeCells(changeTo(trend, one)),
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
      { heading: 'Change, lower limit (95%)', kind: 'figure' },
      { heading: 'Change, upper limit (95%)', kind: 'figure' },
      { heading: 'p, corrected (Holm)', kind: 'text', width: 14 },
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
    rows: trends.flatMap((trend) => trend.waves.flatMap((one) => rowsOf(survey.name, trend, one))),
  };
}
