import type { Db } from '../db/schema.js';
import { rulesOf, type DisclosureRules } from '../disclosure-rules.js';
import { notFound } from '../errors.js';
import { formatDate } from '../http/formats.js';
import type { Sight } from '../people/sight.js';
import { baseInWords } from './base-words.js';
import { showingTo, type Showing } from './breakdown-queries.js';
import type { CountedFigure } from './count-measure.js';
import { waveReturns } from './invited-queries.js';
import { currentValues } from './current-values.js';
import { changeSince, mustWithhold, numbersOf, withheldNumbers } from './measure-numbers.js';
import type { MeasuredNumbers } from './measure-numbers.js';
import { askedFor, countedLabels } from './measure-definition.js';
import { findMeasure, listMeasures, wavesOf, type Measure } from './measure-queries.js';
import { isProtected } from './measure-protection.js';
import { measureSentence } from './measure-sentence.js';
import { optionsOf, wavesAmong, type MeasureValue } from './measure-value-queries.js';
import { groupPlural } from './measure-words.js';
import type { Returned, Returns } from './response-rate.js';
import { waveQuestions } from './wave-counts.js';
import type { AskedQuestion } from './asked-question.js';
import { confidential, type Figure } from './withhold.js';

/** One figure of a measure as it may be shown: for publication each part of a withheld one is `[c]`. */
export interface ShownFigure extends MeasuredNumbers<Figure> {
  waveId: number;
  wave: string;
  /** The respondent group that it is of, where groups are apart. */
  groupKey: string | null;
  group: string | null;
  baseWords: string;
  /** The call-out; null while there are no answers. */
  sentence: string | null;
  /** What has to be said beside the figure; null where nothing has. */
  note: string | null;
  /** True where the figure must not be published: too few people behind it. */
  withheld: boolean;
  /** In points, of a mean in scores, since the wave before; null where there is none to compare with. */
  change: number | null;
  /** The wave before, of the same group; null where there is none. */
  earlierWaveId: number | null;
}

/** A measure with its figures; its own are those of the first. */
export interface MeasureFigure extends Omit<Measure, 'kept'>, ShownFigure {
  waveId: number;
  wave: string;
  /** The answers counted, as worded. */
  optionLabels: string[];
  /** Of its own wave first, then of each other, newest first; of each wave one a group where groups are apart. */
  figures: ShownFigure[];
}

/** What the words of figures are made from. */
interface Wording {
  measure: Measure;
  /** The questions of each wave, by its id. */
  questions: ReadonlyMap<number, readonly AskedQuestion[]>;
  waves: { id: number; name: string }[];
  /** How many responded of those invited, by wave. */
  returns: ReadonlyMap<number, Returns>;
  showing: Showing;
  rules: DisclosureRules;
  /** The figures that are withheld for what else has left of their wave. */
  hidden: ReadonlySet<CountedFigure>;
}

function countedBase({ measure, questions }: Wording, figure: CountedFigure, base: Figure) {
  const asked = questions.get(figure.waveId) ?? [];
  const own = asked.find(({ id }) => id === measure.questionId);
  if (!own) return 'no answers yet';
  const groupKeys = figure.groupKey === null ? measure.groupKeys : [figure.groupKey];
  const among = { groupKeys, where: measure.condition };
  return baseInWords(askedFor(own, measure), asked, base, among);
}

function baseWordsOf(wording: Wording, figure: CountedFigure, base: Figure): string {
  const { measure } = wording;
  const kept = keptOf(measure, figure);
  const { baseTemplate } = measure;
  if (baseTemplate !== null) return baseTemplate.replaceAll('{base}', String(base));
  if (!kept) return countedBase(wording, figure, base);
  return base === confidential ? kept.withheldBaseWords : kept.baseWords;
}

const keptOf = ({ kept }: Measure, { waveId, groupKey }: CountedFigure) =>
  kept.find((one) => one.waveId === waveId && one.groupKey === groupKey);

function noteOf({ measure, questions }: Wording, figure: CountedFigure): string | null {
  const kept = keptOf(measure, figure);
  if (kept) return `Kept from before the responses were removed on ${formatDate(kept.at)}.`;
  const asked = questions.get(figure.waveId) ?? [];
  if (asked.length === 0 || asked.some(({ id }) => id === measure.questionId)) return null;
  return 'The question was not asked in this wave.';
}

/** Of those that a figure is of: of several groups together as they add up, where each is known. */
function returnedOf({ measure, returns }: Wording, figure: CountedFigure): Returned | null {
  const own = returns.get(figure.waveId);
  const keys = figure.groupKey === null ? measure.groupKeys : [figure.groupKey];
  if (!own || keys.length === 0) return own?.all ?? null;
  const groups = keys.flatMap((key) => own.groups.get(key) ?? []);
  if (groups.length < keys.length) return null;
  return {
    responses: groups.reduce((sum, { responses }) => sum + responses, 0),
    invited: groups.reduce((sum, { invited }) => sum + invited, 0),
  };
}

function shownFigure(wording: Wording, figure: CountedFigure): ShownFigure {
  const { measure, waves, showing, hidden, rules } = wording;
  const { waveId, groupKey } = figure;
  const numbers = numbersOf(figure, returnedOf(wording, figure));
  const withheld = mustWithhold(figure, rules) || hidden.has(figure);
  const shown = withheld && showing === 'publication' ? withheldNumbers(numbers) : numbers;
  const group = groupKey === null ? null : groupPlural(groupKey);
  const baseWords = baseWordsOf(wording, figure, shown.base);
  const wave = waves.find(({ id }) => id === waveId)?.name ?? '';
  const of = { ...shown, groupKey, group, baseWords, wave };
  return {
    ...of,
    waveId,
    sentence: measureSentence(measure, of),
    note: noteOf(wording, figure),
    withheld,
    change: null,
    earlierWaveId: null,
  };
}

