import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { projectPath } from '../../src/paths.js';
import { writeCsv } from '../../src/http/csv.js';

const headerRows = 3;
/** Longer than any answer of a list. */
const commentLength = 60;

/**
 * The sample of the fostering survey so many times over, every response and comment a different one: work on
 * it takes seconds, so that a test can come between.
 */
export function largeFile(times: number): Uint8Array {
  const text = readFileSync(projectPath('samples/fostering-2012-13.csv'), 'utf8');
  const rows: string[][] = parse(text, { bom: true });
  const idAt = rows[0]?.indexOf('ResponseId') ?? -1;
  const again = (turn: number) =>
    rows
      .slice(headerRows)
      .map((row) =>
        row.map((cell, at) =>
          at === idAt || cell.length > commentLength ? `${cell} ${turn}` : cell,
        ),
      );
  const copies = Array.from({ length: times }, (_, turn) => again(turn)).flat();
  return Buffer.from(writeCsv([...rows.slice(0, headerRows), ...copies]));
}
