import { notFound } from '../errors.js';
import { rulesOf } from '../disclosure-rules.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { findRespondentGroup, respondentGroups } from '../surveys/respondent-groups.js';
import type { Polarity } from '../surveys/words.js';
import { baseInWords } from './base-words.js';
import { breakdownOf, type Showing } from './breakdown-queries.js';
import { standingOf, type WaveEvidence } from './comparability.js';
import { findChanges } from './find-changes.js';
import type { PartRates } from './breakdown.js';
import { decisionsOf, fileReadings, findPublishedWaves } from './comparability-queries.js';
import { groupRates, ratesForGroups, type AskedQuestion } from './rates.js';
import { changesOf, correctTogether, followedOf, shareOf } from './trend-changes.js';
import type { Followed, Trend, TrendWave } from './trend.js';
import { evidenceOf } from './wave-evidence.js';
import { orderWaves } from './wave-order.js';
import { countWave } from './wave-rates.js';

/** Which trend: of a survey's question, of one respondent group or of everybody. */
export interface TrendSpec {
  surveyId: number;
  questionId: number;
  groupKey?: string | null;
  /** The answer to follow; the negative answers where none is given. */
  optionCode?: number | null;
}

/** What is known of one wave's questions. */
interface PastWave {
  id: number;
  name: string;
  questions: AskedQuestion[];
  evidence: ReadonlyMap<number, WaveEvidence>;
}

const isClosed = ({ kind }: AskedQuestion) =>
  kind === 'single' || kind === 'scale' || kind === 'multiple';

/** A survey's waves oldest first, each with its closed questions, or with the one asked for. */
async function pastOf(db: Db, viewer: Sight, surveyId: number, questionId?: number) {
  const survey = await findPublishedWaves(db, viewer, surveyId);
  const readings = await fileReadings(db, surveyId);
  const waves: PastWave[] = [];
  for (const wave of orderWaves(survey.waves)) {
    const wanted = ({ id }: AskedQuestion) => questionId === undefined || id === questionId;
    const { questions, counted } = await countWave(db, wave.id, (question) => {
      return isClosed(question) && wanted(question);
    });
    const evidence = counted.map((one) => {
      const { question } = one;
      const rates = { question, all: ratesForGroups(one, []), groups: groupRates(one) };
      const files = readings(wave.id, question.id);
      return [question.id, evidenceOf(wave, rates, files, questions)] as const;
    });
    waves.push({ ...wave, questions, evidence: new Map(evidence) });
  }
  return { survey, waves, decided: await decisionsOf(db, surveyId) };
}
type Past = Awaited<ReturnType<typeof pastOf>>;

/** A wave's figures of a question, of one group or of everybody; null where nobody of them was asked. */
async function ratesOfWave(
  db: Db,
  viewer: Sight,
  { wave, question, groupKey }: Pick<Wanted, 'question' | 'groupKey'> & { wave: PastWave },
  showing: Showing,
) {
  const by = groupKey && wave.questions.find(({ role }) => role === 'respondent_group');
  if (by === undefined) return null;
  const spec = { waveId: wave.id, questionId: question.id, byId: by ? by.id : null, where: null };
  const { all, parts, intervalNote } = await breakdownOf(db, viewer, spec, showing);
  const isOwn = ({ label }: PartRates) => findRespondentGroup(label)?.key === groupKey;
  const rates = groupKey === null ? all : parts.find(isOwn);
  if (!rates) return null;
  const among = { groupKeys: groupKey === null ? [] : [groupKey] };
  return {
    rates,
    baseWords: baseInWords(question, wave.questions, rates, among),
    population: rates.invited ?? null,
    intervalNote,
  };
}

interface Wanted {
  question: AskedQuestion;
  followed: Followed;
  groupKey: string | null;
}

