import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectPath } from '../../src/paths.js';
import type { CodingFigures } from './code-once.js';

const run = promisify(execFile);
const rounded = (value: number) => Math.round(value).toLocaleString('en-GB');

/** Codes comments in a process of its own, and has others read the same ones for their sentiment. */
export async function benchCoding(comments: number): Promise<string> {
  const { stdout } = await run('node', [
    projectPath('dist/tests/bench/code-once.js'),
    String(comments),
  ]);
  const { started, words, whole, baselines, peakMegabytes } = JSON.parse(stdout) as CodingFigures;
  return [
    `${rounded(comments)} comments of ${(words / comments).toFixed(1)} words, one core`,
    '',
    '| | comments a CPU second |',
    '|---|---|',
    `| Viewfinder: themes, sentiment, risk | ${rounded(whole)} |`,
    ...baselines.map(({ name, rate }) => `| ${name}: sentiment alone | ${rounded(rate)} |`),
    '',
    `From the start of the process to the first comment coded: ${rounded(started)} ms. Peak memory: ${rounded(peakMegabytes)} MB.`,
  ].join('\n');
}
