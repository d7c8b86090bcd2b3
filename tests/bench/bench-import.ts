import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectPath } from '../../src/paths.js';
import type { ImportMeasured, ImportWay, Stage } from './import-once.js';
import type { ReadingLine } from './bench-reading.js';

const run = promisify(execFile);

async function importOnce(way: ImportWay, file: string): Promise<ImportMeasured> {
  const script = projectPath('dist/tests/bench/import-once.js');
  return JSON.parse((await run(process.execPath, [script, way, file])).stdout) as ImportMeasured;
}

const total = (stages: readonly Stage[]): Stage => ({
  stage: 'all',
  seconds: stages.reduce((sum, { seconds }) => sum + seconds, 0),
  cpuSeconds: stages.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
});

const headings = ['', 's', 'CPU s', '× reader', 'CPU ×', '× pandas', 'CPU ×'];
const lineOf = ([name = '', ...figures]: string[]) =>
  name.padEnd(34) + figures.map((figure) => figure.padStart(10)).join('');

/**
 * Imports one .xlsx whole, each time in a process of its own: without tagging, the tagging alone, and as
 * the product does it. The ratios, by the clock and by processor time, are to what the bare reader and pandas took.
 * @returns a table for a terminal
 */
export async function benchImport(file: string, readings: readonly ReadingLine[]): Promise<string> {
  const readingOf = (name: string) => readings.find(({ reader }) => reader === name);
  const [reader, pandas] = [readingOf('viewfinder'), readingOf('pandas with openpyxl')];
  const ratio = (seconds: number, to: number | undefined) =>
    to === undefined ? '' : (seconds / to).toFixed(2);
  const rowOf = ({ stage, seconds, cpuSeconds }: Stage) =>
    lineOf([
      stage,
      seconds.toFixed(2),
      cpuSeconds.toFixed(2),
      ratio(seconds, reader?.seconds),
      ratio(cpuSeconds, reader?.cpuSeconds),
      ratio(seconds, pandas?.seconds),
      ratio(cpuSeconds, pandas?.cpuSeconds),
    ]);
  const plain = await importOnce('plain', file);
  const tag = await importOnce('tag', file);
  const whole = await importOnce('whole', file);
  const steps = plain.stages.filter(({ stage }) => stage !== 'index, by itself');
  return [
    lineOf(headings),
    'Without tagging, file to committed and indexed',
    ...plain.stages.map(rowOf),
    rowOf(total(steps)),
    'Tagging alone, on every core',
    ...tag.stages.map(rowOf),
    'Whole import, tagging included',
    ...whole.stages.map(rowOf),
    rowOf(total(whole.stages)),
    `Peak memory: ${plain.megabytes.toFixed(0)} MB without tagging, ${whole.megabytes.toFixed(0)} MB with it.`,
  ].join('\n');
}
