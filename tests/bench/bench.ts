import { parseArgs } from 'node:util';
import { benchImport } from './bench-import.js';
import { benchReading, readingTable } from './bench-reading.js';
import { largeExport } from './large-export.js';

/** `npm run bench import`, with `-- --rows N` for another size than 100,000 responses. */
const { values, positionals } = parseArgs({
  options: { rows: { type: 'string', default: '100000' } },
  allowPositionals: true,
});
if (positionals[0] !== 'import') throw new Error('Say what to measure: import.');
const file = await largeExport({ responses: Number(values.rows), strings: 'shared' });
const readings = await benchReading(file);
console.log(`${readingTable(readings)}\n`);
console.log(await benchImport(file, readings));
