import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig, settings } from '../src/config.js';
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

  it('cannot be changed once read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});
