import { parseArgs } from 'node:util';
import { benchCoding } from './bench-coding.js';
import { benchImport } from './bench-import.js';
import { benchPages } from './bench-pages.js';
import { benchReading, readingTable } from './bench-reading.js';
import { benchSearch } from './bench-search.js';
import { benchStatistics } from './bench-statistics.js';
import { largeExport } from './large-export.js';

/**
 * `npm run bench import`, with `-- --rows N` for another size than 100,000 responses, and `-- --pages`
 * for its last part alone: how long pages take while the file is imported.
 * `npm run bench coding`: 20,000 comments, or `--rows N`, by the tagger and by others.
 * `npm run bench search`: searches of 400,000 and 4,000,000 comments, or of `--rows N`.
 * `npm run bench statistics`: counts at 100,000 and 1,000,000 responses, or at `--rows N`.
 */
const { values, positionals } = parseArgs({
  options: {
    rows: { type: 'string' },
    pages: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const rows = values.rows === undefined ? undefined : Number(values.rows);

async function importing(responses: number): Promise<void> {
  const file = await largeExport({ responses, strings: 'shared' });
  if (!values.pages) {
    const readings = await benchReading(file);
    console.log(`${readingTable(readings)}\n`);
    console.log(`${await benchImport(file, readings)}\n`);
  }
  console.log(await benchPages(file));
}

if (positionals[0] === 'import') await importing(rows ?? 100_000);
else if (positionals[0] === 'statistics') {
  for (const responses of rows === undefined ? [100_000, 1_000_000] : [rows]) {
    console.log(`${await benchStatistics(responses)}\n`);
  }
} else if (positionals[0] === 'coding') console.log(await benchCoding(rows ?? 20_000));
else if (positionals[0] === 'search') {
  for (const comments of rows === undefined ? [400_000, 4_000_000] : [rows]) {
    console.log(`${await benchSearch(comments)}\n`);
  }
} else throw new Error('Say what to measure: import, statistics, coding or search.');
