import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig, settings } from '../src/config.js';
import { defaultReadLimits } from '../src/imports/readers/read-limits.js';
import { projectPath } from '../src/paths.js';

const readme = readFileSync(projectPath('README.md'), 'utf8');

describe('the settings', () => {
  it.each(Object.keys(settings.shape))('has %s, with its default, in README', (name) => {
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    const fallback = String((settings.parse({}) as Record<string, unknown>)[name]);
    expect(row).toContain(fallback);
  });

  it('listens on this machine alone unless told', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000 });
  });

  it('keeps the database in DATA_DIR', () => {
    const { databaseFile } = readConfig({ DATA_DIR: 'somewhere' });
    expect(databaseFile).toBe(path.resolve('somewhere/viewfinder.sqlite'));
  });

  it('names every faulty setting at once', () => {
    const read = () => readConfig({ PORT: 'eighty', UPLOAD_LIMIT_MB: '0' });
    expect(read).toThrow(/PORT.*UPLOAD_LIMIT_MB/);
  });

  it('gives every limit on reading to the readers', () => {
    const { readLimits } = readConfig({
      UPLOAD_LIMIT_MB: '5',
      READ_EXPANDED_MB: '7',
      READ_RATIO: '11',
      READ_ENTRIES: '13',
      READ_CELLS: '1700',
      READ_COLUMNS: '19',
      READ_CELL_LENGTH: '230',
    });
    expect(readLimits).toEqual({
      bytes: 5_000_000,
      expandedBytes: 7_000_000,
      ratio: 11,
      entries: 13,
      cells: 1700,
      columns: 19,
      cellLength: 230,
    });
  });

  it('reads within the limits of the readers unless told', () => {
    expect(defaultReadLimits).toMatchObject(readConfig({}).readLimits);
  });

  it('cannot be changed once read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});
