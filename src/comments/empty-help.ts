import { listsFewPeople } from './few-people.js';
import { indexedWords } from '../db/full-text.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { activeChoices, choices, everything, noChoices, type Choices } from './comment-filter.js';
import { facetNames } from './facet-name-queries.js';
import { plainReadings } from './plain-words.js';
import { countComments } from './select-ids.js';
import { parseSearch, toSearchQuery, typedText, type SearchPart } from './parse-query.js';
import { selectionAddress, type Selection } from './selection.js';
import { nearWords, oneOfEachStem, type KnownWord } from './spellings.js';
import { spelledOtherwise } from './spelled-otherwise.js';
import { foldWord } from './word-forms.js';

/** A search that does find something. */
export interface WayOut {
  name: string;
  count: number;
  href: string;
}

export interface EmptyHelp {
  /** What a sentence may have meant. */
  meant: WayOut[];
  /** What was typed but occurs in no comment at all, each with searches to try in its place. */
  unknown: { typed: string; instead: WayOut[] }[];
  /** What to leave out for something to be found. */
  without: WayOut[];
}

/** Each costs a search of its own. */
const mostTried = 8;

const choiceWords = new Map(choices.map(({ key, name }) => [key, name.toLowerCase()]));

interface Attempt {
  parts: readonly SearchPart[];
  chosen: Choices;
}

async function tryOut(
  db: Db,
  selection: Selection,
  name: string,
  { parts, chosen }: Attempt,
): Promise<WayOut[]> {
  const tried = { ...selection.filter, search: toSearchQuery(parts), chosen };
  const withheld = await listsFewPeople(db, tried);
  const count = await countComments(db, { ...tried, withheld });
  const href = selectionAddress(selection, { q: typedText(parts), chosen });
  return count > 0 ? [{ name, count, href }] : [];
}

/** Each of them is looked for in what the viewer may see. */
const mostNear = 40;

/** Spellings that occur in what the viewer may see: the index knows the words of every comment. */
async function spellings(db: Db, viewer: Sight, typed: string, known: readonly KnownWord[]) {
  const seen: string[] = [];
  for (const word of nearWords(typed, known).slice(0, mostNear)) {
    const search = { all: [[{ words: [word], match: 'exact' as const }]], none: [] };
    if ((await countComments(db, { ...everything(viewer), search })) > 0) seen.push(word);
  }
  return oneOfEachStem(seen);
}

/** The searches to try for a word or phrase that no comment holds. */
async function alternatives(db: Db, viewer: Sight, part: SearchPart, known: readonly KnownWord[]) {
  const [term] = part.terms;
  if (!term) return [];
  const plain = term.words.join(' ');
  if (term.words.length > 1) return [plain];
  const first = { exact: [plain], stem: [`${plain}*`], prefix: [], near: [] }[term.match];
  return [...first, ...(await spellings(db, viewer, plain, known))];
}

/** Puts each alternative in the part's place; where nothing comes of that, searches for it alone. */
async function instead(db: Db, selection: Selection, part: SearchPart, known: KnownWord[]) {
  const { parts, filter } = selection;
  const texts = await alternatives(db, filter.viewer, part, known);
  const options = texts.map((text) => ({ text, own: parseSearch(text).parts }));
  const scopes = [
    (own: SearchPart[]): Attempt => ({
      parts: parts.flatMap((other) => (other === part ? own : [other])),
      chosen: filter.chosen,
    }),
    (own: SearchPart[]): Attempt => ({ parts: own, chosen: noChoices }),
  ];
  for (const scope of scopes) {
    const ways: WayOut[] = [];
    for (const { text, own } of options) {
      ways.push(...(await tryOut(db, selection, text, scope(own))));
    }
    if (ways.length > 0) return ways;
  }
  return [];
}

async function unknownParts(
  db: Db,
  selection: Selection,
  parts: readonly SearchPart[],
): Promise<EmptyHelp['unknown']> {
  const unknown: SearchPart[] = [];
  const { viewer } = selection.filter;
  for (const part of parts.filter((one) => !one.excluded).slice(0, mostTried)) {
    const search = toSearchQuery([part]);
    if ((await countComments(db, { ...everything(viewer), search })) === 0) unknown.push(part);
  }
  if (unknown.length === 0) return [];
  const known = await indexedWords(db);
  return Promise.all(
    unknown.map(async (part) => ({
      typed: part.typed,
      instead: await instead(db, selection, part, known),
    })),
  );
}

/** So few comments are little to find. */
const little = 10;

/** Where little is found: searches that find more by the British or American spelling of a word as well. */
export async function otherSpellings(
  db: Db,
  selection: Selection,
  found: number,
): Promise<WayOut[]> {
  if (found >= little) return [];
  const { parts, filter } = selection;
  const tries = parts.slice(0, mostTried).flatMap((part) => {
    const [term, ...more] = part.terms;
    const [word = '', ...others] = term?.words ?? [];
    if (part.excluded || term?.match !== 'stem' || more.length + others.length > 0) return [];
    return spelledOtherwise(foldWord(word)).map((other) => ({
      part,
      text: found > 0 ? `${part.typed} OR ${other}` : other,
    }));
  });
  const ways: WayOut[] = [];
  for (const { part, text } of tries.slice(0, mostTried)) {
    const own = parseSearch(text).parts;
    const tried = parts.flatMap((other) => (other === part ? own : [other]));
    const attempt = { parts: tried, chosen: filter.chosen };
    ways.push(...(await tryOut(db, selection, text, attempt)));
  }
  return ways.filter(({ count }) => count > found);
}

/** The readings of a sentence that find something, and those parts that are filters by one of them. */
async function sentenceMeant(db: Db, selection: Selection) {
  const names = await facetNames(db, selection.filter.viewer);
  const meant: WayOut[] = [];
  const filters = new Set<SearchPart>();
  for (const { name, taken, ...attempt } of plainReadings(
    selection.parts,
    selection.filter.chosen,
    names,
  )) {
    const ways = await tryOut(db, selection, name, attempt);
    if (ways.length > 0) for (const part of taken) filters.add(part);
    meant.push(...ways.filter(({ href }) => !meant.some((way) => way.href === href)));
  }
  return { meant, filters };
}

const quoted = (typed: string) => (typed.includes('"') ? typed : `“${typed}”`);

/** Why a selection is empty and what would not be. */
export async function helpWithNothing(db: Db, selection: Selection): Promise<EmptyHelp> {
  const { parts, filter } = selection;
  const without: WayOut[] = [];
  const attempt = async (name: string, tried: Attempt) =>
    without.push(...(await tryOut(db, selection, name, tried)));
  const active = activeChoices(filter.chosen);
  for (const key of active) {
    const name = `the filter by ${choiceWords.get(key) ?? key}`;
    await attempt(name, { parts, chosen: { ...filter.chosen, [key]: [] } });
  }
  if (active.length > 1 && without.length === 0)
    await attempt('all filters', { parts, chosen: noChoices });
  if (parts.length > 0 && active.length + parts.length > 1) {
    for (const part of parts.slice(0, mostTried)) {
      const others = parts.filter((other) => other !== part);
      await attempt(quoted(part.typed), { parts: others, chosen: filter.chosen });
    }
  }
  const { meant, filters } = await sentenceMeant(db, selection);
  const words = parts.filter((part) => !filters.has(part));
  return { meant, unknown: await unknownParts(db, selection, words), without };
}
