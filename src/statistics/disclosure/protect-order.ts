import type { AskedQuestion } from '../asked-question.js';
import { unknownsOf, type KnownTable } from './attacker.js';
import type { JointCount } from './joint-answers.js';
import { placesFit } from './nesting.js';
import { protect, type Protected } from './protect.js';
import type { DisclosureRules } from './rules.js';
import { loadSolver } from './solve-move.js';

/** All that a new table is judged by, as it can be sent to another thread; the new one is first. */
export interface ProtectOrder {
  tables: readonly [KnownTable, ...KnownTable[]];
  counts: readonly JointCount[];
  questions: readonly AskedQuestion[];
  rules: DisclosureRules;
}

/** Works an order out in this very thread, which does nothing else meanwhile. */
export async function protectHere(order: ProtectOrder): Promise<Protected> {
  const { tables, counts, questions, rules } = order;
  const unknowns = unknownsOf(tables, counts, placesFit(counts, questions));
  return protect(tables, unknowns, rules, await loadSolver());
}
