import { statSync } from 'node:fs';
import path from 'node:path';

interface TestFile {
  path: string;
}

/** The suites that take longest, as seen on two cores: one that begins late is waited for by an idle core. */
const longest = [
  'imports/killed-server',
  'imports/updates/update-screens',
  'imports/import-life',
  'records/restore',
  'journeys/upload',
  'imports/updates/update-responses',
  'imports/import-file',
  'records/erase-response',
  'people/hidden-survey',
  'statistics/exports/rates-export',
  'records/purge-wave',
  'imports/updates/undo-update',
  'imports/settle-import',
];

const rankOf = (file: string): number => {
  const rank = longest.findIndex((name) => file.endsWith(path.normalize(`/${name}.test.js`)));
  return rank < 0 ? longest.length : rank;
};

/** Orders test files for a machine that has run none before; the others by size, as jest does. */
export default class LongestFirst {
  sort(tests: readonly TestFile[]): TestFile[] {
    return tests
      .map((test) => ({ test, rank: rankOf(test.path), size: statSync(test.path).size }))
      .sort((one, other) => one.rank - other.rank || other.size - one.size)
      .map(({ test }) => test);
  }

  cacheResults(): void {
    // Jest asks for it; the order is the same each time.
  }

  allFailedTests(): TestFile[] {
    throw new Error('No list of failed tests is kept: name the files to run.');
  }
}
