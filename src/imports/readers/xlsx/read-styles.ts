import { timeKind, type TimeKind } from '../cell-text.js';
import { visitElements, type Package } from './package-parts.js';

/** Formats that files name by number alone (ECMA-376 part 1, 18.8.30; 27 to 36, 50 to 58 and 71 to 81 in East Asia and Thailand). */
const builtInKinds = new Map<number, TimeKind>([
  ...places(14, 17, 'date'),
  ...places(18, 21, 'time'),
  [22, 'date'],
  ...places(27, 31, 'date'),
  ...places(32, 35, 'time'),
  [36, 'date'],
  [45, 'time'],
  [46, 'elapsed'],
  [47, 'time'],
  ...places(50, 58, 'date'),
  ...places(71, 74, 'date'),
  ...places(75, 77, 'time'),
  [78, 'date'],
  [79, 'time'],
  [80, 'elapsed'],
  [81, 'date'],
]);

function places(first: number, last: number, kind: TimeKind): [number, TimeKind][] {
  return Array.from({ length: last - first + 1 }, (_, place) => [first + place, kind]);
}

/** Whether each cell format (cellXfs) shows a date, a time or neither, in order. */
export async function readTimeKinds(
  file: Package,
  part: string | undefined,
): Promise<(TimeKind | undefined)[]> {
  const kinds = new Map<number, TimeKind | undefined>(builtInKinds);
  const formats: number[] = [];
  if (part === undefined) return [];
  await visitElements(file, part, ({ name, parent, attributes }) => {
    const number = Number(attributes.get('numFmtId') ?? 0);
    if (name === 'numFmt' && parent === 'numFmts') {
      kinds.set(number, timeKind(attributes.get('formatCode') ?? ''));
    } else if (name === 'xf' && parent === 'cellXfs') {
      formats.push(number);
    }
  });
  return formats.map((number) => kinds.get(number));
}
