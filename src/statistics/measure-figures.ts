import type { Db } from '../db/schema.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { formatDate } from '../http/formats.js';
import { baseInWords } from './base-words.js';
import { composeSentence } from './call-out-sentence.js';
import { findMeasure, listMeasures, type KeptFigure, type Measure } from './measure-queries.js';
import { proportion, type Proportion } from './percentages.js';
import { ratesForGroups, type AskedQuestion } from './rates.js';
import { countWave } from './wave-rates.js';
import { confidential, isSmall, withheldShare, type Figure } from './withhold.js';

/** As a viewer may see it: without true counts, each part of a withheld figure is `[c]`. */
export interface MeasureFigure extends Measure, Proportion<Figure> {
  /** The answers counted, as worded. */
  optionLabels: string[];
  baseWords: string;
  /** The call-out; null while there are no answers. */
  sentence: string | null;
  /** What has to be said beside the figure; null where nothing has. */
  note: string | null;
  /** True where the figure must not be published: too few people behind it. */
  withheld: boolean;
}

const keptNote = (at: string) =>
  `Kept from before the responses were removed on ${formatDate(at)}.`;

/**
 * The question as the measure counts it. An answer that it counts is in its base, whatever the rates
 * of the question make of it: a share of people outside the base could exceed 100%.
 */
function askedFor(question: AskedQuestion, measure: Measure): AskedQuestion {
  const options = question.options.map((option) => {
    const counted = option.polarity === 'excluded' && measure.optionCodes.includes(option.code);
    return counted ? { ...option, polarity: 'neutral' as const } : option;
  });
  return { ...question, options, dontKnowInBase: measure.dontKnowInBase };
}

function shownTo(viewer: Sight, figure: Proportion): Proportion<Figure> {
  if (may(viewer, 'true_counts') || !isSmall(figure)) return figure;
  const { words, ...share } = withheldShare;
  return { ...share, percentage: figure.percentage === null ? null : confidential };
}

/** The figure counted from the answers as they are now. */
export async function countFigure(db: Db, measure: Measure): Promise<KeptFigure> {
  const { questions, counted } = await countWave(
    db,
    measure.waveId,
    ({ id }) => id === measure.questionId,
  );
  const [own] = counted;
  const question = own && askedFor(own.question, measure);
  const rates = question && ratesForGroups({ ...own, question }, measure.groupKeys);
  const chosen = rates?.options.filter((option) => measure.optionCodes.includes(option.code)) ?? [];
  const numerator = chosen.reduce((sum, option) => sum + option.count, 0);
  const base = rates?.base ?? 0;
  const words = (shown: Figure) =>
    question
      ? baseInWords(question, questions, shown, { groupKeys: measure.groupKeys })
      : 'no answers yet';
  return {
    numerator,
    base,
    baseWords: words(base),
    withheldBaseWords: words(confidential),
    optionLabels: chosen.map((option) => option.label),
  };
}

async function figureOf(db: Db, viewer: Sight, measure: Measure): Promise<MeasureFigure> {
  const { kept } = measure;
  const counted = kept ?? (await countFigure(db, measure));
  const figure = proportion(counted.numerator, counted.base);
  const shown = shownTo(viewer, figure);
  return {
    ...measure,
    ...shown,
    optionLabels: counted.optionLabels,
    baseWords: shown.base === figure.base ? counted.baseWords : counted.withheldBaseWords,
    note: kept && keptNote(kept.at),
    sentence: composeSentence(
      { kind: 'share', ...shown },
      {
        template: null,
        statement: measure.statement,
        wave: measure.wave,
        survey: measure.survey,
        groups: '',
      },
    ),
    withheld: isSmall(figure),
  };
}

/** A measure with its figure, counted anew from the answers while they are there. @throws ViewfinderError `not_found`. */
export const measureFigure = async (
  db: Db,
  viewer: Sight,
  measureId: number,
): Promise<MeasureFigure> => figureOf(db, viewer, await findMeasure(db, viewer, measureId));

/** Every measure that the viewer may see, with its figure, in the order in which they were kept. */
export async function measureFigures(db: Db, viewer: Sight): Promise<MeasureFigure[]> {
  const figures: MeasureFigure[] = [];
  for (const measure of await listMeasures(db, viewer))
    figures.push(await figureOf(db, viewer, measure));
  return figures;
}
