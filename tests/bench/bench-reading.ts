import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectPath } from '../../src/paths.js';
import { pandasReading } from './pandas-reading.js';
import type { Reading } from './read-once.js';
import { xlsxReaders, type XlsxReader } from './xlsx-readers.js';

const run = promisify(execFile);
/** The quicker ones, which a busy machine disturbs more, are measured more often. */
const rounds = 3;
const slow: XlsxReader[] = ['exceljs, streaming', 'SheetJS, dense'];

export interface ReadingLine extends Reading {
  reader: string;
}

/**
 * Reads one .xlsx with every reader in turn, each time in a process of its own, in rounds so that they
 * meet the same load; of each the best round by processor time counts.
 * @returns a line a reader; pandas is left out where Python has not got it with openpyxl
 */
export async function benchReading(file: string): Promise<ReadingLine[]> {
  const best = new Map<string, Reading>();
  for (let round = 0; round < rounds; round += 1) {
    for (const reader of Object.keys(xlsxReaders) as XlsxReader[]) {
      if (round > 0 && slow.includes(reader)) continue;
      const reading = await readOnce(reader, file);
      const before = best.get(reader);
      if (!before || reading.cpuSeconds < before.cpuSeconds) best.set(reader, reading);
    }
  }
  const pandas = await pandasReading(file);
  if (pandas) best.set('pandas with openpyxl', pandas);
  return [...best].map(([reader, reading]) => ({ reader, ...reading }));
}

async function readOnce(reader: XlsxReader, file: string): Promise<Reading> {
  const script = projectPath('dist/tests/bench/read-once.js');
  const { stdout } = await run(process.execPath, [
    '--max-old-space-size=8192',
    script,
    reader,
    file,
  ]);
  return JSON.parse(stdout) as Reading;
}

/** The lines as a table for a terminal, with each reader's processor time as a multiple of ours. */
export function readingTable(lines: ReadingLine[]): string {
  const ours = lines.find(({ reader }) => reader === 'viewfinder')?.cpuSeconds ?? NaN;
  const rows = lines.map(({ reader, seconds, cpuSeconds, megabytes, cells }) => [
    reader,
    seconds.toFixed(2),
    cpuSeconds.toFixed(2),
    (cpuSeconds / ours).toFixed(2),
    megabytes.toFixed(0),
    cells === 0 ? '' : cells.toLocaleString('en-GB'),
  ]);
  const printed = [['reader', 's', 'CPU s', 'CPU × ours', 'peak MB', 'cells'], ...rows].map(
    ([reader = '', ...figures]) =>
      reader.padEnd(24) + figures.map((figure) => figure.padStart(12)).join(''),
  );
  const hasPandas = lines.some(({ reader }) => reader.startsWith('pandas'));
  return [
    ...printed,
    ...(hasPandas ? [] : ['pandas with openpyxl: skipped, Python has not got both']),
  ].join('\n');
}
