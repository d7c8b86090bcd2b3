import type { ColumnMapping, SurveyTable } from '../import-types.js';
import type { BaseParent } from './base-parents.js';
import { isBlank } from './column-profile.js';
import type { Confidence } from './guessed-options.js';

export interface GuessedBase {
  questionKey: string;
  labels: string[];
  reason: string;
  confidence: Confidence;
}

/** A question as its base is guessed: where it stands, and who answered it. */
export interface AskedColumns {
  position: number;
  /** 1 for each response that answered. */
  answered: Uint8Array;
  /** The last column that each response answered, to tell routing from giving up. */
  last: Int32Array;
}

/** Answers outside the base that may be slips, as a share of those outside: on paper forms a few. */
const slips = 0.05;
/** And as a share of all answers. */
const strayShare = 0.1;
/** Beyond this share they are so many that the routing is less than sure. */
const fewSlips = 0.01;
/** Answers of those who left the parent out, as a share of those inside: a few skip a question. */
const slipsWithoutParent = 0.02;
/** Within the base, at least this share must have answered. */
const leastFill = 0.5;
/** As few outside as this share of all may be blank by chance, so that they need more evidence. */
const fewOutside = 0.03;
const leastOutside = 5;
/** Chance at which blanks outside the base are no coincidence. */
const noCoincidence = 1e-6;
/** Over all parents tried: a higher chance is no evidence, a somewhat lower one is weak. */
const mayBeChance = 0.05;
const seemsChance = 0.001;

interface Fit {
  labels: string[];
  fill: number;
  /** Responses that were asked, those of them that answered; those outside, those of them that answered. */
  asked: number;
  replied: number;
  outside: number;
  strays: number;
  /** The chance that so many outside are blank if the blanks fell on anybody. */
  chance: number;
}

/**
 * The chance that `outside` responses drawn at random hold at most `strays` answers, where `answers` of
 * all `responses` did: the hypergeometric distribution's lower tail.
 */
function chanceOf(outside: number, strays: number, answers: number, responses: number): number {
  const blanks = responses - answers;
  let term = 1;
  for (let at = 0; at < outside; at += 1) term *= (blanks - at) / (responses - at);
  let sum = Math.max(0, term);
  for (let at = 1; at <= strays; at += 1) {
    term *= ((answers - at + 1) * (outside - at + 1)) / (at * (blanks - outside + at));
    if (Number.isFinite(term)) sum += term;
  }
  return sum;
}

interface LabelTally {
  label: string;
  /** Responses that gave this answer to the parent, those of them that answered the question, or a later one. */
  asked: number;
  replied: number;
  later: number;
}

/** How often each of the parent's answers, or none (the last tally), goes with a reply. */
function tallyByLabel(parent: BaseParent, { answered, last, position }: AskedColumns) {
  const tallies = [...parent.labels, ''].map((label): LabelTally => ({
    label,
    asked: 0,
    replied: 0,
    later: 0,
  }));
  const { answers, labels } = parent;
  for (let row = 0; row < answered.length; row += 1) {
    const answer = answers[row] ?? -1;
    const tally = tallies[answer < 0 ? labels.length : answer];
    if (!tally) continue;
    tally.asked += 1;
    tally.replied += answered[row] ?? 0;
    if ((last[row] ?? 0) > position) tally.later += 1;
  }
  return { tallies: tallies.slice(0, -1), without: tallies.at(-1) };
}

const total = (tallies: readonly LabelTally[], count: 'asked' | 'replied' | 'later') =>
  tallies.reduce((sum, tally) => sum + tally[count], 0);

/** A handful blank is routing only if they went on with the survey and hardly anybody else left it out. */
function isEnough(others: readonly LabelTally[], fill: number, responses: number): boolean {
  const outside = total(others, 'asked');
  if (outside < leastOutside) return false;
  if (outside >= responses * fewOutside) return true;
  const wentOn = total(others, 'later') >= outside / 2;
  return wentOn && (1 - fill + 1 / responses) ** outside < noCoincidence;
}

