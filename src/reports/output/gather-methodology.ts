import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import type { Sight } from '../../people/sight.js';
import { askedQuestions, waveResponses } from '../../statistics/rate-queries.js';
import { invitedOf, receivedOf } from '../../statistics/invited-queries.js';
import { returnsOf } from '../../statistics/response-rate.js';
import { measureFigure } from '../../statistics/measure-figures.js';
import { respondentGroups } from '../../surveys/respondent-groups.js';
import { listSurveys } from '../../surveys/survey-queries.js';
import { currentFrame } from '../../themes/frame-queries.js';
import { leastForFigures } from '../../themes/round-results.js';
import { callOutOf, shorthand } from '../call-out.js';
import { redactionsIn } from '../redactions.js';
import { latestRounds } from './agreement-facts.js';
import type {
  CodingFacts,
  FigureFacts,
  MethodologyFacts,
  QuestionFacts,
  QuoteFacts,
  WaveFacts,
} from './methodology-facts.js';
import {
  codedByOthers,
  confirmedIn,
  importedWhen,
  learnedFrom,
  printedQuotes,
  respondedWhen,
  type PrintedQuote,
} from './methodology-queries.js';
import { sentimentError } from './sentiment-error.js';

/** What of a report the appendix is about. */
export interface ReportUse {
  reportId: number;
  measureIds: readonly number[];
  /** The waves and closed questions that charts and tables are of. */
  questions: readonly { waveId: number; questionId: number }[];
  /** Further waves that charts and tables are of. */
  waveIds: readonly number[];
}

const groupNames = (keys: ReadonlySet<string>) =>
  respondentGroups.filter(({ key }) => keys.has(key)).map(({ plural }) => plural.toLowerCase());

/** Waves by survey and name; of comments those alone that anybody may read. */
async function wavesOf(db: Db, viewer: Sight, ids: ReadonlySet<number>): Promise<WaveFacts[]> {
  const reader = { permissions: new Set<never>(), hiddenSurveys: viewer.hiddenSurveys };
  const facts: WaveFacts[] = [];
  for (const { name: survey, waves } of await listSurveys(db, reader)) {
    for (const { id, name, comments } of waves.toReversed().filter((wave) => ids.has(wave.id))) {
      const received = await receivedOf(db, id);
      facts.push({
        ...{ id, survey, wave: name, comments },
        responses: await waveResponses(db, id),
        returns: returnsOf(await invitedOf(db, id), received),
        groups: groupNames(new Set(received.groups.keys())),
        imported: await importedWhen(db, id),
        responded: await respondedWhen(db, id),
      });
    }
  }
  return facts;
}

async function figuresOf(db: Db, viewer: Sight, use: ReportUse) {
  const figures: FigureFacts[] = [];
  const questions = [...use.questions];
  for (const id of use.measureIds) {
    const measure = await measureFigure(db, viewer, id, 'publication');
    const { name, question, optionLabels, waveId, questionId } = measure;
    const { base, sentence } = callOutOf(0, measure, rulesOf(db));
    const mark = Object.values(shorthand).find((one) => sentence.includes(one)) ?? null;
    figures.push({ name, question, counted: optionLabels, base, mark });
    questions.push({ waveId, questionId });
  }
  return { figures, questions };
}

async function questionsOf(
  db: Db,
  waves: readonly WaveFacts[],
  places: ReportUse['questions'],
): Promise<QuestionFacts[]> {
  const facts: QuestionFacts[] = [];
  for (const { id, survey, wave } of waves) {
    const wanted = new Set(
      places.filter(({ waveId }) => waveId === id).map(({ questionId }) => questionId),
    );
    if (wanted.size === 0) continue;
    for (const question of await askedQuestions(db, id)) {
      if (!wanted.has(question.id)) continue;
      const ofPolarity = (polarity: string) =>
        question.options.filter((option) => option.polarity === polarity).map(({ label }) => label);
      facts.push({
        ...{ question: question.text, survey, wave, dontKnowInBase: question.dontKnowInBase },
        negative: ofPolarity('negative'),
        excluded: ofPolarity('excluded'),
      });
    }
  }
  return facts;
}

async function codingOf(db: Db, waves: readonly WaveFacts[]): Promise<CodingFacts> {
  const { id, content } = await currentFrame(db);
  const ids = waves.map((wave) => wave.id);
  return {
    frame: content.name,
    version: content.version,
    themes: content.themes.length,
    comments: waves.reduce((sum, { comments }) => sum + comments, 0),
    confirmed: await confirmedIn(db, ids),
    codedOtherwise: await codedByOthers(db, ids, id),
    learnedFrom: await learnedFrom(db),
    sentiment: sentimentError(),
  };
}

const unknown = 'Respondents of no known group';

function quoteFacts(quotes: readonly PrintedQuote[]): QuoteFacts {
  const names = new Map(respondentGroups.map(({ key, plural }) => [key, plural]));
  const groups = new Map<string, QuoteFacts['byGroup'][number]>();
  const people = new Map<string, number>();
  const questions = new Map<string, QuoteFacts['questions'][number]>();
  for (const { extract, status, groupKey, importId, position, question, survey, wave } of quotes) {
    const group = names.get(groupKey ?? '') ?? unknown;
    const own = groups.get(group) ?? { group, quotes: 0, approved: 0, redacted: 0 };
    own.quotes += 1;
    if (status === 'approved') own.approved += 1;
    if (redactionsIn(extract ?? '') > 0) own.redacted += 1;
    groups.set(group, own);
    const person = `${importId}/${position}`;
    people.set(person, (people.get(person) ?? 0) + 1);
    questions.set(`${survey}/${wave}/${question}`, { question, survey, wave });
  }
  const order = [...names.values(), unknown];
  return {
    byGroup: [...groups.values()].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group)),
    approvers: new Set(quotes.flatMap(({ approvedById }) => approvedById ?? [])).size,
    quotedTwice: [...people.values()].filter((times) => times > 1).length,
    questions: [...questions.values()],
  };
}

/** Reads all that the methodology appendix of a report is written from, as it is for publication. */
export async function gatherMethodology(
  db: Db,
  viewer: Sight,
  use: ReportUse,
): Promise<MethodologyFacts> {
  const quotes = await printedQuotes(db, use.reportId);
  const { figures, questions } = await figuresOf(db, viewer, use);
  const waveIds = [use.waveIds, quotes.map(({ waveId }) => waveId)].flat();
  const ids = new Set([...waveIds, ...questions.map(({ waveId }) => waveId)]);
  const waves = await wavesOf(db, viewer, ids);
  return {
    waves,
    questions: await questionsOf(db, waves, questions),
    figures,
    rules: rulesOf(db),
    coding: await codingOf(db, waves),
    rounds: await latestRounds(db),
    leastForFigures,
    quotes: quoteFacts(quotes),
  };
}
