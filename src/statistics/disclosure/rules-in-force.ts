import type { Db } from '../../db/schema.js';
import { defaultRules, type DisclosureRules } from './rules.js';

const inForce = new WeakMap<Db, DisclosureRules>();

/** Whoever opens the database says by which rules its figures leave. */
export const putInForce = (db: Db, rules: DisclosureRules) => inForce.set(db, rules);

export const rulesOf = (db: Db): DisclosureRules => inForce.get(db) ?? defaultRules;
