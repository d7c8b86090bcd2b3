import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectPath } from '../../src/paths.js';
import { viewfinder } from '../support/shell.js';

const sample = (name: string) => projectPath(`samples/${name}`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-shell-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => viewfinder(folder, args);

describe('the command line', () => {
  it('says what it can do when asked for nothing it knows', async () => {
    for (const args of [[], ['nonsense'], ['constructor'], ['rates', '--colour']]) {
      const { status, errors } = await run(...args);
      expect(status).toBe(1);
      expect(errors).toContain('viewfinder import FILE-OR-FOLDER … --survey NAME --wave WAVE');
    }
  });

  it('says where there is no database, and makes none by looking', async () => {
    const { status, errors } = await run('measures', '--json');
    expect(status).toBe(1);
    expect(errors).toContain('There is no Viewfinder database in');
    expect(existsSync(path.join(folder, 'viewfinder.sqlite'))).toBe(false);
  });

  it('imports a file and counts what it took', async () => {
    const where = ['--survey', 'Secure survey', '--wave', '2012-13', '--group', 'child'];
    const file = sample('secure-childrens-homes-2012-13.csv');
    const { status, output } = await run('import', file, ...where, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      layout: 'SmartSurvey',
      rowsRead: 104,
      responses: 104,
      excluded: [],
      groups: [{ name: 'Child', count: 104 }],
    });
  });

  it('leaves out the rows that it is told to, and says which it knows', async () => {
    const file = path.join(folder, 'partial.csv');
    const rows = [
      'ID,Status,Safe?',
      '1,Complete,Yes',
      '2,Partial,No',
      '3,Test,No',
      '4,Complete,No',
    ];
    await writeFile(file, rows.join('\n'));
    const where = ['--survey', 'Left out', '--wave'];
    const run = (wave: string, ...more: string[]) =>
      viewfinder(folder, ['import', file, ...where, wave, ...more]);
    const wrong = await run('1', '--leave-out', 'partial,bogus');
    expect(wrong).toMatchObject({ status: 1, output: '' });
    expect(wrong.errors).toContain('“bogus” names no rows to leave out. Use test, preview, spam');
    const { output } = await run('1', '--leave-out', 'partial');
    expect(output).toContain('4 rows read, 3 responses imported');
    expect(output).toContain('1 row left out: partial return');
  });

  it('prints the rates of a wave with base, reasons for no answer and negative rate', async () => {
    const { output } = await run(
      'rates',
      '--survey',
      'secure SURVEY',
      '--wave',
      '2012-13',
      '--json',
    );
    const { responses, questions } = JSON.parse(output) as {
      responses: number;
      questions: { text: string }[];
    };
    expect(responses).toBe(104);
    const nurse = questions.find(({ text }) => text.startsWith('Could you see a nurse'));
    expect(nurse).toMatchObject({
      base: 48,
      options: [
        { label: 'Yes', count: 36 },
        { label: 'No', count: 12 },
      ],
      missing: { not_asked: 53, no_reply: 3 },
      negative: { numerator: 12, base: 48, percentage: 25 },
    });
  });

  it('refuses the same bytes again, naming the first import', async () => {
    const where = ['--survey', 'Secure survey', '--wave', '2013-14'];
    const { status, errors } = await run(
      'import',
      sample('secure-childrens-homes-2012-13.csv'),
      ...where,
    );
    expect(status).toBe(1);
    expect(errors).toContain('has been imported already');
    expect(readdirSync(path.join(folder, 'uploads'))).toEqual([]);
  });

  it.each([
    ['a file that is not there', 'nowhere.csv', [], 'nowhere.csv'],
    ['a group that is none', sample('fostering-2012-13.csv'), ['--group', 'wizard'], 'wizard'],
  ])('refuses %s with one sentence', async (_what, file, more, named) => {
    const { status, errors } = await run('import', file, '--survey', 'S', '--wave', 'W', ...more);
    expect(status).toBe(1);
    expect(errors).toContain(named);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(path.join(folder, 'uploads'))).toEqual([]);
  });

  it('names the waves that there are when asked for another', async () => {
    const { errors } = await run('rates', '--survey', 'Secure survey', '--wave', '1999');
    expect(errors).toContain('“Secure survey”, 2012-13');
  });

  it('names every faulty setting in one sentence', async () => {
    const { status, errors } = await viewfinder('', ['measures']);
    expect(status).toBe(1);
    expect(errors).toMatch(/^The settings cannot be used\. DATA_DIR/);
  });

  it('makes no demo over a database that is not the demo’s', async () => {
    const { status, errors } = await run('demo');
    expect(status).toBe(1);
    expect(errors).toContain("holds a database that is not the demo's");
  });

  it('tags a comment a line, in order, and names a line that is none', async () => {
    const lines = ['{"text":"I feel safe","id":"a"}', '', '{"text":"Bad food","question":"Why?"}'];
    const { output } = await viewfinder(folder, ['tag'], `${lines.join('\n')}\n`);
    const tagged = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown });
    expect(tagged.map(({ id }) => id)).toEqual(['a', 3]);
    const bad = await viewfinder(folder, ['tag'], '{"text":"x"}\nnot json\n');
    expect(bad.errors).toContain('Line 2 is not a comment');
  });

  it('reads a workbook by its content, whatever it is called', async () => {
    const odd = path.join(folder, 'survey.csv');
    await writeFile(odd, 'Home,Do you feel safe?\nA,Yes\nB,No\nC,Yes\n');
    const { output } = await run('import', odd, '--survey', 'Plain', '--wave', '1', '--json');
    expect(JSON.parse(output)).toMatchObject({ layout: 'Plain table', responses: 3 });
  });
});

describe('the command as it is installed', () => {
  it('can be run by its name in the project', async () => {
    const child = spawn('npx', ['viewfinder', 'measures'], {
      cwd: projectPath('.'),
      env: { ...process.env, DATA_DIR: path.join(folder, 'nowhere'), NODE_OPTIONS: '' },
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    await new Promise((resolve) => child.on('close', resolve));
    expect(errors).toContain('There is no Viewfinder database in');
  });
});
