import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { formatCount, formatList } from '../../http/formats.js';
import type { Sight } from '../../people/sight.js';
import { measureFigures, type MeasureFigure, type ShownFigure } from '../measure-figures.js';
import { countsNote } from '../withhold.js';
import type { FigureDocument, FigureRow } from './figure-document.js';
import { linesAbove } from './framed-workbook.js';
import { extremeNote, shownLimit, shownPercentage, type Shown } from './shorthand.js';
import {
  baseRow,
  changeRow,
  countRow,
  meanRow,
  shareRow,
  tidyHeadings,
  type TidyRow,
} from './tidy-rows.js';
import type { Cell, Column, Sheet } from './workbook.js';

const headings = { measure: 'Measure', ...tidyHeadings, sentence: 'Sentence' };

const asTheBaseSays = 'As the base says';

const isMean = ({ counted }: MeasureFigure) => counted === 'mean';

const valueOf = (measure: MeasureFigure, { mean, percentage, numerator, base }: ShownFigure) =>
  isMean(measure) ? shownLimit(mean, base) : shownPercentage(percentage, numerator, base);

/** `[c]` where either figure is withheld; null where there is no wave before. */
function changeOf(measure: MeasureFigure, { change, earlierWaveId, groupKey, base }: ShownFigure) {
  const before = measure.figures.find(
    (one) => one.waveId === earlierWaveId && one.groupKey === groupKey,
  );
  if (!before) return null;
  const isHidden = base === '[c]' || before.base === '[c]';
  return { shown: change ?? (isHidden ? '[c]' : '[x]'), earlier: before.wave } as const;
}

const answersOf = ({ optionLabels }: MeasureFigure) =>
  formatList(optionLabels.map((label) => `“${label}”`));

function tidyOf(measure: MeasureFigure, figure: ShownFigure): TidyRow[] {
  const { numerator, base, baseWords, low, high } = figure;
  const place = {
    survey: measure.survey,
    wave: figure.wave,
    question: measure.question,
    breakdown: figure.group === null ? '' : 'Respondent group',
    category: figure.group ?? asTheBaseSays,
    answer: answersOf(measure),
    countsAs: isMean(measure) ? 'Scored' : 'Counted',
  };
  const note = figure.note ?? '';
  const value = valueOf(measure, figure);
  const change = changeOf(measure, figure);
  const statistic = isMean(measure) ? 'Change in mean' : 'Change in percentage';
  const limits = { base, low, high, note };
  return [
    baseRow(place, base, baseWords),
    ...(isMean(measure)
      ? [meanRow(place, { ...limits, mean: figure.mean })]
      : [
          countRow(place, numerator),
          shareRow(place, { ...limits, count: numerator, percentage: value }),
        ]),
    ...(change
      ? [
          changeRow(place, statistic, {
            change: change.shown,
            low: null,
            high: null,
            comparedWith: change.earlier,
            note: '',
          }),
        ]
      : []),
  ];
}

/** Of a measure its figures in each wave, and of each group where they are apart; its sentence beside each. */
const rowsOf = (measure: MeasureFigure): FigureRow[] =>
  measure.figures.flatMap((figure) =>
    tidyOf(measure, figure).map((row) => ({
      measure: measure.name,
      ...row,
      sentence: figure.sentence ?? '',
    })),
  );

const tenths = (shown: Shown): Cell => (typeof shown === 'number' ? { value: shown } : shown);

const columns: readonly Column[] = [
  { heading: 'Measure', kind: 'text', width: 40 },
  { heading: 'Survey', kind: 'text', width: 22 },
  { heading: 'Wave', kind: 'text', width: 10 },
  { heading: 'Respondents', kind: 'text', width: 16 },
  { heading: 'Statistic', kind: 'text', width: 12 },
  { heading: 'Value', kind: 'figure', width: 9 },
  { heading: 'Numerator', kind: 'figure', width: 12 },
  { heading: 'Base', kind: 'figure', width: 9 },
  { heading: 'Lower limit (95%)', kind: 'figure', width: 13 },
  { heading: 'Upper limit (95%)', kind: 'figure', width: 13 },
  { heading: 'Change since the wave before', kind: 'figure', width: 13 },
  { heading: 'Compared with', kind: 'text', width: 12 },
  { heading: 'Base in words', kind: 'text', width: 35 },
  { heading: 'Sentence', kind: 'text', width: 45 },
  { heading: 'Question', kind: 'text', width: 35 },
  { heading: 'Answers counted', kind: 'text', width: 20 },
  { heading: 'Note', kind: 'text', width: 20 },
];

const noteOf = (measure: MeasureFigure, { note, numerator, base }: ShownFigure) =>
  [note ?? '', isMean(measure) ? '' : extremeNote(numerator, base)]
    .filter((part) => part !== '')
    .join(' ');

function figureCells(measure: MeasureFigure, figure: ShownFigure): Cell[] {
  const { numerator, base, low, high } = figure;
  const value = valueOf(measure, figure);
  const limits = [tenths(shownLimit(low, base)), tenths(shownLimit(high, base))];
  // The sum of scores is a figure that nobody prints.
  if (isMean(measure)) return ['Mean', tenths(value), '[z]', base, ...limits];
  return ['Percentage', value, numerator, base, ...limits];
}

function cellsOf(measure: MeasureFigure, figure: ShownFigure): Cell[] {
  const change = changeOf(measure, figure);
  return [
    measure.name,
    measure.survey,
    figure.wave,
    figure.group ?? asTheBaseSays,
    ...figureCells(measure, figure),
    ...(change ? [tenths(change.shown), change.earlier] : ['[z]', 'None']),
    figure.baseWords,
    figure.sentence ?? 'No answers yet.',
    measure.question,
    answersOf(measure) || '[z]',
    noteOf(measure, figure) || 'None',
  ];
}

const sheetOf = (measures: readonly MeasureFigure[], isInternal: boolean): Sheet => ({
  name: 'Measures',
  title: 'Measures',
  lines: linesAbove(isInternal, [
    'Percentages and their limits are in per cent and change by points; means are in scores.',
  ]),
  table: {
    name: 'Measures',
    columns,
    rows: measures.flatMap((measure) => measure.figures.map((figure) => cellsOf(measure, figure))),
  },
});

/** Every measure that the viewer may see, with each of its figures. */
export async function measuresDocument(
  db: Db,
  viewer: Sight,
  { isInternal, madeAt }: { isInternal: boolean; madeAt: string },
): Promise<FigureDocument> {
  const measures = await measureFigures(db, viewer, isInternal ? 'internal' : 'publication');
  const surveys = new Set(measures.map(({ survey }) => survey)).size;
  return {
    fileName: 'measures',
    frame: {
      title: 'Measures',
      isInternal,
      source: `Source: ${formatCount(measures.length, 'measure')} of ${formatCount(surveys, 'survey')}.`,
      countsNote: countsNote(isInternal ? 'internal' : 'publication', rulesOf(db)),
      madeAt,
    },
    sheets: [sheetOf(measures, isInternal)],
    headings,
    rows: measures.flatMap(rowsOf),
  };
}
