/**
 * Several answers in one cell. Most platforms join them with a mark that their own options may hold as
 * well ("Online course (Coursera, edX), On the job"), so what belongs together is learned from all cells.
 */
export type SplitAnswers = (cell: string) => string[];

export interface CellTexts {
  /** Each different cell, as written, with how often it stands. */
  text: string;
  count: number;
}

/** A separator may stand inside an option when it is a comma; other marks are the platform's alone. */
const isComma = (separator: string) => separator.startsWith(',');

/** Cuts at the separator outside brackets; a comma before a space is prose where the platform writes none. */
function cut(cell: string, separator: string): string[] {
  if (!isComma(separator)) return cell.split(separator);
  const bracketed = [...cell.matchAll(/\([^()]*\)/g)].map(
    ({ index, 0: text }) => [index, index + text.length] as const,
  );
  const parts: string[] = [];
  let from = 0;
  for (let at = cell.indexOf(separator); at >= 0; at = cell.indexOf(separator, at + 1)) {
    const inside = bracketed.some(([start, end]) => start < at && at < end);
    if (inside || (separator === ',' && cell[at + 1] === ' ')) continue;
    parts.push(cell.slice(from, at));
    from = at + separator.length;
  }
  return [...parts, cell.slice(from)];
}

/** The parts of one cell; a trailing separator, as Microsoft Forms leaves, is nothing. */
const partsOf = (cell: string, separator: string) =>
  cut(cell, separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** How often each part stands, and directly before which other. */
interface Neighbours {
  counts: Map<string, number>;
  pairs: Map<string, number>;
  /** Most cells begin with a small letter, so that a small letter says nothing. */
  smallLetters: boolean;
}

const pairOf = (first: string, second: string) => `${first}\u0000${second}`;
const beginsSmall = (part: string) => /^\p{Ll}/u.test(part);

function countNeighbours(cells: readonly CellTexts[], separator: string): Neighbours {
  const counts = new Map<string, number>();
  const pairs = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, count: number) =>
    map.set(key, (map.get(key) ?? 0) + count);
  let small = 0;
  let all = 0;
  for (const { text, count } of cells) {
    const parts = partsOf(text, separator);
    all += count;
    if (beginsSmall(parts[0] ?? '')) small += count;
    parts.forEach((part, at) => {
      add(counts, part, count);
      const before = parts[at - 1];
      if (before !== undefined) add(pairs, pairOf(before, part), count);
    });
  }
  return { counts, pairs, smallLetters: small * 2 > all };
}

/** Seen so often side by side and hardly ever apart: one option, not two that agree by chance. */
const fewestTogether = 5;
const almostAlways = 0.98;
const mostly = 0.9;

function belongTogether(
  { counts, pairs, smallLetters }: Neighbours,
  first: string,
  second: string,
  option: string,
) {
  const together = pairs.get(pairOf(first, second)) ?? 0;
  const [ofFirst, ofSecond] = [counts.get(first) ?? 0, counts.get(second) ?? 0];
  const oftenTogether =
    together >= fewestTogether && together >= almostAlways * Math.max(ofFirst, ofSecond);
  if (oftenTogether || /^(yes|no)$/i.test(first)) return true;
  // "Partly, in a way" goes on; a stray "stata" after "Excel", mostly seen without it, was written in.
  const alwaysAfter = together >= mostly * ofSecond && ofFirst <= together * 10;
  return !smallLetters && alwaysAfter && goesOn(option, second);
}

/** Behind an option that begins small itself ("nbconvert") a small letter says nothing. */
const goesOn = (option: string, part: string) => beginsSmall(part) && !beginsSmall(option);

/** How to split a column's cells at one separator. */
export function learnSplitter(cells: readonly CellTexts[], separator: string): SplitAnswers {
  if (!isComma(separator)) return (cell) => partsOf(cell, separator);
  const neighbours = countNeighbours(cells, separator);
  return (cell) => {
    const options: string[] = [];
    let before: string | undefined;
    for (const part of partsOf(cell, separator)) {
      const last = options.at(-1);
      if (
        last !== undefined &&
        before !== undefined &&
        belongTogether(neighbours, before, part, last)
      ) {
        options[options.length - 1] = `${last}${separator.trim()} ${part}`;
      } else options.push(part);
      before = part;
    }
    return options;
  };
}

