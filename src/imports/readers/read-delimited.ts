import { parse } from 'csv-parse/sync';
import { ViewfinderError } from '../../errors.js';
import type { Workbook } from '../import-types.js';
import { columnLetter } from './cell-address.js';
import { decodeText } from './decode-text.js';
import {
  findSeparator,
  namedSeparator,
  scanDelimited,
  separatorWords,
  strayQuoteLine,
} from './delimited-scan.js';
import { refuseForeignText } from './file-kind.js';
import { SheetMeter, unreadable, type ReadLimits } from './read-limits.js';

const sampleLength = 262_144;

/**
 * A text file as a workbook of one sheet, in whatever encoding, separator and line ends it is. Rows keep
 * the length they have. Throws `invalid` (no text, a quotation mark never closed) or `too_large`.
 */
export function readDelimited(bytes: Buffer, name: string, limits: ReadLimits): Workbook {
  const { utf8, encoding, notes } = decodeText(bytes, name);
  const sample = utf8.toString('utf8', 0, sampleLength);
  refuseForeignText(sample.slice(0, 1000), name);
  const named = namedSeparator(sample);
  const separator = named?.character ?? findSeparator(sample)?.character;
  const body = named ? utf8.subarray(named.length) : utf8;
  const rows = parseRows(body, separator ?? ',', name, limits);
  const how =
    separator === undefined ? 'with one column' : `separated by ${separatorWords(separator)}`;
  return {
    format: 'csv',
    sheets: [{ name: sheetName(name), rows }],
    notes: [`Read as ${encoding} text ${how}.`, ...notes],
  };
}

function parseRows(utf8: Buffer, separator: string, name: string, limits: ReadLimits): string[][] {
  const rows: string[][] = [];
  const meter = new SheetMeter(name, limits);
  let keptMark = false;
  try {
    parse(utf8, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      on_record: (cells: string[]) => {
        meter.row(rows.length + 1, cells.length);
        for (let column = 0; column < cells.length; column += 1) {
          meter.cell(
            cells[column] ?? '',
            () => `row ${rows.length + 1}, column ${columnLetter(column)}`,
          );
          keptMark ||= cells[column]?.startsWith('"') === true;
        }
        rows.push(cells);
        return null;
      },
    });
  } catch (error) {
    if (error instanceof ViewfinderError) throw error;
    const line = scanDelimited(utf8.toString('utf8'), separator, Infinity).openQuoteLine;
    throw line > 0
      ? unclosedQuote(name, line, error)
      : unreadable(name, 'cannot be read as a table of text; save it as .xlsx', error);
  }
  // The parser keeps a mark that it could not close where it should: rows may have been swallowed.
  const line = keptMark ? strayQuoteLine(utf8.toString('utf8'), separator) : 0;
  if (line > 0) throw unclosedQuote(name, line);
  return rows;
}

const unclosedQuote = (name: string, line: number, cause?: unknown) =>
  unreadable(
    name,
    `has a quotation mark on line ${line} that is never closed; add or remove the mark there, or save the file as .xlsx`,
    cause,
  );

const sheetName = (name: string) => name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
