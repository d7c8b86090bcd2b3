import { selectionAddress, type Selection } from '../../comments/selection.js';
import { parseText } from '../../http/parse.js';

type Parameters = Readonly<Record<string, unknown>>;
type Pairs = readonly (readonly [name: string, value: string])[];

const prefix = 'b.';

/** The parameters of the second selection: those behind "b.", without it. */
export const secondParameters = (parameters: Parameters): Parameters =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      name.startsWith(prefix) && value !== '' ? [[name.slice(prefix.length), value]] : [],
    ),
  );

/** Whether the second selection is all comments that are not in the first: it is where nothing else is asked for. */
export const isRest = (parameters: Parameters): boolean =>
  parseText(parameters['b']) === 'rest' || Object.keys(secondParameters(parameters)).length === 0;

/** The parameters of a selection, in the order of its address. */
export const pairsOf = (selection: Selection): Pairs => [
  ...new URLSearchParams(selectionAddress(selection).split('?')[1]),
];

/** The address of a comparison by the parameters of both; the second is everything else where it is null. */
export function comparedAddress(first: Pairs, second: Pairs | null, path = '/comments/compare') {
  const own = second ? second.map(([name, value]) => [`${prefix}${name}`, value]) : [];
  // All comments have no parameter of their own to be told by.
  const told = second && own.length === 0 ? [[`${prefix}order`, 'newest']] : own;
  const pairs = new URLSearchParams([...first.map((pair) => [...pair]), ...told]);
  return pairs.size === 0 ? path : `${path}?${pairs.toString()}`;
}

/** The address of a comparison; the second is everything else where it is null. */
export const compareAddress = (first: Selection, second: Selection | null, path?: string): string =>
  comparedAddress(pairsOf(first), second && pairsOf(second), path);
