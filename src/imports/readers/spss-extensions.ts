import { SpssBytes, SpssDamage, type DecodeText } from './spss-bytes.js';
import { trimmed, type SpssResponseSet, type SpssVariable } from './spss-variable.js';

/** What the extension records (type 7) of a dictionary add to its variables. */
export interface SpssExtensions {
  variables: SpssVariable[];
  sets: SpssResponseSet[];
  decode: DecodeText;
  bigEndian: boolean;
}

type ReadExtension = (content: Buffer, dictionary: SpssExtensions) => void;

/** Finds variables by name, without regard to case; both the short and the long name may be meant. */
function finder(variables: readonly SpssVariable[]) {
  const byName = new Map([
    ...variables.map((variable) => [variable.name.toUpperCase(), variable] as const),
    ...variables.map((variable) => [variable.shortName, variable] as const),
  ]);
  return (name: string) => byName.get(name.trim().toUpperCase());
}

/** [Variable Display Parameter Record]: measure, (width,) alignment of each variable. */
const readMeasures: ReadExtension = (content, { variables, bigEndian }) => {
  const each = content.length / 4 / variables.length;
  if (each !== 2 && each !== 3) return;
  const levels = [undefined, 'nominal', 'ordinal', 'scale'] as const;
  const file = new SpssBytes(content, bigEndian);
  for (const variable of variables) {
    variable.measure = levels[file.int32()];
    file.take((each - 1) * 4);
  }
};

/** Bytes of a string's segment but the last, and of those that it really has room for. */
const segmentRoom = 255;
const segmentStep = 252;

/** [Very Long String Record]: "SHORT=00600\0\t" for strings of over 255 bytes, kept in segments. */
const readVeryLongStrings: ReadExtension = (content, dictionary) => {
  const named = finder(dictionary.variables);
  for (const [, name = '', digits = ''] of dictionary
    .decode(content)
    .matchAll(/([^=\t\0]+)=(\d+)[\t\0]*/g)) {
    const { variables } = dictionary;
    const variable = named(name);
    const width = Number(digits);
    if (!variable || width <= segmentRoom) continue;
    const at = variables.indexOf(variable);
    const count = Math.ceil(width / segmentStep);
    const parts = variables.slice(at, at + count);
    if (parts.length < count || parts.some((part) => part.width === 0)) {
      throw new SpssDamage('segments of a long string');
    }
    variable.segments = parts.flatMap((part) => part.segments);
    variable.width = width;
    dictionary.variables = [...variables.slice(0, at + 1), ...variables.slice(at + count)];
  }
};

/** [Long Variable Names Record]: "SHORT=Long name", separated by tabs. */
const readLongNames: ReadExtension = (content, { variables, decode }) => {
  const named = finder(variables);
  for (const pair of decode(content).split('\t')) {
    const cut = pair.indexOf('=');
    const variable = named(pair.slice(0, cut));
    const name = trimmed(pair.slice(cut + 1));
    if (variable && name !== '') variable.name = name;
  }
};

/** [Long String Value Labels Record]. */
const readLongLabels: ReadExtension = (content, { variables, decode, bigEndian }) => {
  const file = new SpssBytes(content, bigEndian);
  const named = finder(variables);
  while (file.left > 0) {
    const variable = named(decode(file.counted()));
    file.int32();
    for (let rest = file.int32(); rest > 0; rest -= 1) {
      const value = trimmed(decode(file.counted()));
      variable?.labels.set(value, trimmed(decode(file.counted())));
    }
  }
};

/** [Long String Missing Values Record]. */
const readLongMissing: ReadExtension = (content, { variables, decode, bigEndian }) => {
  const file = new SpssBytes(content, bigEndian);
  const named = finder(variables);
  while (file.left > 0) {
    const variable = named(decode(file.counted()));
    const count = file.take(1)[0] ?? 0;
    const length = file.int32();
    for (let place = 0; place < count; place += 1) {
      variable?.missing.values.add(trimmed(decode(file.take(length))));
    }
  }
};

/**
 * [Multiple Response Sets Records]: "$name=C 5 Label var var\n" for categories, "$name=D1 1 5 Label …"
 * for one counted value, "E 1 1 1 …" where options are named by that value's label. Lengths are bytes.
 */
const readSets: ReadExtension = (content, { variables, sets, decode }) => {
  const named = finder(variables);
  for (const line of content.toString('latin1').split('\n')) {
    const cut = line.indexOf('=');
    if (!line.startsWith('$') || cut < 0) continue;
    const set = readSet(line.slice(cut + 1));
    if (!set) continue;
    const text = (latin1: string) => trimmed(decode(Buffer.from(latin1, 'latin1')));
    const members = set.names.flatMap((name) => named(text(name)) ?? []);
    sets.push({
      label: text(set.label) || text(line.slice(1, cut)),
      counted: set.counted === undefined ? undefined : text(set.counted),
      namedByValue: set.namedByValue,
      variables: [...new Set(members)],
    });
  }
};

function readSet(line: string) {
  const [kind] = /^(?:C|D|E \d+)/.exec(line) ?? [];
  if (kind === undefined) return undefined;
  let rest = line.slice(kind.length);
  const sized = () => {
    const [whole, size] = /^ ?(\d+) /.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    const text = rest.slice(whole.length, whole.length + Number(size));
    rest = rest.slice(whole.length + Number(size));
    return text;
  };
  const counted = kind === 'C' ? undefined : sized();
  const label = sized();
  if (label === undefined || (kind !== 'C' && counted === undefined)) return undefined;
  const names = rest.split(' ').filter((name) => name !== '');
  return { label, counted, namedByValue: kind.startsWith('E'), names };
}

/** In the order in which they must be read: segments are joined before long names are given. */
export const extensionReaders: readonly [subtype: number, ReadExtension][] = [
  [11, readMeasures],
  [14, readVeryLongStrings],
  [13, readLongNames],
  [21, readLongLabels],
  [22, readLongMissing],
  [7, readSets],
  [19, readSets],
];
