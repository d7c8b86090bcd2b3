import { xlsxReaders, type XlsxReader } from './xlsx-readers.js';

/** What one reading took: seconds by the clock and of the processors, and megabytes at the most. */
export interface Reading {
  cells: number;
  seconds: number;
  cpuSeconds: number;
  megabytes: number;
}

const [reader = '', file = ''] = process.argv.slice(2);
const started = process.hrtime.bigint();
const before = process.cpuUsage();
const cells = await xlsxReaders[reader as XlsxReader](file);
const { user, system } = process.cpuUsage(before);
const reading: Reading = {
  cells,
  seconds: Number(process.hrtime.bigint() - started) / 1e9,
  cpuSeconds: (user + system) / 1e6,
  megabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(reading));
