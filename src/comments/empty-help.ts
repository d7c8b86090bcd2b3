import { listsFewPeople } from './few-people.js';
import { indexedWords } from '../db/full-text.js';
import type { Db } from '../db/schema.js';
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
  /** Whether the time was over before everything was tried. */
  unfinished: boolean;
}

/** Each costs a search of its own. */
const mostTried = 8;
/** Among millions of comments each takes its time: whoever found nothing is not to wait long to read so. */
const usualMilliseconds = 2000;

/** A selection that is empty, and until when something is sought in its place. */
interface Seeking {
  db: Db;
  selection: Selection;
  until: number;
}

const isLate = ({ until }: Seeking) => Date.now() >= until;

const choiceWords = new Map(choices.map(({ key, name }) => [key, name.toLowerCase()]));

interface Attempt {
  parts: readonly SearchPart[];
  chosen: Choices;
}

/** Nothing is tried once the time is over. */
async function tryOut(
  seeking: Seeking,
  name: string,
  { parts, chosen }: Attempt,
): Promise<WayOut[]> {
  if (isLate(seeking)) return [];
  const { db, selection } = seeking;
  const tried = { ...selection.filter, search: toSearchQuery(parts), chosen };
  const withheld = await listsFewPeople(db, tried);
  const count = await countComments(db, { ...tried, withheld });
  const href = selectionAddress(selection, { q: typedText(parts), chosen });
  return count > 0 ? [{ name, count, href }] : [];
}

/** Each of them is looked for in what the viewer may see. */
const mostNear = 40;

/** Spellings that occur in what the viewer may see: the index knows the words of every comment. */
async function spellings(seeking: Seeking, typed: string, known: readonly KnownWord[]) {
  const { db, selection } = seeking;
  const { viewer } = selection.filter;
  const seen: string[] = [];
  for (const word of nearWords(typed, known).slice(0, mostNear)) {
    if (isLate(seeking)) break;
    const search = { all: [[{ words: [word], match: 'exact' as const }]], none: [] };
    if ((await countComments(db, { ...everything(viewer), search })) > 0) seen.push(word);
  }
  return oneOfEachStem(seen);
}

/** The searches to try for a word or phrase that no comment holds. */
async function alternatives(seeking: Seeking, part: SearchPart, known: readonly KnownWord[]) {
  const [term] = part.terms;
  if (!term) return [];
  const plain = term.words.join(' ');
  if (term.words.length > 1) return [plain];
  const first = { exact: [plain], stem: [`${plain}*`], prefix: [], near: [] }[term.match];
  return [...first, ...(await spellings(seeking, plain, known))];
}

/** Puts each alternative in the part's place; where nothing comes of that, searches for it alone. */
async function instead(seeking: Seeking, part: SearchPart, known: KnownWord[]) {
  const { parts, filter } = seeking.selection;
  const texts = await alternatives(seeking, part, known);
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
      ways.push(...(await tryOut(seeking, text, scope(own))));
    }
    if (ways.length > 0) return ways;
  }
  return [];
}

async function unknownParts(
  seeking: Seeking,
  parts: readonly SearchPart[],
): Promise<EmptyHelp['unknown']> {
  const { db, selection } = seeking;
  const unknown: SearchPart[] = [];
  const { viewer } = selection.filter;
  for (const part of parts.filter((one) => !one.excluded).slice(0, mostTried)) {
    if (isLate(seeking)) break;
    const search = toSearchQuery([part]);
    if ((await countComments(db, { ...everything(viewer), search })) === 0) unknown.push(part);
  }
  if (unknown.length === 0) return [];
  const known = await indexedWords(db);
  return Promise.all(
    unknown.map(async (part) => ({
      typed: part.typed,
      instead: await instead(seeking, part, known),
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
  const seeking = { db, selection, until: Date.now() + usualMilliseconds };
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
    ways.push(...(await tryOut(seeking, text, attempt)));
  }
  return ways.filter(({ count }) => count > found);
}

/** The readings of a sentence that find something, and those parts that are filters by one of them. */
async function sentenceMeant(seeking: Seeking) {
  const { db, selection } = seeking;
  const names = await facetNames(db, selection.filter.viewer);
  const meant: WayOut[] = [];
  const filters = new Set<SearchPart>();
  for (const { name, taken, ...attempt } of plainReadings(
    selection.parts,
    selection.filter.chosen,
    names,
  )) {
    const ways = await tryOut(seeking, name, attempt);
    if (ways.length > 0) for (const part of taken) filters.add(part);
    meant.push(...ways.filter(({ href }) => !meant.some((way) => way.href === href)));
  }
  return { meant, filters };
}

const quoted = (typed: string) => (typed.includes('"') ? typed : `“${typed}”`);

/** What to leave out: one of the filters, all of them, or one of the words. */
async function leaveOut(seeking: Seeking): Promise<WayOut[]> {
  const { parts, filter } = seeking.selection;
  const without: WayOut[] = [];
  const attempt = async (name: string, tried: Attempt) =>
    without.push(...(await tryOut(seeking, name, tried)));
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
  return without;
}

/** Why a selection is empty and what would not be; what was meant is sought first, as the time may not do for all. */
export async function helpWithNothing(
  db: Db,
  selection: Selection,
  milliseconds = usualMilliseconds,
): Promise<EmptyHelp> {
  const seeking = { db, selection, until: Date.now() + milliseconds };
  const { meant, filters } = await sentenceMeant(seeking);
  const without = await leaveOut(seeking);
  const words = selection.parts.filter((part) => !filters.has(part));
  const unknown = await unknownParts(seeking, words);
  return { meant, unknown, without, unfinished: isLate(seeking) };
}
