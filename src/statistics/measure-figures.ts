import type { Db } from '../db/schema.js';
import { formatDate } from '../http/formats.js';
import { baseInWords } from './base-words.js';
import { callOutSentence } from './figure-words.js';
import { findMeasure, listMeasures, type KeptFigure, type Measure } from './measure-queries.js';
import { proportion, type Proportion } from './percentages.js';
import { ratesForGroups, type AskedQuestion } from './rates.js';
import { countWave } from './wave-rates.js';

/** Fewer than these and a figure could point to a person; it is withheld from what leaves the server. */
export const leastCell = 5;
export const leastBase = 10;

export interface MeasureFigure extends Measure, Proportion {
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

const isWithheld = ({ numerator, base }: Proportion) =>
  base < leastBase ||
  (numerator > 0 && numerator < leastCell) ||
  (base > numerator && base - numerator < leastCell);

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

/** The figure counted from the answers as they are now. */
async function countFigure(db: Db, measure: Measure): Promise<KeptFigure> {
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
  const baseWords = question
    ? baseInWords(question, questions, base, measure.groupKeys)
    : 'no answers yet';
  return { numerator, base, baseWords, optionLabels: chosen.map((option) => option.label) };
}

async function figureOf(db: Db, measure: Measure): Promise<MeasureFigure> {
  const { kept } = measure;
  const { numerator, base, baseWords, optionLabels } = kept ?? (await countFigure(db, measure));
  const figure = proportion(numerator, base);
  return {
    ...measure,
    ...figure,
    optionLabels,
    baseWords,
    note: kept && keptNote(kept.at),
    sentence:
      figure.percentage === null ? null : callOutSentence(figure.percentage, measure.statement),
    withheld: isWithheld(figure),
  };
}

/** A measure with its figure, counted anew from the answers while they are there. @throws ViewfinderError `not_found`. */
export const measureFigure = async (db: Db, measureId: number): Promise<MeasureFigure> =>
  figureOf(db, await findMeasure(db, measureId));

/** Every measure with its figure, in the order in which they were kept. */
export async function measureFigures(db: Db): Promise<MeasureFigure[]> {
  const figures: MeasureFigure[] = [];
  for (const measure of await listMeasures(db)) figures.push(await figureOf(db, measure));
  return figures;
}
