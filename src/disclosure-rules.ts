import type { Db } from './db/schema.js';

/** When a figure could point to a person; set per deployment. */
export interface DisclosureRules {
  /** Fewer people than these in a cell are withheld; no withheld number can be told more closely than this. */
  readonly leastCell: number;
  /** Of fewer people than these nothing is shown. */
  readonly leastBase: number;
}

export const defaultRules: DisclosureRules = { leastCell: 5, leastBase: 10 };

const inForce = new WeakMap<Db, DisclosureRules>();

/** Whoever opens the database says by which rules its figures leave. */
export const putInForce = (db: Db, rules: DisclosureRules) => inForce.set(db, rules);

/** The rules by which figures of a database leave. Of transactions those of `inTransaction` have them alone. */
export const rulesOf = (db: Db): DisclosureRules => inForce.get(db) ?? defaultRules;
