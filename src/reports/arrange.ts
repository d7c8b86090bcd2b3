import type { PartKind } from '../db/schema-reports.js';

/** A part as far as its place goes. */
export interface Placed {
  id: number;
  kind: PartKind | 'gap';
}

/** Where a part is to go: a neighbour says it, so that it is true whatever others move meanwhile. */
export interface Destination {
  side: 'before' | 'after';
  neighbourId: number;
}

const indexOf = (parts: readonly Placed[], id: number) => parts.findIndex((part) => part.id === id);

/** The index after the last part of the section that begins at `start`; of any other part the next. */
function endOf(parts: readonly Placed[], start: number): number {
  if (parts[start]?.kind !== 'section') return start + 1;
  const next = parts.findIndex(({ kind }, at) => at > start && kind === 'section');
  return next === -1 ? parts.length : next;
}

/** What moves with a part: a section takes along all that is in it. */
export const blockOf = (parts: readonly Placed[], id: number): number[] => {
  const start = indexOf(parts, id);
  return parts.slice(start, endOf(parts, start)).map((part) => part.id);
};

/** The ids in their order once the part stands there; null where the neighbour is not there. */
export function moved(
  parts: readonly Placed[],
  id: number,
  { side, neighbourId }: Destination,
): number[] | null {
  const ids = parts.map((part) => part.id);
  const block = blockOf(parts, id);
  if (block.includes(neighbourId)) return ids;
  const others = ids.filter((one) => !block.includes(one));
  const at = others.indexOf(neighbourId);
  return at === -1 ? null : others.toSpliced(side === 'before' ? at : at + 1, 0, ...block);
}

const before = (part: Placed | undefined): Destination | null =>
  part ? { side: 'before', neighbourId: part.id } : null;
const after = (part: Placed | undefined): Destination | null =>
  part ? { side: 'after', neighbourId: part.id } : null;

/** One step up and one down: of a section past the whole of the next one. Null where there is none. */
export function stepsOf(
  parts: readonly Placed[],
  id: number,
): { up: Destination | null; down: Destination | null } {
  const start = indexOf(parts, id);
  const end = endOf(parts, start);
  if (parts[start]?.kind !== 'section')
    return { up: before(parts[start - 1]), down: after(parts[end]) };
  const earlier = parts.slice(0, start).findLast(({ kind }) => kind === 'section');
  return {
    up: before(earlier ?? (start > 0 ? parts[0] : undefined)),
    down: end < parts.length ? after(parts[endOf(parts, end) - 1]) : null,
  };
}
