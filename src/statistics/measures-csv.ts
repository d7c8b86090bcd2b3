import { writeCsv } from '../http/csv.js';
import type { MeasureFigure } from './measure-figures.js';
import { confidential } from './withhold.js';

const heading = [
  'Measure',
  'Survey',
  'Wave',
  'Question',
  'Percentage',
  'Numerator',
  'Base',
  'Base in words',
  'Interval from (95%)',
  'Interval to (95%)',
  'Sentence',
];

/** Every measure as it may be published, one a row; a withheld one shows [c] for each of its figures. */
export const measuresCsv = (measures: readonly MeasureFigure[]): string =>
  writeCsv([
    heading,
    ...measures.map((measure) => {
      const { percentage, numerator, base, baseWords, low, high, sentence } = measure;
      const figures = [percentage, numerator, base, baseWords, low, high, sentence];
      const shown = figures.map((figure) => (measure.withheld ? confidential : (figure ?? '')));
      return [measure.name, measure.survey, measure.wave, measure.question, ...shown];
    }),
  ]);
