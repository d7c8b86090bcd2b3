import { ViewfinderError } from '../../errors.js';
import type { Workbook } from '../import-types.js';
import { columnLetter } from './cell-address.js';
import { inThousands, SheetMeter, tooLarge, unreadable, type ReadLimits } from './read-limits.js';
import { SpssDamage, type SpssBytes } from './spss-bytes.js';
import { elementSource } from './spss-cases.js';
import { setColumns, variableColumn, type SpssColumn, type SpssValue } from './spss-columns.js';
import { readSpssDictionary } from './spss-dictionary.js';
import { trimmed, type SpssDictionary, type SpssVariable } from './spss-variable.js';

/**
 * An SPSS file (.sav, .zsav) as a workbook of one sheet without a header row: one row a case, value
 * labels for codes, and what the dictionary says of each column in `declared`. Its own reader, because
 * the packages there are break accented letters at every eighth byte and read no .zsav.
 * @throws ViewfinderError `invalid` where it is cut or damaged, `too_large` over a limit.
 */
export function readSpss(bytes: Buffer, name: string, limits: ReadLimits): Workbook {
  try {
    return readFile(bytes, name, limits);
  } catch (error) {
    if (error instanceof ViewfinderError) throw error;
    throw unreadable(
      name,
      'is a damaged SPSS file, or was only partly saved; save it again in SPSS, or as .csv with value labels',
      error,
    );
  }
}

function readFile(bytes: Buffer, name: string, limits: ReadLimits): Workbook {
  const { file, dictionary } = readSpssDictionary(bytes);
  if (dictionary.variables.length === 0) throw unreadable(name, 'holds no variable; save it again');
  const values = readValues(file, dictionary, { name, limits });
  const columns = joinColumns(dictionary, values);
  const cases = columns[0]?.cells.length ?? 0;
  const meter = new SheetMeter(name, limits);
  const rows = Array.from({ length: cases }, (_, row) => {
    meter.row(row + 1, columns.length);
    return columns.map(({ cells }, column) => {
      const text = cells[row] ?? '';
      meter.cell(text, () => `row ${row + 1}, column ${columnLetter(column)}`);
      return text;
    });
  });
  const { weight } = dictionary;
  return {
    format: 'sav',
    sheets: [
      {
        name: name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, ''),
        rows,
        declared: columns.map(({ declared }) =>
          declared.code === weight?.name ? { ...declared, known: 'technical' as const } : declared,
        ),
      },
    ],
    notes: [
      `Read as an SPSS file with text in ${dictionary.encoding}; a row is a case.`,
      ...(weight
        ? [`The file is weighted by “${weight.name}”; responses are counted without weights.`]
        : []),
    ],
  };
}

type Values = Map<SpssVariable, SpssValue[]>;

function readValues(
  file: SpssBytes,
  dictionary: SpssDictionary,
  { name, limits }: { name: string; limits: ReadLimits },
): Values {
  const { variables, cases = Infinity } = dictionary;
  const next = elementSource(file, dictionary, limits.expandedBytes, () =>
    tooLarge(
      name,
      `unpacks to more than ${inThousands(Math.round(limits.expandedBytes / 1e6))} MB; split it into smaller files`,
    ),
  );
  const elements = variables.flatMap(({ segments }) => segments.map((part) => part.elements));
  const size = elements.reduce((sum, count) => sum + count, 0);
  const row = Buffer.alloc(size * 8);
  const readers = variableReaders(dictionary, file.bigEndian);
  const values: Values = new Map(variables.map((variable) => [variable, []]));
  const columns = [...values.values()];
  const meter = new SheetMeter(name, limits);
  for (let read = 0; read < cases; read += 1) {
    for (let element = 0; element < size; element += 1) {
      if (next(row, element * 8)) continue;
      if (element > 0 || cases !== Infinity) throw new SpssDamage(`case ${read + 1}`);
      return values;
    }
    meter.row(read + 1, variables.length);
    readers.forEach((value, at) => columns[at]?.push(value(row)));
  }
  return values;
}

/** For each variable how its value is taken out of the bytes of a case. */
function variableReaders({ variables, decode }: SpssDictionary, bigEndian: boolean) {
  let from = 0;
  return variables.map(({ width, segments }) => {
    const at = from;
    from += segments.reduce((sum, { elements }) => sum + elements * 8, 0);
    if (width === 0) {
      return (row: Buffer): SpssValue => {
        const value = bigEndian ? row.readDoubleBE(at) : row.readDoubleLE(at);
        return Number.isFinite(value) && value !== -Number.MAX_VALUE ? value : null;
      };
    }
    return (row: Buffer): SpssValue => {
      let place = at;
      const parts = segments.map((segment) => {
        place += segment.elements * 8;
        // Each segment but the last holds 255 bytes of text in 256 of the case.
        return row.subarray(place - segment.elements * 8, place).subarray(0, 255);
      });
      const text = parts.length === 1 ? parts[0] : Buffer.concat(parts);
      return trimmed(decode((text ?? row).subarray(0, width)));
    };
  });
}

/** The columns in the order of the file, each multiple response set where its first variable stands. */
function joinColumns({ variables, sets }: SpssDictionary, values: Values): SpssColumn[] {
  const valuesOf = (variable: SpssVariable) => values.get(variable) ?? [];
  const inSets = new Set<SpssVariable>();
  const setsAt = new Map<SpssVariable, SpssColumn[]>();
  for (const set of sets) {
    const [first] = set.variables;
    if (!first || set.variables.some((variable) => inSets.has(variable))) continue;
    const columns = setColumns(set, valuesOf);
    if (!columns) continue;
    setsAt.set(first, columns);
    for (const variable of set.variables) inSets.add(variable);
  }
  return variables.flatMap((variable) =>
    inSets.has(variable)
      ? (setsAt.get(variable) ?? [])
      : [variableColumn(variable, valuesOf(variable))],
  );
}