/** The figures with the change of each since the wave before it, of the same group. */
function withChanges(figures: readonly ShownFigure[], order: readonly number[]): ShownFigure[] {
  return figures.map((figure) => {
    const earlier = order.slice(order.indexOf(figure.waveId) + 1);
    const before = earlier.flatMap((waveId) =>
      figures.filter((one) => one.waveId === waveId && one.groupKey === figure.groupKey),
    )[0];
    return before
      ? { ...figure, change: changeSince(figure, before), earlierWaveId: before.waveId }
      : figure;
  });
}

function figuresOf(wording: Wording, value: MeasureValue): ShownFigure[] {
  const { measure, waves } = wording;
  const order = waves.map(({ id }) => id).filter((id) => wavesOf(measure).includes(id));
  const places = [measure.waveId, ...order.filter((id) => id !== measure.waveId)];
  const inOrder = places.flatMap((id) => value.figures.filter(({ waveId }) => waveId === id));
  return withChanges(
    inOrder.map((figure) => shownFigure(wording, figure)),
    order,
  );
}

const none: ReadonlySet<CountedFigure> = new Set();

/** Those few enough to be withheld by themselves have nothing to agree with, and kept ones stay as they were. */
async function hiddenOf(
  db: Db,
  measures: readonly Measure[],
  values: ReadonlyMap<number, MeasureValue>,
): Promise<ReadonlySet<CountedFigure>> {
  const hidden = new Set<CountedFigure>();
  for (const measure of measures) {
    for (const figure of values.get(measure.id)?.figures ?? []) {
      if (mustWithhold(figure, rulesOf(db))) continue;
      const kept = keptOf(measure, figure);
      if (kept ? kept.withheld : await isProtected(db, measure, figure)) hidden.add(figure);
    }
  }
  return hidden;
}

async function shownMeasures(
  db: Db,
  measures: readonly Measure[],
  showing: Showing,
): Promise<MeasureFigure[]> {
  const values = await currentValues(db, measures);
  const waves = await wavesAmong(db, [...new Set(measures.flatMap(wavesOf))]);
  const questions = new Map<number, readonly AskedQuestion[]>();
  const returns = new Map<number, Returns>();
  for (const { id } of waves) {
    questions.set(id, (await waveQuestions(db, id)).questions);
    returns.set(id, await waveReturns(db, id));
  }
  const options = new Map<number, AskedQuestion['options']>();
  for (const { questionId } of measures) options.set(questionId, await optionsOf(db, questionId));
  const hidden = showing === 'publication' ? await hiddenOf(db, measures, values) : none;
  return measures.flatMap((measure) => {
    const value = values.get(measure.id);
    const wording = { measure, questions, waves, returns, showing, hidden, rules: rulesOf(db) };
    const figures = value ? figuresOf(wording, value) : [];
    const [first] = figures;
    // Somebody has deleted it since it was looked up.
    if (!first) return [];
    const own = { options: options.get(measure.questionId) ?? [] };
    // The numbers that were kept are true ones; they leave as figures alone.
    const { kept: _kept, ...defined } = measure;
    return [{ ...defined, ...first, optionLabels: countedLabels(own, measure), figures }];
  });
}

/** A measure with its present figures. @throws ViewfinderError `not_found`. */
export async function measureFigure(
  db: Db,
  viewer: Sight,
  measureId: number,
  showing = showingTo(viewer),
): Promise<MeasureFigure> {
  const [figure] = await shownMeasures(db, [await findMeasure(db, viewer, measureId)], showing);
  if (!figure) throw notFound('measure');
  return figure;
}

/** Every measure that the viewer may see, with its present figures, in the order in which they were kept. */
export const measureFigures = async (
  db: Db,
  viewer: Sight,
  showing = showingTo(viewer),
): Promise<MeasureFigure[]> => shownMeasures(db, await listMeasures(db, viewer), showing);

/** The measures of a question that have figures of a wave, with those alone. */
export async function measuresOfQuestion(
  db: Db,
  viewer: Sight,
  { waveId, questionId }: { waveId: number; questionId: number },
  showing: Showing,
): Promise<MeasureFigure[]> {
  const own = (await listMeasures(db, viewer)).filter(
    (measure) => measure.questionId === questionId && wavesOf(measure).includes(waveId),
  );
  const shown = await shownMeasures(db, own, showing);
  return shown.map((measure) => ({
    ...measure,
    figures: measure.figures.filter((figure) => figure.waveId === waveId),
  }));
}

/** The words of a figure's base, with its number and without, for when its responses go. */
export async function wordsToKeep(db: Db, measure: Measure, figure: CountedFigure) {
  const questions = new Map([[figure.waveId, (await waveQuestions(db, figure.waveId)).questions]]);
  const wording: Wording = {
    measure,
    questions,
    waves: [],
    returns: new Map(),
    showing: 'internal',
    rules: rulesOf(db),
    hidden: none,
  };
  return {
    baseWords: countedBase(wording, figure, figure.base),
    withheldBaseWords: countedBase(wording, figure, confidential),
  };
}
