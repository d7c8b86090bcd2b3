import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import type { Chart } from '../statistics/charts/chart.js';
import { questionChart } from '../statistics/charts/question-chart.js';
import {
  changesChartOf,
  measureChartOf,
  themeChartOf,
  trendChartOf,
} from '../statistics/charts/survey-charts.js';
import { findPublishedWaves } from '../statistics/comparability-queries.js';
import { findMeasure, wavesOf } from '../statistics/measure-queries.js';
import { wavesAmong } from '../statistics/measure-value-queries.js';
import { orderWaves } from '../statistics/wave-order.js';
import { findWave } from '../surveys/survey-queries.js';
import { currentFrame } from '../themes/frame-queries.js';
import type { FigureSource } from './figure-source.js';

/** What a chart or table of a report shows now, for publication. */
export interface LiveFigure {
  chart: Chart;
  surveyId: number;
  survey: string;
  /** The waves that it shows. */
  waves: { id: number; name: string }[];
}

type SourceOf<K extends FigureSource['of']> = Extract<FigureSource, { of: K }>;
type Drawing<K extends FigureSource['of']> = (
  db: Db,
  sight: Sight,
  source: SourceOf<K>,
) => Promise<LiveFigure>;

async function placed(db: Db, sight: Sight, waveIds: readonly number[]) {
  const [first = 0] = waveIds;
  const { surveyId, surveyName } = await findWave(db, sight, first);
  const waves = (await wavesAmong(db, waveIds)).map(({ id, name }) => ({ id, name }));
  return { surveyId, survey: surveyName, waves };
}

async function ofSurvey(db: Db, sight: Sight, surveyId: number) {
  const { name, waves } = await findPublishedWaves(db, sight, surveyId);
  return { surveyId, survey: name, waves: orderWaves(waves) };
}

const drawings: { [K in FigureSource['of']]: Drawing<K> } = {
  async question(db, sight, source) {
    const { chart } = await questionChart(db, sight, source, 'publication');
    const { waveId, earlierId } = source;
    return { chart, ...(await placed(db, sight, [waveId, ...(earlierId ? [earlierId] : [])])) };
  },
  async measure(db, sight, { measureId }) {
    const chart = await measureChartOf(db, sight, measureId, 'publication');
    const measure = await findMeasure(db, sight, measureId);
    return { chart, ...(await placed(db, sight, wavesOf(measure))) };
  },
  async trend(db, sight, source) {
    const chart = await trendChartOf(db, sight, source, 'publication');
    const { waves, ...survey } = await ofSurvey(db, sight, source.surveyId);
    const shown = new Set(chart.points.map(({ label }) => label));
    return { chart, ...survey, waves: waves.filter(({ name }) => shown.has(name)) };
  },
  async themes(db, sight, { waveId }) {
    const { content: frame } = await currentFrame(db);
    const chart = await themeChartOf(db, sight, { waveId, frame }, 'publication');
    return { chart, ...(await placed(db, sight, [waveId])) };
  },
  async changes(db, sight, { surveyId }) {
    const chart = await changesChartOf(db, sight, surveyId, 'publication');
    const { waves, ...survey } = await ofSurvey(db, sight, surveyId);
    return { chart, ...survey, waves: waves.slice(-2) };
  },
};

/** @throws ViewfinderError `not_found` or `invalid` where there is no such chart, or not any more. */
export const drawSource = <K extends FigureSource['of']>(
  db: Db,
  sight: Sight,
  source: SourceOf<K>,
): Promise<LiveFigure> => drawings[source.of](db, sight, source);
