import { parseArgs } from 'node:util';
import { benchImport } from './bench-import.js';
import { benchPages } from './bench-pages.js';
import { benchReading, readingTable } from './bench-reading.js';
import { largeExport } from './large-export.js';

/**
 * `npm run bench import`, with `-- --rows N` for another size than 100,000 responses, and `-- --pages`
 * for its last part alone: how long pages take while the file is imported.
 */
const { values, positionals } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    pages: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
if (positionals[0] !== 'import') throw new Error('Say what to measure: import.');
const file = await largeExport({ responses: Number(values.rows), strings: 'shared' });
if (!values.pages) {
  const readings = await benchReading(file);
  console.log(`${readingTable(readings)}\n`);
  console.log(`${await benchImport(file, readings)}\n`);
}
console.log(await benchPages(file));