function fitOf(parent: BaseParent, asked: AskedColumns): Fit | undefined {
  const { tallies, without } = tallyByLabel(parent, asked);
  const inside = tallies.filter((tally) => tally.replied / (tally.asked || 1) >= leastFill);
  const others = tallies.filter((tally) => !inside.includes(tally) && tally.asked > 0);
  if (inside.length === 0 || others.length === 0) return undefined;
  if (inside.some(({ label }) => label === '')) return undefined;
  const fill = total(inside, 'replied') / total(inside, 'asked');
  const outside = total(others, 'asked');
  if (!isEnough(others, fill, asked.answered.length)) return undefined;
  const strays = total(others, 'replied');
  const [inBase, replied] = [total(inside, 'asked'), total(inside, 'replied')];
  if (strays > outside * slips || strays > replied * strayShare) return undefined;
  if (without && without.replied > replied * slipsWithoutParent) return undefined;
  const chance = chanceOf(outside, strays, replied + strays, inBase + outside);
  const labels = inside.map(({ label }) => label);
  return { labels, fill, asked: inBase, replied, outside, strays, chance };
}

/** The last column of a closed or open question that each response answered; -1 for none. */
export function lastAnswers(table: SurveyTable, columns: readonly ColumnMapping[]): Int32Array {
  const positions = columns.flatMap(({ role, position }) =>
    role === 'closed' || role === 'multiple_part' || role === 'open' ? [position] : [],
  );
  positions.sort((one, other) => other - one);
  return Int32Array.from(
    table.rows,
    (row) => positions.find((position) => !isBlank(table, row[position] ?? '')) ?? -1,
  );
}

const isExact = ({ strays, outside }: Fit) => strays <= outside * fewSlips;

/** Without strays before with some; then the better filled; then the later. */
const isBetter = (fit: Fit, than: Fit) =>
  isExact(fit) === isExact(than) ? fit.fill >= than.fill - 0.02 : isExact(fit);

/**
 * Who a question was asked of, guessed from where it is blank: the earlier question of whose answers
 * some always go with an answer here and the others never do; the best filled, then the nearest.
 */
export function guessBase(asked: AskedColumns, parents: readonly BaseParent[]): GuessedBase | null {
  const blank = asked.answered.length - asked.answered.reduce((sum, one) => sum + one, 0);
  if (blank < leastOutside) return null;
  let best: { parent: BaseParent; fit: Fit } | undefined;
  for (const parent of parents) {
    if (parent.position >= asked.position) continue;
    const fit = fitOf(parent, asked);
    if (fit && (!best || isBetter(fit, best.fit))) best = { parent, fit };
  }
  if (!best || best.fit.chance * parents.length > mayBeChance) return null;
  return {
    questionKey: best.parent.key,
    labels: best.fit.labels,
    reason: reasonOf(best.parent, best.fit),
    confidence: confidenceOf(best.fit, parents.length),
  };
}

function confidenceOf(fit: Fit, parents: number): Confidence {
  const { chance, strays, fill } = fit;
  if (chance * parents > seemsChance || !isExact(fit)) return 'low';
  return strays > 0 || fill < 0.7 ? 'medium' : 'high';
}

const formatCount = (count: number) => count.toLocaleString('en-GB');

/** "Blank for all 53 who gave another answer than “Yes” to “…”, and answered by 48 of the 51 who gave it." */
function reasonOf(parent: BaseParent, { labels, asked, replied, outside, strays }: Fit): string {
  const said = labels.map((label) => `“${label}”`).join(' or ');
  const [others, those] = parent.labels.includes('')
    ? [`did not choose ${said} in “${parent.text}”`, 'chose it']
    : [
        `gave another answer than ${said} to “${parent.text}”`,
        labels.length > 1 ? 'gave one of these' : 'gave it',
      ];
  const blank =
    strays === 0
      ? `Blank for all ${formatCount(outside)} who ${others}`
      : `Blank for ${formatCount(outside - strays)} of the ${formatCount(outside)} who ${others}`;
  const share = replied === asked ? 'all' : `${formatCount(replied)} of the`;
  return `${blank}, and answered by ${share} ${formatCount(asked)} who ${those}.`;
}
