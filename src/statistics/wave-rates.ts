import type { Db } from '../db/schema.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import type { QuestionKind } from '../surveys/words.js';
import { baseInWords } from './base-words.js';
import { hasOptions, type AskedQuestion } from './asked-question.js';
import { shareOfBase } from './charts/breakdown-chart.js';
import { correctIntervals } from './correct-intervals.js';
import { waveReturns } from './invited-queries.js';
import {
  ratesForAll,
  ratesForParts,
  type CountedQuestion,
  type GroupRates,
  type Rates,
} from './rates.js';
import { waveCounts, waveQuestions } from './wave-counts.js';
import { publishedRates } from './disclosure/publication.js';
import type { Figure } from './withhold.js';
import type { Returns } from './response-rate.js';
import { findRespondentGroup } from '../surveys/respondent-groups.js';

/** As a viewer may see it: without true counts, small ones are withheld. */
export interface QuestionRates<N = Figure> extends Rates<N> {
  id: number;
  text: string;
  kind: QuestionKind;
  baseWords: string;
  dontKnowInBase: boolean;
  /** Those who do not know, where they are in the base and there are any. */
  dontKnow: { count: Figure; percentage: Figure | null } | null;
  groups: GroupRates<N>[];
}

/** Counts the wave's questions (or some of them) over the union of its published imports, by respondent group. */
export async function countWave(
  db: Db,
  waveId: number,
  only?: (question: AskedQuestion) => boolean,
): Promise<{ questions: AskedQuestion[]; by: AskedQuestion | null; counted: CountedQuestion[] }> {
  const wave = await waveQuestions(db, waveId);
  const { questions } = wave;
  const by = questions.find((question) => question.role === 'respondent_group') ?? null;
  const wanted = questions.filter((question) => only?.(question) ?? true);
  const counts = await waveCounts(db, wave, wanted, { by, where: null });
  const groupNames = new Map(by?.options.map(({ code, label }) => [code, label]));
  const counted = counts.flatMap((own, at) => {
    const question = wanted[at];
    return question ? [{ question, counted: own, groupNames }] : [];
  });
  return { questions, by, counted };
}

/** Figures for everybody and for each respondent group, by its code. */
function groupsApart(
  { question, counted }: CountedQuestion,
  by: AskedQuestion | null,
  returns: Returns,
): { all: Rates; parts: (GroupRates<number> & { code: number })[] } {
  const parts = (by?.options ?? []).flatMap(({ code, label }) => {
    const group = findRespondentGroup(label);
    if (!group) return [];
    const { key, plural } = group;
    const rates = ratesForParts(question, counted, [code]);
    const invited = returns.groups.get(key) ?? null;
    const corrected = correctIntervals(rates, invited);
    return [{ code, groupKey: key, group: plural, ...corrected }];
  });
  return { all: correctIntervals(ratesForAll(question, counted), returns.all), parts };
}

/** Nobody replied where nothing but reasons for no answer is left; of what is withheld nothing is said. */
const hasReplies = ({ options, missing }: Rates<Figure>) =>
  missing.dont_know !== 0 || options.some(({ count }) => count !== 0);

function dontKnowOf({ kind, dontKnowInBase }: AskedQuestion, { base, missing }: Rates<Figure>) {
  const count = missing.dont_know;
  if (!dontKnowInBase || kind === 'multiple' || count === 0) return null;
  return { count, percentage: shareOfBase(count, base) };
}

/** Every closed question and attribute of a wave (or some of them) with its figures, for everybody and by group. */
export async function waveRates(
  db: Db,
  viewer: Sight,
  waveId: number,
  only: (question: AskedQuestion) => boolean = () => true,
): Promise<{ questions: QuestionRates[]; attributes: QuestionRates[] }> {
  const { questions, by, counted } = await countWave(
    db,
    waveId,
    (question) => hasOptions(question) && only(question),
  );
  const returns = await waveReturns(db, waveId);
  const wave = { id: waveId, questions };
  const shown: QuestionRates[] = [];
  for (const one of counted) {
    const { question } = one;
    const truth = groupsApart(one, by, returns);
    const { all, parts } = may(viewer, 'true_counts')
      ? truth
      : await publishedRates(db, wave, { question, by, where: null }, truth);
    const { id, text, kind, dontKnowInBase } = question;
    const rates = { ...all, groups: parts.filter(hasReplies) };
    const baseWords = baseInWords(one.question, questions, rates);
    const dontKnow = dontKnowOf(question, rates);
    shown.push({ id, text, kind, baseWords, dontKnowInBase, dontKnow, ...rates });
  }
  return {
    questions: shown.filter((question) => question.kind !== 'attribute'),
    attributes: shown.filter((question) => question.kind === 'attribute'),
  };
}
