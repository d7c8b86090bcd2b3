import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { projectPath } from '../src/paths.js';

const root = projectPath('.');

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

const source = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** As the compiler finds them: `export … from`, types, bare and lazy imports too. */
const importedBy = (text: string) =>
  ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);

/** What a file imports: project files as paths from the root, packages by name. */
function importsOf(file: string): string[] {
  return importedBy(source(file)).map((target) => {
    if (!target.startsWith('.')) return target;
    return path.normalize(path.join(path.dirname(file), target)).replace(/\.js$/, '.ts');
  });
}

const files = filesBelow('src', /\.ts$/);
const imports = new Map(files.map((file) => [file, importsOf(file)]));

const broken = (rule: (from: string, to: string) => boolean) =>
  files.flatMap((from) =>
    (imports.get(from) ?? []).filter((to) => rule(from, to)).map((to) => `${from} → ${to}`),
  );

/** Features in the order in which they may use each other: each only those on lower steps. */
const steps: Record<string, number> = {
  people: 1,
  surveys: 2,
  comments: 3,
  themes: 4,
  imports: 5,
  statistics: 5,
  reports: 6,
  records: 7,
};
const featureOf = (file: string) => /^src\/(\w+)\//.exec(file)?.[1] ?? '';

describe('the directions of dependency', () => {
  it.each([
    "import { a } from './x.js';",
    "import type { A } from './x.js';",
    "import {\n  a,\n  b as c,\n} from './x.js';",
    "import * as a from './x.js';",
    "import './x.js';",
    "export { a } from './x.js';",
    "export * from './x.js';",
    "const a = await import('./x.js');",
    "type A = import('./x.js').A;",
  ])('sees %j', (text) => expect(importedBy(text)).toEqual(['./x.js']));

  it('finds the imports that it is about', () => {
    expect(imports.get('src/imports/import-worker.ts')).toContain('src/imports/undo-import.ts');
    expect(imports.get('src/app.ts')).toContain('express');
  });

  it('lets features import only features to their left', () => {
    expect(
      broken((from, to) => {
        const [own, other] = [featureOf(from), featureOf(to)];
        if (own === other || !(own in steps) || !(other in steps)) return false;
        return (steps[own] ?? 0) <= (steps[other] ?? 0);
      }),
    ).toEqual([]);
  });

  it('keeps db, http, jobs and text free of features', () => {
    const below = new Set(['db', 'http', 'jobs', 'text']);
    const words = /^src\/(surveys\/(words|answer-codes)|people\/permissions)\.ts$/;
    expect(
      broken((from, to) => below.has(featureOf(from)) && featureOf(to) in steps && !words.test(to)),
    ).toEqual([]);
  });

  it('lets app.ts alone import routes', () => {
    expect(broken((from, to) => /-routes\.ts$/.test(to) && from !== 'src/app.ts')).toEqual([]);
  });

  it('keeps express to app.ts, http/ and routes', () => {
    const allowed = /^src\/(app\.ts|http\/)|-routes\.ts$/;
    expect(broken((from, to) => to === 'express' && !allowed.test(from))).toEqual([]);
  });

  it('lets nothing but the entry points import the server or the command line', () => {
    const entries = /^src\/(server|cli)\.ts$|^src\/cli\//;
    expect(broken((from, to) => entries.test(to) && !entries.test(from))).toEqual([]);
  });

  it('has no cycle', () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, trail: string[]) => {
      if (trail.includes(file))
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      if (trail.includes(file) || done.has(file)) return;
      for (const next of imports.get(file) ?? []) visit(next, [...trail, file]);
      done.add(file);
    };
    files.forEach((file) => visit(file, []));
    expect(cycles).toEqual([]);
  });
});

/** Whatever calculates; a line for each matter. */
const pureStatistics = [
  ...['count-answers', 'count-question', 'response-places', 'rates', 'breakdown', 'kept-counts'],
  ...['conditions', 'condition-words', 'stored-column', 'asked-question'],
  ...['base-rule', 'base-words', 'base-counts', 'base-placeholders', 'base-form'],
  ...['percentages', 'intervals', 'finite-population', 'chi-square', 'fisher', 'two-proportions'],
  ...['table-test', 'adjust', 'means', 'p-in-words'],
  ...['figure-words', 'call-out-sentence'],
  ...['response-rate', 'correct-intervals'],
  ...[
    'comparability',
    'comparability-form',
    'find-changes',
    'trend',
    'trend-changes',
    'trend-page',
    'trend-words',
  ],
  ...['wave-evidence', 'wave-order'],
  ...['crosstab-address', 'crosstab-choices', 'crosstab-matrix', 'crosstab-table'],
  ...['crosstab-tests', 'crosstab-links'],
  ...['withhold'],
];

describe('what must stay pure', () => {
  const pure = files.filter(
    (file) =>
      file.startsWith('src/text/') ||
      pureStatistics.includes(/statistics\/([\w-]+)\.ts$/.exec(file)?.[1] ?? '') ||
      /reports\/(extract[\w-]*|folded-text|redactions|read-extract|placed-redactions)\.ts$|statistics\/exports\/(?!.*-(routes|queries|export)\.ts)|statistics\/disclosure\/(?!.*(queries|publication|in-force)\.ts)|imports\/(columns|layouts|prepare)\//.test(
        file,
      ),
  );

  it('imports no express, database, file system or clock', () => {
    expect(pure.length).toBeGreaterThan(60);
    const impure =
      /^(express|kysely|better-sqlite3|node:(fs|path|http|child_process|timers))|^src\/(db|jobs)\/|^src\/http\/(?!formats|parse|csv)|-queries\.ts$/;
    expect(broken((from, to) => pure.includes(from) && impure.test(to))).toEqual([]);
    expect(
      pure.filter((file) => /\bDate\.now\(|new Date\(\)|process\.env/.test(source(file))),
    ).toEqual([]);
  });
});

describe('the house rules', () => {
  it('writes SQL only in queries files and db/', () => {
    const sql = /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/;
    const allowed = /-queries\.ts$|^src\/db\//;
    expect(files.filter((file) => !allowed.test(file) && sql.test(source(file)))).toEqual([]);
  });

  it('writes raw SQL only in db/', () => {
    const raw = files.filter((file) => /\bsql[`<]|\bCompiledQuery\b/.test(source(file)));
    expect(raw.filter((file) => !file.startsWith('src/db/'))).toEqual([]);
  });

  it('reads the environment only where a process starts', () => {
    const readers = files.filter((file) => source(file).includes('process.env'));
    expect(readers.filter((file) => !/^src\/(server|cli)\.ts$|^src\/cli\//.test(file))).toEqual([]);
  });

  it('keeps every file under 250 lines and half of the sources under 80', () => {
    const lengths = (list: string[]) => list.map((file) => source(file).split('\n').length);
    const all = [...files, ...filesBelow('tests', /\.ts$/), ...filesBelow('views', /\.(ejs|js)$/)];
    expect(all.filter((file) => source(file).split('\n').length > 251)).toEqual([]);
    const sorted = lengths(files).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('gives no name a word that says nothing', () => {
    const empty = /(^|[/-])(data|item|info|manager|helper|utils?|misc|process)s?([-.]|$)/;
    expect(files.filter((file) => empty.test(file))).toEqual([]);
  });
});
