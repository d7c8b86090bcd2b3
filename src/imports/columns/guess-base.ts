import type { SurveyTable } from '../import-types.js';

/** A question whose answers may decide who is asked another. */
export interface BaseParent {
  key: string;
  text: string;
  /** First column of the question, to find the nearest earlier one. */
  position: number;
  /** Index into `labels` for each row, -1 for no answer. */
  answers: Int16Array;
  labels: string[];
}

export interface GuessedBase {
  questionKey: string;
  labels: string[];
  reason: string;
}

/** Answers outside the base that may be slips, as a share. */
const slips = 0.01;
/** Within the base, at least this share must have answered. */
const leastFill = 0.5;

interface Fit {
  labels: string[];
  fill: number;
  outside: number;
}

interface LabelTally {
  label: string;
  /** Responses that gave this answer to the parent, and those of them that answered the question. */
  asked: number;
  replied: number;
}

/** How often each of the parent's answers goes with a reply; `strays` replied without a parent's answer. */
function tallyByLabel(parent: BaseParent, answered: Uint8Array) {
  const tallies = parent.labels.map((label): LabelTally => ({ label, asked: 0, replied: 0 }));
  let strays = 0;
  answered.forEach((replied, row) => {
    const tally = tallies[parent.answers[row] ?? -1];
    if (!tally) strays += replied;
    else {
      tally.asked += 1;
      tally.replied += replied;
    }
  });
  return { tallies, strays };
}

const total = (tallies: readonly LabelTally[], count: 'asked' | 'replied') =>
  tallies.reduce((sum, tally) => sum + tally[count], 0);

function fitOf(parent: BaseParent, answered: Uint8Array): Fit | undefined {
  const { tallies, strays } = tallyByLabel(parent, answered);
  const inside = tallies.filter(({ asked, replied }) => replied / (asked || 1) >= leastFill);
  const others = tallies.filter((tally) => !inside.includes(tally));
  if (inside.length === 0 || others.length === 0) return undefined;
  const outside = total(others, 'asked');
  if (outside < Math.max(5, answered.length * 0.03)) return undefined;
  if (strays + total(others, 'replied') > outside * slips) return undefined;
  const fill = total(inside, 'replied') / total(inside, 'asked');
  return { labels: inside.map(({ label }) => label), fill, outside };
}

/**
 * Who a question was asked of, guessed from where it is blank: the earlier question of whose answers
 * some always go with an answer here and the others never do; the best filled, then the nearest.
 */
export function guessBase(
  table: SurveyTable,
  question: { position: number; answered: Uint8Array },
  parents: readonly BaseParent[],
): GuessedBase | null {
  const blank = table.rows.length - question.answered.reduce((sum, one) => sum + one, 0);
  if (blank < Math.max(5, table.rows.length * 0.03)) return null;
  let best: { parent: BaseParent; fit: Fit } | undefined;
  for (const parent of parents) {
    if (parent.position >= question.position) continue;
    const fit = fitOf(parent, question.answered);
    if (fit && (!best || fit.fill >= best.fit.fill - 0.02)) best = { parent, fit };
  }
  if (!best) return null;
  const { parent, fit } = best;
  const said = fit.labels.map((label) => `“${label}”`).join(' or ');
  return {
    questionKey: parent.key,
    labels: fit.labels,
    reason: `Blank for all ${fit.outside} who gave another answer than ${said} to “${parent.text}”.`,
  };
}