async function trendFrom(
  db: Db,
  viewer: Sight,
  { survey, waves, decided, ...wanted }: Past & Wanted,
  showing: Showing,
): Promise<Trend> {
  const { question, followed, groupKey } = wanted;
  const shown: TrendWave[] = [];
  for (const wave of waves) {
    if (!wave.evidence.has(question.id)) continue;
    const found = await ratesOfWave(db, viewer, { wave, question, groupKey }, showing);
    const share = found && shareOf(found.rates, followed);
    if (share) shown.push({ waveId: wave.id, wave: wave.name, ...found, share });
  }
  const standing = (earlierWaveId: number, waveId: number) => {
    const [earlier, later] = [earlierWaveId, waveId].map((id) =>
      waves.find((wave) => wave.id === id)?.evidence.get(question.id),
    );
    const found = earlier && later ? findChanges(earlier, later, rulesOf(db)) : [];
    // Who answered besides, and how many, is no matter where the figures are of one group.
    const ofAll = ['groups', 'small'];
    const findings = groupKey === null ? found : found.filter(({ kind }) => !ofAll.includes(kind));
    return standingOf(findings, decided({ questionId: question.id, waveId, earlierWaveId }));
  };
  const { id, text, kind } = question;
  return {
    surveyId: survey.id,
    question: { id, text, kind },
    followed,
    groupKey,
    waves: shown,
    changes: changesOf(shown, standing, showing === 'publication'),
  };
}

/** The closed questions of all waves, in the order of the newest wave that asks them. */
function questionsOf(waves: readonly PastWave[]): AskedQuestion[] {
  const questions = new Map<number, AskedQuestion>();
  for (const wave of [...waves].reverse()) {
    for (const question of wave.questions) {
      if (wave.evidence.has(question.id) && !questions.has(question.id))
        questions.set(question.id, question);
    }
  }
  return [...questions.values()];
}

/** The respondent groups that answered a question in any wave. */
function groupsOf(waves: readonly PastWave[], questionId: number) {
  const plurals = new Set(waves.flatMap(({ evidence }) => evidence.get(questionId)?.groups ?? []));
  return respondentGroups.filter(({ plural }) => plurals.has(plural));
}

/** A question's trend with what can be chosen of it: respondent groups, and answers to follow. */
export interface QuestionTrend {
  survey: { id: number; name: string };
  trend: Trend;
  groups: { key: string; plural: string }[];
  options: { code: number; label: string; polarity: Polarity }[];
}

/**
 * A question's waves side by side, with the change from each to the next, corrected together, and what
 * can be chosen of it. A group that never answered it stands for everybody.
 * @throws ViewfinderError `not_found` for a survey or a closed question of it that the viewer may not see.
 */
export async function questionTrend(
  db: Db,
  viewer: Sight,
  spec: TrendSpec,
  showing: Showing,
): Promise<QuestionTrend> {
  const past = await pastOf(db, viewer, spec.surveyId, spec.questionId);
  const [question] = questionsOf(past.waves);
  const followed = question && followedOf(question, spec.optionCode ?? null);
  if (!question || !followed) throw notFound('question');
  const groups = groupsOf(past.waves, question.id);
  const groupKey = groups.find(({ key }) => key === spec.groupKey)?.key ?? null;
  const trend = await trendFrom(db, viewer, { ...past, question, followed, groupKey }, showing);
  const { survey } = past;
  return {
    survey: { id: survey.id, name: survey.name },
    trend: correctTogether([trend])[0] ?? trend,
    groups: groups.map(({ key, plural }) => ({ key, plural })),
    options: question.options.map(({ code, label, polarity }) => ({ code, label, polarity })),
  };
}

/** The trend alone; see `questionTrend`. */
export const trendOf = async (
  db: Db,
  viewer: Sight,
  spec: TrendSpec,
  showing: Showing,
): Promise<Trend> => (await questionTrend(db, viewer, spec, showing)).trend;

/** Every closed question of a survey that has been asked, each with its waves side by side. */
export async function surveyTrends(db: Db, viewer: Sight, surveyId: number, showing: Showing) {
  const past = await pastOf(db, viewer, surveyId);
  const trends: Trend[] = [];
  for (const question of questionsOf(past.waves)) {
    const followed = followedOf(question, null);
    if (!followed) continue;
    const wanted = { question, followed, groupKey: null };
    trends.push(await trendFrom(db, viewer, { ...past, ...wanted }, showing));
  }
  const { survey, waves } = past;
  return {
    survey: { id: survey.id, name: survey.name },
    waves: waves.map(({ id, name }) => ({ id, name })),
    trends: correctTogether(trends),
  };
}
