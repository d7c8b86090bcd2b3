import { SpssBytes, SpssDamage, spssDecoder, type DecodeText } from './spss-bytes.js';
import { extensionReaders, type SpssExtensions } from './spss-extensions.js';
import { trimmed, type SpssDictionary, type SpssVariable } from './spss-variable.js';

interface Header {
  compression: SpssDictionary['compression'];
  weightIndex: number;
  /** -1 where the writer did not know. */
  cases: number;
  bias: number;
}

/** A variable record as it stands; a string of over 8 bytes has more of them of width -1. */
interface RawVariable {
  width: number;
  label: Buffer;
  format: number;
  missing: { count: number; values: Buffer[] };
  name: Buffer;
}

interface RawLabels {
  labels: { value: Buffer; label: Buffer }[];
  /** Places of variable records, from 0. */
  records: number[];
}

const compressions = ['none', 'bytes', 'zlib'] as const;

/** [File Header Record]; the layout code is 2 or 3 in the writer's byte order. */
function openFile(bytes: Buffer): SpssBytes {
  if (bytes.length < 176) throw new SpssDamage('no header');
  const bigEndian = bytes.readInt32LE(64) > 0xffff || bytes.readInt32LE(64) < 0;
  return new SpssBytes(bytes, bigEndian);
}

function readHeader(file: SpssBytes): Header {
  file.take(72);
  const compression = compressions[file.int32()];
  if (!compression) throw new SpssDamage('unknown compression');
  const header = { compression, weightIndex: file.int32(), cases: file.int32() };
  const bias = file.double();
  file.take(84);
  return { ...header, bias };
}

function readVariable(file: SpssBytes): RawVariable {
  const width = file.int32();
  const hasLabel = file.int32() === 1;
  const count = file.int32();
  if (Math.abs(count) > 3) throw new SpssDamage('missing values');
  const format = (file.int32() >> 16) & 0xff;
  file.int32();
  const name = file.take(8);
  let label: Buffer = Buffer.alloc(0);
  if (hasLabel) {
    label = file.counted();
    file.take((4 - (label.length % 4)) % 4);
  }
  const values = Array.from({ length: Math.abs(count) }, () => file.take(8));
  return { width, label, format, missing: { count, values }, name };
}

/** [Value Labels Records]: type 3 with the labels, then type 4 with the variables that have them. */
function readLabels(file: SpssBytes): RawLabels {
  const count = file.int32();
  const labels: RawLabels['labels'] = [];
  for (let place = 0; place < count; place += 1) {
    const value = file.take(8);
    const length = file.take(1)[0] ?? 0;
    labels.push({ value, label: file.take(length) });
    file.take((8 - ((length + 1) % 8)) % 8);
  }
  if (file.int32() !== 4) throw new SpssDamage('labels of no variable');
  const records: number[] = [];
  for (let rest = file.int32(); rest > 0; rest -= 1) records.push(file.int32() - 1);
  return { labels, records };
}

interface RawDictionary {
  records: RawVariable[];
  labels: RawLabels[];
  extensions: { subtype: number; content: Buffer }[];
}

/**
 * Far more than any survey has, so that a file cannot make the dictionary cost more than its cases:
 * variables with the segments of long strings, extension records, and labels times their variables.
 */
const most = { variables: 65_536, extensions: 1000, labels: 2_000_000 };

function readRecords(file: SpssBytes): RawDictionary {
  const raw: RawDictionary = { records: [], labels: [], extensions: [] };
  while (raw.extensions.length <= most.extensions) {
    const type = file.int32();
    if (type === 2) raw.records.push(readVariable(file));
    else if (type === 3) raw.labels.push(readLabels(file));
    else if (type === 6) file.take(file.int32() * 80);
    else if (type === 7) {
      const subtype = file.int32();
      raw.extensions.push({ subtype, content: file.take(file.int32() * file.int32()) });
    } else if (type === 999) {
      file.int32();
      return raw;
    } else throw new SpssDamage(`record type ${type}`);
  }
  throw new SpssDamage('extension records');
}

/** Extension records (type 7) of one kind. */
const extensionsOf = ({ extensions }: RawDictionary, subtype: number) =>
  extensions.filter((one) => one.subtype === subtype).map((one) => one.content);

