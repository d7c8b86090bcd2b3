import type { Db } from '../db/schema.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import type { QuestionKind } from '../surveys/words.js';
import { baseInWords } from './base-words.js';
import { hasOptions, type AskedQuestion } from './asked-question.js';
import {
  groupRates,
  ratesForGroups,
  type CountedQuestion,
  type GroupRates,
  type Rates,
} from './rates.js';
import { waveCounts, waveQuestions } from './wave-counts.js';
import type { PartRates } from './breakdown.js';
import { publishedRates } from './disclosure/publication.js';
import type { Figure } from './withhold.js';
import { findRespondentGroup } from '../surveys/respondent-groups.js';

/** As a viewer may see it: without true counts, small ones are withheld. */
export interface QuestionRates<N = Figure> extends Rates<N> {
  id: number;
  text: string;
  kind: QuestionKind;
  baseWords: string;
  dontKnowInBase: boolean;
  groups: GroupRates<N>[];
}

type Figures = Rates<Figure> & Pick<QuestionRates, 'groups'>;

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

/** The figures of respondent groups by their keys; a code that stands for no group has none. */
const groupsOf = (parts: readonly PartRates[]): GroupRates<Figure>[] =>
  parts.flatMap(({ code: _, label, ...rates }) => {
    const group = findRespondentGroup(label);
    return group ? [{ groupKey: group.key, group: group.plural, ...rates }] : [];
  });

/** Every closed question and attribute of a wave with its figures, for everybody and by group. */
export async function waveRates(
  db: Db,
  viewer: Sight,
  waveId: number,
): Promise<{ questions: QuestionRates[]; attributes: QuestionRates[] }> {
  const { questions, by, counted } = await countWave(db, waveId, hasOptions);
  const ratesOf = async (one: CountedQuestion): Promise<Figures> => {
    if (may(viewer, 'true_counts')) {
      return { ...ratesForGroups(one, []), groups: groupRates(one) };
    }
    const wave = { id: waveId, questions };
    const table = { question: one.question, by, where: null };
    const { all, parts } = await publishedRates(db, wave, table, one.counted);
    return { ...all, groups: groupsOf(parts) };
  };
  const shown: QuestionRates[] = [];
  for (const one of counted) {
    const { id, text, kind, dontKnowInBase } = one.question;
    const rates = await ratesOf(one);
    const baseWords = baseInWords(one.question, questions, rates);
    shown.push({ id, text, kind, baseWords, dontKnowInBase, ...rates });
  }
  return {
    questions: shown.filter((question) => question.kind !== 'attribute'),
    attributes: shown.filter((question) => question.kind === 'attribute'),
  };
}
