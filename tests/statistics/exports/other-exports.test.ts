import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { missingWords } from '../../../src/surveys/words.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { readWorkbook } from './exported-figures.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
});
afterAll(() => app.stop());

const sheetsOf = async (path: string) => readWorkbook(await (await app.fetch(path)).arrayBuffer());
const figuresOf = async (path: string) =>
  ((await app.json(path)) as { figures: Record<string, string | number | null>[] }).figures;

/** By hand from the samples: DESIGN's eight figures. */
const known = [
  ['Physically restrained', 51, 51, 100],
  ['Adopters negative about a prompt placement', 30, 18, 60],
] as const;

describe('the file of measures', () => {
  it('has each measure with its figure, as workbook, CSV and JSON alike', async () => {
    const [table] = (await sheetsOf('/measures.xlsx')).slice(-1);
    expect((await sheetsOf('/measures.ods')).slice(-1)).toEqual([table]);
    const csv: Record<string, string>[] = parse(await (await app.fetch('/measures.csv')).text(), {
      bom: true,
      columns: true,
    });
    const json = await figuresOf('/measures.json');
    expect(table?.rows).toHaveLength(8);
    for (const [name, value, numerator, base] of known) {
      expect(table?.rows.find(([own]) => own === name)?.slice(5, 8)).toEqual([
        value,
        numerator,
        base,
      ]);
      const own = csv.filter((one) => one['Measure'] === name);
      expect(own.map((row) => [row['Statistic'], row['Value'], row['Base']])).toEqual([
        ['Base', String(base), ''],
        ['Responses', String(numerator), ''],
        ['Percentage of base', String(value), String(base)],
      ]);
      const share = { measure: name, statistic: 'Percentage of base', value, base };
      expect(json).toContainEqual(expect.objectContaining(share));
    }
  });
});

describe('the file of a cross-tabulation', () => {
  const restrained = 'Have you been physically restrained here?';
  async function addressOf() {
    const { questions, attributes } = (await app.json('/waves/2')) as unknown as Record<
      string,
      { id: number; text: string }[]
    >;
    const id = (text: string) =>
      [...(questions ?? []), ...(attributes ?? [])].find((one) => one.text === text)?.id;
    return `rows=${id(restrained)}&columns=${id('Region')}`;
  }

  it('adds up to everybody, and says whom it counts', async () => {
    const [table] = (
      await sheetsOf(`/waves/2/crosstab.xlsx?${await addressOf()}&showing=internal`)
    ).slice(-1);
    expect(table?.title).toBe(`“${restrained}” by “Region”`);
    expect(table?.above[1]).toBe('Not for publication');
    const bases =
      table?.rows
        .find(([answer]) => answer === 'Base')
        ?.filter((cell) => typeof cell === 'number') ?? [];
    expect(bases).toHaveLength(7);
    expect(bases.at(-1)).toBe(100);
    expect(bases.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(100);
  });

  it('is for publication by default, and needs its two questions', async () => {
    const address = await addressOf();
    const [table] = (await sheetsOf(`/waves/2/crosstab.ods?${address}`)).slice(-1);
    const countsOf = (rows: (string | number)[][]) =>
      rows.flatMap((row) => row.slice(2).filter((_, at) => at % 2 === 0));
    const counts = countsOf(table?.rows ?? []);
    expect(counts).toContain('[c]');
    // How many gave no answer, and why, is always shown.
    const reasons: readonly unknown[] = Object.values(missingWords);
    const answers = countsOf(table?.rows.filter(([answer]) => !reasons.includes(answer)) ?? []);
    expect(answers.filter((count) => typeof count === 'number' && count > 0 && count < 5)).toEqual(
      [],
    );
    const tidy = await figuresOf(`/waves/2/crosstab.json?${address}`);
    const counted = tidy.filter(({ statistic }) => statistic !== 'Percentage of base');
    expect(counted.length).toBe(counts.length);
    expect((await app.fetch('/waves/2/crosstab.xlsx')).status).toBe(422);
  });
});

describe('the file of trends', () => {
  it('has a row for each wave of each question', async () => {
    const [table] = (await sheetsOf('/surveys/1/trends.xlsx?showing=internal')).slice(-1);
    const rows = table?.rows.filter(
      ([question]) => question === 'Have you been physically restrained here?',
    );
    expect(
      rows?.map(([, , wave, value, numerator, base]) => [wave, value, numerator, base]),
    ).toContainEqual(['2012-13', 51, 51, 100]);
    expect(rows?.map(([, , wave]) => wave)).toEqual(['2011-12', '2012-13']);
    const tidy = await figuresOf('/surveys/1/trends.json?showing=internal');
    expect(tidy.filter(({ statistic }) => statistic === 'Base').length).toBe(table?.rows.length);
  });
});

describe('the tidy files', () => {
  it('have the same columns, whatever they are of', async () => {
    const headings = async (path: string): Promise<string[]> =>
      parse(await (await app.fetch(path)).text(), { bom: true, to_line: 1 })[0] ?? [];
    const rates = await headings('/waves/2/rates.csv?showing=internal');
    expect(rates).toEqual(expect.arrayContaining(['Statistic', 'Unit', 'Value', 'Shorthand']));
    const { questions } = (await app.json('/waves/2')) as { questions?: { id: number }[] };
    const [rows, columns] = questions ?? [];
    const crosstab = `/waves/2/crosstab.csv?rows=${rows?.id}&columns=${columns?.id}&showing=internal`;
    expect(await headings(crosstab)).toEqual(rates);
    expect(await headings('/measures.csv?showing=internal')).toEqual(expect.arrayContaining(rates));
    expect(await headings('/surveys/1/trends.csv?showing=internal')).toEqual(
      expect.arrayContaining(rates),
    );
  });
});
