import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { formatCount, formatList } from '../../http/formats.js';
import type { Sight } from '../../people/sight.js';
import { measureFigures, type MeasureFigure, type ShownFigure } from '../measure-figures.js';
import { countsNote } from '../withhold.js';
import type { FigureDocument, FigureRow } from './figure-document.js';
import { linesAbove } from './framed-workbook.js';
import { extremeNote, shownLimit, shownPercentage, type Shown } from './shorthand.js';
import type { Cell, Column, Sheet } from './workbook.js';

const headings = {
  measure: 'Measure',
  survey: 'Survey',
  wave: 'Wave',
  respondents: 'Respondents',
  statistic: 'Statistic',
  value: 'Value',
  shorthand: 'Shorthand',
  numerator: 'Numerator',
  base: 'Base',
  low: 'Lower limit (95%)',
  high: 'Upper limit (95%)',
  baseWords: 'Base in words',
  sentence: 'Sentence',
  question: 'Question',
  answers: 'Answers counted',
  note: 'Note',
};

const numberOf = (shown: unknown) => (typeof shown === 'number' ? shown : null);

const valueOf = ({ mean, percentage, numerator, base }: ShownFigure): Shown =>
  mean ?? shownPercentage(percentage, numerator, base);

const isMean = ({ counted }: MeasureFigure) => counted === 'mean';

const noteOf = (measure: MeasureFigure, { note, numerator, base }: ShownFigure) =>
  [note ?? '', isMean(measure) ? '' : extremeNote(numerator, base)]
    .filter((part) => part !== '')
    .join(' ');

/** Of a measure one row a figure: each of its waves, and of its groups where they are apart. */
function rowsOf(measure: MeasureFigure): FigureRow[] {
  const answers = formatList(measure.optionLabels.map((label) => `“${label}”`));
  return measure.figures.map((figure) => {
    const value = valueOf(figure);
    return {
      measure: measure.name,
      survey: measure.survey,
      wave: figure.wave,
      respondents: figure.group ?? '',
      statistic: isMean(measure) ? 'Mean' : 'Percentage',
      value: value === '[low]' ? 0 : numberOf(value),
      shorthand: typeof value === 'number' ? '' : value,
      numerator: numberOf(figure.numerator),
      base: numberOf(figure.base),
      low: numberOf(figure.low),
      high: numberOf(figure.high),
      baseWords: figure.baseWords,
      sentence: figure.sentence ?? '',
      question: measure.question,
      answers,
      note: noteOf(measure, figure),
    };
  });
}

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
  { heading: 'Base in words', kind: 'text', width: 35 },
  { heading: 'Sentence', kind: 'text', width: 45 },
  { heading: 'Question', kind: 'text', width: 35 },
  { heading: 'Answers counted', kind: 'text', width: 20 },
  { heading: 'Note', kind: 'text', width: 20 },
];

function cellsOf(measure: MeasureFigure, figure: ShownFigure): Cell[] {
  const { numerator, base, baseWords } = figure;
  const value = valueOf(figure);
  return [
    measure.name,
    measure.survey,
    figure.wave,
    figure.group ?? 'As the base says',
    isMean(measure) ? 'Mean' : 'Percentage',
    isMean(measure) ? tenths(value) : value,
    numerator,
    base,
    tenths(shownLimit(figure.low, base)),
    tenths(shownLimit(figure.high, base)),
    baseWords,
    figure.sentence ?? 'No answers yet.',
    measure.question,
    formatList(measure.optionLabels.map((label) => `“${label}”`)) || '[z]',
    noteOf(measure, figure) || 'None',
  ];
}

const sheetOf = (measures: readonly MeasureFigure[], isInternal: boolean): Sheet => ({
  name: 'Measures',
  title: 'Measures',
  lines: linesAbove(isInternal, ['Percentages and their limits are in per cent, means in scores.']),
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
