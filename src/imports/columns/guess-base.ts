import type { ColumnMapping, SurveyTable } from '../import-types.js';
import type { BaseParent } from './base-parents.js';
import { isBlank } from './column-profile.js';

export interface GuessedBase {
  questionKey: string;
  labels: string[];
  reason: string;
}

/** A question as its base is guessed: where it stands, and who answered it. */
export interface AskedColumns {
  position: number;
  /** 1 for each response that answered. */
  answered: Uint8Array;
  /** The last column that each response answered, to tell routing from giving up. */
  last: Int32Array;
}

/** Answers outside the base that may be slips, as a share of those outside. */
const slips = 0.01;
/** Answers of those who left the parent out, as a share of those inside: a few skip a question. */
const slipsWithoutParent = 0.02;
/** Within the base, at least this share must have answered. */
const leastFill = 0.5;
/** As few outside as this share of all may be blank by chance, so that they need more evidence. */
const fewOutside = 0.03;
const leastOutside = 5;
/** Chance at which blanks outside the base are no coincidence. */
const noCoincidence = 1e-6;

interface Fit {
  labels: string[];
  fill: number;
  outside: number;
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
  answered.forEach((replied, row) => {
    const tally = tallies.at(parent.answers[row] ?? -1);
    if (!tally) return;
    tally.asked += 1;
    tally.replied += replied;
    if ((last[row] ?? 0) > position) tally.later += 1;
  });
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
  if (total(others, 'replied') > outside * slips) return undefined;
  if (without && without.replied > total(inside, 'replied') * slipsWithoutParent) return undefined;
  return { labels: inside.map(({ label }) => label), fill, outside };
}

/** The last column of a closed or open question that each response answered; -1 for none. */
export function lastAnswers(table: SurveyTable, columns: readonly ColumnMapping[]): Int32Array {
  const positions = columns.flatMap(({ role, position }) =>
    role === 'closed' || role === 'multiple_part' || role === 'open' ? [position] : [],
  );
  return Int32Array.from(table.rows, (row) =>
    positions.reduce(
      (last, position) => (isBlank(table, row[position] ?? '') ? last : Math.max(last, position)),
      -1,
    ),
  );
}

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
    if (fit && (!best || fit.fill >= best.fit.fill - 0.02)) best = { parent, fit };
  }
  if (!best) return null;
  const { parent, fit } = best;
  const said = fit.labels.map((label) => `“${label}”`).join(' or ');
  const outside = parent.labels.includes('')
    ? `did not choose ${said} in`
    : `gave another answer than ${said} to`;
  return {
    questionKey: parent.key,
    labels: fit.labels,
    reason: `Blank for all ${fit.outside} who ${outside} “${parent.text}”.`,
  };
}
