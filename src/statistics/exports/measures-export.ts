import type { Db } from '../../db/schema.js';
import { formatCount, formatList } from '../../http/formats.js';
import type { Sight } from '../../people/sight.js';
import { measureFigures, type MeasureFigure } from '../measure-figures.js';
import { countsNote } from '../withhold.js';
import type { FigureDocument, FigureRow } from './figure-document.js';
import { linesAbove } from './framed-workbook.js';
import { extremeNote, shownLimit, shownPercentage } from './shorthand.js';
import { forPublication } from './showing.js';
import type { Cell, Sheet } from './workbook.js';

const headings = {
  measure: 'Measure',
  survey: 'Survey',
  wave: 'Wave',
  question: 'Question',
  answers: 'Answers counted',
  value: 'Value (%)',
  shorthand: 'Shorthand',
  numerator: 'Numerator',
  base: 'Base',
  baseWords: 'Base in words',
  low: 'Lower limit (95%)',
  high: 'Upper limit (95%)',
  sentence: 'Sentence',
  note: 'Note',
};

const numberOf = (shown: unknown) => (typeof shown === 'number' ? shown : null);

const answersOf = ({ optionLabels }: MeasureFigure) =>
  formatList(optionLabels.map((label) => `“${label}”`));

const noteOf = ({ note, numerator, base }: MeasureFigure) =>
  [note ?? '', extremeNote(numerator, base)].filter((part) => part !== '').join(' ');

function rowOf(measure: MeasureFigure): FigureRow {
  const { name, survey, wave, question, numerator, base, baseWords, sentence } = measure;
  const value = shownPercentage(measure.percentage, numerator, base);
  return {
    measure: name,
    survey,
    wave,
    question,
    answers: answersOf(measure),
    value: value === '[low]' ? 0 : numberOf(value),
    shorthand: typeof value === 'number' ? '' : value,
    numerator: numberOf(numerator),
    base: numberOf(base),
    baseWords,
    low: numberOf(measure.low),
    high: numberOf(measure.high),
    sentence: sentence ?? '',
    note: noteOf(measure),
  };
}

const tenths = (limit: MeasureFigure['low'], base: MeasureFigure['base']): Cell => {
  const shown = shownLimit(limit, base);
  return typeof shown === 'number' ? { value: shown } : shown;
};

function sheetOf(measures: readonly MeasureFigure[], isInternal: boolean): Sheet {
  return {
    name: 'Measures',
    title: 'Measures',
    lines: linesAbove(isInternal, []),
    table: {
      name: 'Measures',
      columns: [
        { heading: 'Measure', kind: 'text', width: 40 },
        { heading: 'Survey', kind: 'text', width: 22 },
        { heading: 'Wave', kind: 'text', width: 10 },
        { heading: 'Percentage', kind: 'figure' },
        { heading: 'Numerator', kind: 'figure' },
        { heading: 'Base', kind: 'figure', width: 10 },
        { heading: 'Lower limit (%, 95%)', kind: 'figure', width: 13 },
        { heading: 'Upper limit (%, 95%)', kind: 'figure', width: 13 },
        { heading: 'Base in words', kind: 'text', width: 35 },
        { heading: 'Sentence', kind: 'text', width: 50 },
        { heading: 'Question', kind: 'text', width: 35 },
        { heading: 'Answers counted', kind: 'text', width: 20 },
        { heading: 'Note', kind: 'text', width: 20 },
      ],
      rows: measures.map((measure): Cell[] => [
        measure.name,
        measure.survey,
        measure.wave,
        shownPercentage(measure.percentage, measure.numerator, measure.base),
        measure.numerator,
        measure.base,
        tenths(measure.low, measure.base),
        tenths(measure.high, measure.base),
        measure.baseWords,
        measure.sentence ?? 'No answers yet.',
        measure.question,
        answersOf(measure) || '[x]',
        noteOf(measure) || 'None',
      ]),
    },
  };
}

/** Every measure that the viewer may see. */
export async function measuresDocument(
  db: Db,
  viewer: Sight,
  { isInternal, madeAt }: { isInternal: boolean; madeAt: string },
): Promise<FigureDocument> {
  const shownTo = isInternal ? viewer : forPublication(viewer);
  const measures = await measureFigures(db, shownTo);
  const surveys = new Set(measures.map(({ survey }) => survey)).size;
  return {
    fileName: 'measures',
    frame: {
      title: 'Measures',
      isInternal,
      source: `Source: ${formatCount(measures.length, 'measure')} of ${formatCount(surveys, 'survey')}.`,
      countsNote: countsNote(shownTo),
      madeAt,
    },
    sheets: [sheetOf(measures, isInternal)],
    headings,
    rows: measures.map(rowOf),
  };
}
