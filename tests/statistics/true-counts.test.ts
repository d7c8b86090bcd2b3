import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { missingWords } from '../../src/surveys/words.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let reader: string;
let waves: number[];

beforeAll(async () => {
  app = await startTestApp({ samples: true });
  reader = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
  const rows = await app.services.db.selectFrom('wave').select('id').execute();
  waves = rows.map(({ id }) => id);
});
afterAll(() => app.stop());

const asReader = (path: string, accept: string) =>
  app.fetch(path, { headers: { accept, cookie: reader } });
const json = async (path: string) =>
  (await (await asReader(path, 'application/json')).json()) as Record<string, unknown>;

type Figure = number | '[c]';
interface Shown {
  id: number;
  base: Figure;
  baseWords: string;
  options: { count: Figure; percentage: Figure | null }[];
  missing: Record<string, Figure>;
  negative: { numerator: Figure; base: Figure } | null;
  groups?: Shown[];
}

/** Every count of answers among the figures of a question, its groups' too; how many gave none is no secret. */
const countsOf = ({ options, negative, groups = [] }: Shown): Figure[] => [
  ...options.map(({ count }) => count),
  ...(negative ? [negative.numerator] : []),
  ...groups.flatMap(countsOf),
];
const basesOf = ({ base, groups = [] }: Shown): Figure[] => [base, ...groups.flatMap(basesOf)];

const reasons = new Set<string>(Object.values(missingWords));
const isReason = (row: Record<string, string>) =>
  Object.values(row).some((value) => reasons.has(value));

const small = (least: number) => (count: Figure) =>
  typeof count === 'number' && count > 0 && count < least;

describe('a reader, who may not see true counts', () => {
  it('is shown no count under 5 and no base under 10 of any wave', async () => {
    let withheld = 0;
    for (const wave of waves) {
      const { questions, attributes } = await json(`/waves/${wave}`);
      for (const question of [...(questions as Shown[]), ...(attributes as Shown[])]) {
        const counts = countsOf(question);
        expect([wave, question.id, counts.filter(small(5))]).toEqual([wave, question.id, []]);
        expect(basesOf(question).filter(small(10))).toEqual([]);
        withheld += counts.filter((count) => count === '[c]').length;
      }
    }
    expect(withheld).toBeGreaterThan(100);
  });

  it('is shown the same by the page and the file, with what [c] means', async () => {
    for (const wave of waves.slice(0, 1)) {
      const page = await (await asReader(`/waves/${wave}`, 'text/html')).text();
      expect(page).toContain('[c] means that a figure is withheld');
      expect(page).not.toMatch(/NaN|undefined|null%/);
      const csv = await (await asReader(`/waves/${wave}/rates.csv`, 'text/csv')).text();
      const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
      expect(rows.filter((row) => row['Shorthand'] === '[c]').length).toBeGreaterThan(0);
      const counts = rows
        .filter((row) => row['Statistic'] === 'Responses' && row['Value'] !== '')
        .filter((row) => !isReason(row))
        .map((row) => Number(row['Value']));
      expect(counts.length).toBeGreaterThan(10);
      expect(counts.filter(small(5))).toEqual([]);
    }
  });

  it('is shown a question as its wave shows it', async () => {
    for (const wave of waves) {
      const { questions } = await json(`/waves/${wave}`);
      const one = (questions as Shown[]).find((question) => countsOf(question).includes('[c]'));
      if (!one) continue;
      const path = `/waves/${wave}/questions/${one.id}`;
      expect((await json(path))['question']).toEqual(one);
      const page = await (await asReader(path, 'text/html')).text();
      expect(page).toContain('[c]');
      expect(page).not.toMatch(/NaN|undefined|null%/);
    }
  });

  it('is shown nothing of a measure of few people', async () => {
    const { db } = app.services;
    const measure = await db.selectFrom('measure').selectAll().executeTakeFirstOrThrow();
    const { id, ...kept } = measure;
    const few = { ...kept, name: 'Of few', groupKeys: JSON.stringify(['staff']) };
    await db.insertInto('measure').values(few).execute();
    const { measures } = await json('/measures');
    const shown = (measures as Record<string, unknown>[]).find(({ name }) => name === 'Of few');
    expect(shown).toMatchObject({ withheld: true, numerator: '[c]', base: '[c]', low: '[c]' });
    expect(String(shown?.['baseWords'])).toContain('[c]');
    const page = await (await asReader('/measures', 'text/html')).text();
    expect(page).not.toMatch(/NaN|undefined|Not for publication/);
    const whole = (measures as Record<string, unknown>[]).find((one) => one['id'] === id);
    expect(whole?.['withheld']).toBe(false);
    expect(typeof whole?.['numerator']).toBe('number');
  });
});

describe('whoever may see true counts', () => {
  it('is told on page and file that they are not for publication', async () => {
    const [wave = 0] = waves;
    const note = 'Not for publication: shows counts under 5';
    expect(await app.html(`/waves/${wave}`)).toContain(note);
    expect(await app.html(`/waves/${wave}`)).not.toContain('[c]');
    const file = await (await app.fetch(`/waves/${wave}/rates.csv?showing=internal`)).text();
    expect(file).toContain(',Not for publication\r\n');
    expect(await app.html('/measures')).toContain(note);
    const pages = await Promise.all(waves.map((one) => app.json(`/waves/${one}`)));
    const questions = pages.flatMap((page) => page['questions'] as Shown[]);
    expect(questions.flatMap(countsOf).some(small(5))).toBe(true);
  });
});