/** [Character Encoding Record], or the code page of [Machine Integer Info Record]. */
function decoderOf(raw: RawDictionary, bigEndian: boolean) {
  const name = extensionsOf(raw, 20)[0]?.toString('latin1').replace(/\0.*$/s, '').trim() ?? '';
  const machine = extensionsOf(raw, 3)[0]?.subarray(28, 32);
  const codePage = machine?.length === 4 ? new SpssBytes(machine, bigEndian).int32() : 1252;
  return spssDecoder(name, codePage);
}

/**
 * Reads the dictionary and leaves `file` where the cases begin.
 * @throws SpssDamage where the bytes contradict themselves or end early.
 */
export function readSpssDictionary(bytes: Buffer): {
  file: SpssBytes;
  dictionary: SpssDictionary;
} {
  const file = openFile(bytes);
  const { compression, weightIndex, cases, bias } = readHeader(file);
  const raw = readRecords(file);
  const { encoding, decode } = decoderOf(raw, file.bigEndian);
  const byRecord = joinVariables(raw.records, decode, file.bigEndian);
  applyLabels(raw.labels, byRecord, decode, file.bigEndian);
  const joined: SpssExtensions = {
    variables: byRecord.flatMap((variable) => variable ?? []),
    sets: [],
    decode,
    bigEndian: file.bigEndian,
  };
  for (const [subtype, read] of extensionReaders) {
    for (const content of extensionsOf(raw, subtype)) read(content, joined);
  }
  const { variables, sets } = joined;
  const weight = byRecord[weightIndex - 1];
  const counted = cases < 0 ? undefined : cases;
  return {
    file,
    dictionary: { variables, sets, weight, encoding, decode, compression, bias, cases: counted },
  };
}

/** The variable of each record; undefined for the records that only continue a string. */
function joinVariables(
  records: RawVariable[],
  decode: DecodeText,
  bigEndian: boolean,
): (SpssVariable | undefined)[] {
  let last: SpssVariable | undefined;
  const byRecord = records.map((record) => {
    if (record.width >= 0) return (last = newVariable(record, decode, bigEndian));
    const segment = last?.segments[0];
    if (!segment) throw new SpssDamage('continued string');
    segment.elements += 1;
    return undefined;
  });
  if (byRecord.filter(Boolean).length > most.variables) throw new SpssDamage('variables');
  if (byRecord.some((one) => one && one.width > (one.segments[0]?.elements ?? 0) * 8)) {
    throw new SpssDamage('string cut short');
  }
  return byRecord;
}

function newVariable(record: RawVariable, decode: DecodeText, bigEndian: boolean): SpssVariable {
  if (record.width > 255) throw new SpssDamage('width of a string');
  const shortName = trimmed(decode(record.name)).toUpperCase();
  return {
    shortName,
    name: shortName,
    label: trimmed(decode(record.label)),
    width: record.width,
    format: record.format,
    segments: [{ elements: 1 }],
    missing: missingOf(record, decode, bigEndian),
    labels: new Map(),
    measure: undefined,
  };
}

const numberOf = (eight: Buffer, bigEndian: boolean) =>
  bigEndian ? eight.readDoubleBE() : eight.readDoubleLE();

const valueOf = (eight: Buffer, width: number, decode: DecodeText, bigEndian: boolean) =>
  width > 0 ? trimmed(decode(eight)) : numberOf(eight, bigEndian);

/** -2 is a range, -3 a range and a value, else that many values [Variable Record]. */
function missingOf({ width, missing }: RawVariable, decode: DecodeText, bigEndian: boolean) {
  const { count, values } = missing;
  const ends = count < 0 ? values.slice(0, 2).map((eight) => numberOf(eight, bigEndian)) : [];
  const [low, high] = ends;
  return {
    values: new Set(
      values.slice(ends.length).map((eight) => valueOf(eight, width, decode, bigEndian)),
    ),
    range: low === undefined || high === undefined ? undefined : ([low, high] as [number, number]),
  };
}

function applyLabels(
  sets: RawLabels[],
  byRecord: (SpssVariable | undefined)[],
  decode: DecodeText,
  bigEndian: boolean,
) {
  const applied = sets.reduce(
    (sum, { labels, records }) => sum + labels.length * records.length,
    0,
  );
  if (applied > most.labels) throw new SpssDamage('labels');
  for (const { labels, records } of sets) {
    for (const place of records) {
      const variable = byRecord[place];
      for (const { value, label } of variable ? labels : []) {
        const { width = 0 } = variable ?? {};
        variable?.labels.set(valueOf(value, width, decode, bigEndian), trimmed(decode(label)));
      }
    }
  }
}
