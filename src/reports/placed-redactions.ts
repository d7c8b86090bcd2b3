import { checkExtract, type CheckedExtract } from './extract.js';
import { foldSpaces } from './folded-text.js';

/** A redaction of an extract, in their order. */
export interface PlacedRedaction {
  /** Where it stands in the comment, and what it says: "120.0 [name]". */
  id: string;
  mark: string;
  /** The words that it stands for, with those of other marks beside it. */
  hides: string;
  /** No words of the comment are quoted before it: it stands for the last of those that it hides. */
  begins: boolean;
}

export const redactionsOf = (
  comment: string,
  { gaps }: Extract<CheckedExtract, { ok: true }>,
): PlacedRedaction[] =>
  gaps.flatMap(({ start, end, marks }, at) =>
    marks
      .filter((mark) => mark.startsWith('['))
      .map((mark, i) => ({
        id: `${start}.${i} ${mark}`,
        mark,
        hides: foldSpaces(comment.slice(start, end)),
        begins: at === 0,
      })),
  );

/** Reasons that fit most redactions; any other may be typed. */
export const commonReasons: readonly string[] = [
  'Names a person',
  'Names a place or a school',
  'Names the home, the team or the agency',
  'An age or a date that could identify somebody',
  'A family matter that could identify somebody',
  'Health, ethnicity or religion that could identify somebody',
  'Few people in the setting could have said it',
];

/** How many redactions of an extract nobody has given a reason for; of none that cannot be read. */
export function unexplainedIn(
  comment: string,
  extract: string,
  kept: readonly { mark: string; reason: string }[],
): number {
  const checked = checkExtract(comment, extract);
  if (!checked.ok) return 0;
  return redactionsOf(comment, checked).filter(
    ({ mark }, i) => kept[i]?.mark !== mark || kept[i].reason.trim() === '',
  ).length;
}

/** A reason that was given, for the redaction that `of` names; in the order of the redactions where nothing does. */
export interface GivenReason {
  of?: string;
  reason: string;
}

/**
 * The reason of each redaction, '' where none is given. One that moved when other words were left out
 * keeps its reason: the next of the same words that no other has taken.
 */
export function matchReasons(
  redactions: readonly PlacedRedaction[],
  given: readonly GivenReason[],
): string[] {
  if (given.every(({ of }) => of === undefined))
    return redactions.map((_, i) => given[i]?.reason ?? '');
  const free = new Set(given);
  const take = (found: GivenReason | undefined) => {
    if (found) free.delete(found);
    return found?.reason;
  };
  const exact = redactions.map(({ id }) => take([...free].find(({ of }) => of === id)));
  return redactions.map(
    ({ mark }, i) => exact[i] ?? take([...free].find(({ of }) => of?.endsWith(` ${mark}`))) ?? '',
  );
}
