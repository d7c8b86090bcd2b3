import { readShipped } from '../../themes/shipped-rules.js';
import { compileTables, type Lookup } from '../../text/identify/lookup.js';

let lookup: Lookup | undefined;

/** The tables of names, places and the rest that come with the program, read once. */
export const identifyingLookup = (): Lookup =>
  (lookup ??= compileTables(readShipped('identifying')));
