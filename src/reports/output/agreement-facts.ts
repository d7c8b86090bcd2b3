import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../db/schema.js';

import { bootstrapInterval, cohenKappa, krippendorffAlpha } from '../../text/agreement.js';
import { listRounds, type Round, type RoundCoding } from '../../themes/round-queries.js';
import { leastForFigures, machineScores, type CodedComment } from '../../themes/round-results.js';
import { codedComments } from '../../themes/run-round.js';
import { themesOfRound } from '../../themes/show-round.js';
import type { AgreementFacts, MachineFacts, RoundFacts } from './methodology-facts.js';

const mostRounds = 2;

const kappaOf = (pairs: readonly (readonly string[])[]) =>
  cohenKappa(
    pairs.map(([one = '']) => one),
    pairs.map(([, other = '']) => other),
  ).kappa;

/** Of two coders kappa, of more alpha; nothing of fewer comments than figures need. */
async function agreementOf(
  theme: string,
  units: readonly (readonly string[])[],
  coders: number,
): Promise<AgreementFacts> {
  const figureOf = coders === 2 ? kappaOf : krippendorffAlpha;
  const isShown = units.length >= leastForFigures;
  const figure = isShown ? figureOf(units) : null;
  const interval = figure === null ? null : bootstrapInterval(units, figureOf);
  // A thousand draws of a long round take their time: others are served between two themes.
  await setImmediate();
  return { theme, comments: units.length, figure, interval };
}

/** What each coder said of each comment that two or more coded, in the order of the coders. */
const unitsOf = (
  { coders }: Round,
  comments: readonly CodedComment[],
  codeOf: (coding: RoundCoding) => string | null,
): string[][] =>
  comments
    .map(({ codings }) =>
      coders.flatMap(({ accountId }) => {
        const coding = codings.find((one) => one.accountId === accountId);
        return coding ? (codeOf(coding) ?? []) : [];
      }),
    )
    .filter((codes) => codes.length >= 2);

function machineFacts(
  themes: readonly { key: string; name: string }[],
  comments: readonly CodedComment[],
): MachineFacts[] {
  const settled = comments.flatMap(({ gold, machine }) => (gold ? [{ right: gold, machine }] : []));
  if (settled.length < leastForFigures) return [];
  const keys = themes.map(({ key }) => key);
  return machineScores(keys, settled).flatMap(({ n, scores, intervals }, at) =>
    scores && intervals
      ? [{ theme: themes[at]?.name ?? '', comments: n, ...scores, f1Interval: intervals.f1 }]
      : [],
  );
}

async function factsOf(db: Db, round: Round): Promise<RoundFacts> {
  const comments = await codedComments(db, round);
  const themes = await themesOfRound(db, round);
  const agreements: AgreementFacts[] = [];
  for (const { key, name } of themes) {
    const says = ({ themeKeys }: RoundCoding) => (themeKeys.includes(key) ? 'yes' : 'no');
    agreements.push(await agreementOf(name, unitsOf(round, comments, says), round.coders.length));
  }
  const sentiments = unitsOf(round, comments, ({ sentiment }) => sentiment);
  agreements.push(await agreementOf('Sentiment', sentiments, round.coders.length));
  const { name, createdAt, coders } = round;
  return {
    name,
    createdAt,
    coders: coders.length,
    comments: comments.length,
    agreements,
    machine: machineFacts(themes, comments),
  };
}

/** The latest rounds of double coding whose coding is over, newest first. */
export async function latestRounds(db: Db): Promise<RoundFacts[]> {
  const over = (await listRounds(db)).filter(({ state }) => state !== 'coding');
  const facts: RoundFacts[] = [];
  for (const round of over.slice(0, mostRounds)) facts.push(await factsOf(db, round));
  return facts;
}