/** Marks that may separate answers where the platform does not say; a comma only if several were asked for. */
const otherSeparators = [';', '|'];
const severalAsked = /(all|any) that apply|(select|tick|check|choose|mark) (all|any|up to)\b/i;
const oneAsked = /(select|tick|check|choose|mark|pick) (only )?one\b/i;

/** A form offers so many options at most; prose soon has more words. */
const mostNames = 40;

interface Evidence {
  /** Share of cells with two answers or more. */
  separated: number;
  /** Share of the answers that others gave in the same words. */
  repeated: number;
  answers: number;
}

function weigh(cells: readonly CellTexts[], split: SplitAnswers): Evidence {
  const counts = new Map<string, number>();
  let [filled, separated, given, repeated] = [0, 0, 0, 0];
  for (const { text, count } of cells) {
    const parts = split(text);
    filled += count;
    if (parts.length > 1) separated += count;
    for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + count);
  }
  for (const count of counts.values()) {
    given += count;
    if (count > 1) repeated += count;
  }
  return { separated: separated / filled, repeated: repeated / given, answers: counts.size };
}

/** A mark that no option holds, because the platform puts it between answers. */
const isOwnMark = (separator: string, own: string) => separator === own && separator !== ' ';

/** So many different cells show whether there are several answers in one. */
const enoughCells = 2000;

/** A platform's own separator needs less evidence than one that is guessed; less still where several were asked for. */
function isConvincing({ separated, repeated, answers }: Evidence, own: boolean, several: boolean) {
  const [leastSeparated, leastRepeated] = several ? [0.01, 0.5] : own ? [0.08, 0.6] : [0.2, 0.9];
  return separated >= leastSeparated && repeated >= leastRepeated && answers >= 2;
}

/**
 * Answers that are chosen one by one stand with different others: parts that stand in the same cell only,
 * however often ("Daily; 3 hours or more"), are one answer that holds the mark.
 */
function areChosenApart(cells: readonly CellTexts[], split: SplitAnswers): boolean {
  const cellsWith = new Map<string, number>();
  const parted = cells.map(({ text }) => [...new Set(split(text))]);
  for (const part of parted.flat()) cellsWith.set(part, (cellsWith.get(part) ?? 0) + 1);
  const several = parted.filter((parts) => parts.length > 1);
  const apart = several.filter((parts) => parts.some((part) => (cellsWith.get(part) ?? 0) > 1));
  return apart.length * 2 >= several.length;
}

/** Few short names, none twice in a cell: between the words of prose there are spaces too. */
function areNames(cells: readonly CellTexts[]): boolean {
  // One text in every cell, such as “painting walls”, shows nothing that could be chosen apart.
  if (cells.length < 2) return false;
  const names = new Set<string>();
  return cells.every(({ text }) => {
    const own = text.split(' ');
    own.forEach((name) => names.add(name));
    return (
      new Set(own).size === own.length &&
      own.every((name) => /^[\w.-]+$/.test(name)) &&
      names.size <= mostNames
    );
  });
}

/** Whether a mark stands in the cells and may stand between answers there. */
function mayPart(cells: readonly CellTexts[], separator: string, heading: string): boolean {
  if (separator === '' || (isComma(separator) && oneAsked.test(heading))) return false;
  if (!cells.some(({ text }) => text.includes(separator))) return false;
  return separator !== ' ' || areNames(cells);
}

/**
 * The separator and splitter of a column whose cells hold several answers: the parts repeat over the
 * rows. Undefined for a column of one answer a cell, or of prose.
 */
export function findSplitter(
  cells: readonly CellTexts[],
  { separator: own, heading }: { separator: string; heading: string },
): { separator: string; split: SplitAnswers } | undefined {
  const some = cells.slice(0, enoughCells);
  const several = severalAsked.test(heading);
  const candidates = [...new Set([own, ...otherSeparators, ...(several ? [', '] : [])])];
  const found = candidates.find(
    (separator) =>
      mayPart(some, separator, heading) &&
      isConvincing(weigh(some, learnSplitter(some, separator)), separator === own, several) &&
      (isOwnMark(separator, own) || areChosenApart(some, learnSplitter(some, separator))),
  );
  return found === undefined ? undefined : { separator: found, split: learnSplitter(cells, found) };
}
