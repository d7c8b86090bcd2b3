import type { AskedQuestion } from '../asked-question.js';
import type { Rates } from '../rates.js';
import type { Figure } from '../withhold.js';
import { unknownsOf } from './attacker.js';
import type { JointCount } from './joint-answers.js';
import { maskedRates } from './masked-rates.js';
import { protect } from './protect.js';
import type { PublishedTable } from './published-table.js';
import type { DisclosureRules } from './rules.js';

/**
 * The figures of a single choice that no other table tells of, after disclosure control; all are withheld
 * where nothing less would do. By exchanges alone, so that it needs no solver.
 */
export function withholdAlone(
  question: AskedQuestion,
  rates: Rates,
  rules: DisclosureRules,
): Rates<Figure> {
  const table: PublishedTable = { question, by: null, where: null, counted: null };
  const counts = rates.options.map(({ code, count }): JointCount => ({
    answers: new Map([[question.id, { codes: [code], missing: null }]]),
    count,
  }));
  const known = { table, withheld: null };
  const unknowns = unknownsOf([known], counts, () => true);
  const { withheld } = protect([known], unknowns, rules, null);
  return maskedRates(rates, 'all', withheld);
}
