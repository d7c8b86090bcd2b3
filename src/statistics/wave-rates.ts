import type { Db } from '../db/schema.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import type { QuestionKind } from '../surveys/words.js';
import { baseInWords } from './base-words.js';
import { hasOptions, type AskedQuestion } from './asked-question.js';
import { correctIntervals } from './correct-intervals.js';
import { waveReturns } from './invited-queries.js';
import {
  groupRates,
  ratesForGroups,
  type CountedQuestion,
  type GroupRates,
  type Rates,
} from './rates.js';
import { waveCounts, waveQuestions } from './wave-counts.js';
import { withholdSmall, type Figure } from './withhold.js';

/** As a viewer may see it: without true counts, small ones are withheld. */
export interface QuestionRates<N = Figure> extends Rates<N> {
  id: number;
  text: string;
  kind: QuestionKind;
  baseWords: string;
  dontKnowInBase: boolean;
  groups: GroupRates<N>[];
}

/** Counts the wave's questions (or some of them) over the union of its published imports, by respondent group. */
export async function countWave(
  db: Db,
  waveId: number,
  only?: (question: AskedQuestion) => boolean,
): Promise<{ questions: AskedQuestion[]; counted: CountedQuestion[] }> {
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
  return { questions, counted };
}

/** Every closed question and attribute of a wave (or some of them) with its figures, for everybody and by group. */
export async function waveRates(
  db: Db,
  viewer: Sight,
  waveId: number,
  only: (question: AskedQuestion) => boolean = () => true,
): Promise<{ questions: QuestionRates[]; attributes: QuestionRates[] }> {
  const { questions, counted } = await countWave(
    db,
    waveId,
    (question) => hasOptions(question) && only(question),
  );
  const returns = await waveReturns(db, waveId);
  const trueCounts = may(viewer, 'true_counts');
  const all = counted.map((one): QuestionRates => {
    const { id, text, kind, dontKnowInBase } = one.question;
    const counts = {
      all: correctIntervals(ratesForGroups(one, []), returns.all),
      groups: groupRates(one).map((group) =>
        correctIntervals(group, returns.groups.get(group.groupKey) ?? null),
      ),
    };
    const { all: rates, groups } = trueCounts ? counts : withholdSmall(one.question, counts);
    const baseWords = baseInWords(one.question, questions, rates);
    return { id, text, kind, baseWords, dontKnowInBase, ...rates, groups };
  });
  return {
    questions: all.filter((question) => question.kind !== 'attribute'),
    attributes: all.filter((question) => question.kind === 'attribute'),
  };
}
