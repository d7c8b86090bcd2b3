import { existsSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readWorkbook } from '../../src/imports/readers/read-workbook.js';
import { projectPath } from '../../src/paths.js';
import type { Outcome } from './readers-worker.js';

const folder = projectPath('../shared/data/nasty');
const present = existsSync(folder);
const describeCorpus = present ? describe : describe.skip;
const secondsAFile = 20;

const manifest = present
  ? readFileSync(`${folder}/MANIFEST.tsv`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .map(([file = '', , expected = '']) => ({ file, expected }))
  : [];

/** Reads the files one after another in a worker; a file over its time is a fault, and the next go on. */
async function readAll(files: string[]): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  let rest = files;
  while (rest.length > 0) {
    const done = await readInWorker(rest);
    done.forEach((outcome, place) => outcomes.set(rest[place] ?? '', outcome));
    rest = rest.slice(done.length);
  }
  return outcomes;
}

function readInWorker(files: string[]): Promise<Outcome[]> {
  return new Promise((resolve) => {
    const outcomes: Outcome[] = [];
    const worker = new Worker(new URL('readers-worker.js', import.meta.url), {
      workerData: files.map((file) => `${folder}/${file}`),
      stderr: true,
    });
    const fault = (sentence: string) => {
      clearTimeout(limit);
      const file = files[outcomes.length] ?? '';
      outcomes.push({ file, reading: 'fault', recognised: false, sentence });
      void worker.terminate().then(() => resolve(outcomes));
    };
    const late = () => fault(`took over ${secondsAFile} s`);
    let limit = setTimeout(late, secondsAFile * 1000);
    worker.on('message', (outcome: Outcome) => {
      outcomes.push(outcome);
      clearTimeout(limit);
      limit = setTimeout(late, secondsAFile * 1000);
      if (outcomes.length < files.length) return;
      clearTimeout(limit);
      void worker.terminate().then(() => resolve(outcomes));
    });
    worker.on('error', (error) => fault(String(error)));
  });
}

describeCorpus('the odd, broken and hostile files of ../shared/data/nasty', () => {
  test('each end in a reading or in one plain sentence, as the manifest expects', async () => {
    const outcomes = await readAll(manifest.map((one) => one.file));
    const wrong = manifest.filter(({ file, expected }) => {
      const outcome = outcomes.get(file);
      if (outcome === undefined || outcome.reading === 'fault') return true;
      if (expected === 'parse') return outcome.reading !== 'read';
      return expected === 'reject' && outcome.recognised;
    });
    expect(wrong.map(({ file }) => [file, outcomes.get(file)?.sentence])).toEqual([]);
    expect(outcomes.size).toBe(manifest.length);
    for (const { sentence } of outcomes.values()) {
      expect(sentence).toMatch(/^$|^ViewfinderError: “upload.xlsx” [^\n]+\.$/);
    }
  });

  const rowsOf = async (file: string) => {
    const { sheets } = await readWorkbook(readFileSync(`${folder}/truth/${file}`), file);
    return sheets.map((sheet) =>
      sheet.rows.map((cells) => cells.join(' ').replace(/\s+/g, ' ').trim()),
    );
  };

  test.each(['empty_crlf', 'json', 'newlines_crlf', 'quotes_and_newlines', 'simple', 'utf8'])(
    'csv-spectrum’s %s reads as its truth says',
    async (name) => {
      const truth = z
        .array(z.record(z.string(), z.string()))
        .parse(JSON.parse(readFileSync(`${folder}/truth/spectrum__${name}.json`, 'utf8')));
      const file = `${folder}/truth/spectrum__${name}.csv`;
      const rows = (await readWorkbook(readFileSync(file), name)).sheets[0]?.rows ?? [];
      const expected = [Object.keys(truth[0] ?? {}), ...truth.map((row) => Object.values(row))];
      // The truth has CRLF inside a cell where the file in this collection has LF.
      const text = JSON.stringify(expected).replaceAll('\\r\\n', '\\n');
      expect(JSON.stringify(rows)).toBe(text);
    },
  );

  test.each([
    ['sheetjs__AutoFilter.xls', 'sheetjs__AutoFilter.ods'],
    ['sheetjs__comments_stress_test.xlsx', 'sheetjs__comments_stress_test.xls'],
    ['sheetjs__sheet_visibility.xlsx', 'sheetjs__sheet_visibility.ods'],
  ])('%s and %s hold the same cells', async (one, other) => {
    expect(await rowsOf(one)).toEqual(await rowsOf(other));
  });
});
