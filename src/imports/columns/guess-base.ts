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

function fitOf(parent: BaseParent, answered: Uint8Array): Fit | undefined {
  const asked = new Float64Array(parent.labels.length);
  const replied = new Float64Array(parent.labels.length);
  let strays = 0;
  for (let row = 0; row < answered.length; row += 1) {
    const answer = parent.answers[row] ?? -1;
    if (answer < 0) strays += answered[row] ?? 0;
    else {
      asked[answer] = (asked[answer] ?? 0) + 1;
      replied[answer] = (replied[answer] ?? 0) + (answered[row] ?? 0);
    }
  }
  const inside = parent.labels.filter(
    (_, at) => (replied[at] ?? 0) / (asked[at] || 1) >= leastFill,
  );
  if (inside.length === 0 || inside.length === parent.labels.length) return undefined;
  let [insideAsked, insideReplied, outside] = [0, 0, 0];
  parent.labels.forEach((label, at) => {
    if (inside.includes(label)) {
      insideAsked += asked[at] ?? 0;
      insideReplied += replied[at] ?? 0;
    } else {
      outside += asked[at] ?? 0;
      strays += replied[at] ?? 0;
    }
  });
  const enough = outside >= Math.max(5, answered.length * 0.03);
  if (!enough || strays > Math.max(outside * slips, 0)) return undefined;
  return { labels: inside, fill: insideReplied / insideAsked, outside };
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
