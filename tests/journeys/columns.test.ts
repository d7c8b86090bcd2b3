import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough, upload } from '../support/upload.js';

interface ColumnsModel {
  columns: { position: number; header: string; role: string; shown: boolean; changed: boolean }[];
  doubts: { doubt: string; count: number; leftOut: boolean }[];
  faults?: { field: string }[];
}

/** Twelve complete returns and five partial ones, two of them without any answer. */
const content = [
  'ID,Status,Home,Do you feel safe here?,Do staff listen?,What could be better?',
  ...Array.from({ length: 12 }, (_, at) =>
    [at, 'Complete', 'Oak', at < 8 ? 'Yes' : 'No', 'Yes', `I would like ${at} more dogs`].join(),
  ),
  ...['Yes', 'No', 'Yes'].map((safe, at) => [`p${at}`, 'Partial', 'Oak', safe, '', ''].join()),
  'q0,Partial,,,,',
  'q1,Partial,,,,',
].join('\n');

let app: TestApp;
let file: { name: string; bytes: Uint8Array };
let files = 0;
beforeAll(async () => (app = await startTestApp()));
afterAll(() => app.stop());
beforeEach(() => {
  files += 1;
  const bytes = new TextEncoder().encode(`${content}\nr${files},Complete,Elm,Yes,No,\n`);
  file = { name: `views-${files}.csv`, bytes };
});

const send = async () => {
  const sent = await upload(app, { file, survey: `Survey ${files}`, wave: '1' });
  await app.services.jobs.idle();
  return sent.headers.get('location') ?? '';
};
const model = async (place: string, query = '') =>
  (await app.json(`${place}/columns${query}`)) as unknown as ColumnsModel;
const roles = async (place: string) =>
  Object.fromEntries((await model(place)).columns.map(({ header, role }) => [header, role]));

describe('the columns page without scripts', () => {
  it('shows what the address asks for, and sends all the rest along', async () => {
    const place = await send();
    const found = await model(place, '?words=safe');
    expect(found.columns.filter(({ shown }) => shown).map(({ header }) => header)).toEqual([
      'Do you feel safe here?',
    ]);
    const page = await app.html(`${place}/columns?words=safe`);
    for (const { position } of found.columns) expect(page).toContain(`name="role-${position}"`);
  });

  it('comes back to the same view with what was chosen', async () => {
    const place = await send();
    const answer = await app.post(`${place}/columns`, {
      do: 'show',
      words: 'staff',
      mark: 'changed',
      'role-4': 'ignore',
    });
    expect(answer.headers.get('location')).toBe(
      `${place}/columns?words=staff&mark=changed#columns`,
    );
    const { columns } = await model(place, '?words=staff&mark=changed');
    expect(columns.filter(({ shown }) => shown)).toMatchObject([{ position: 4, role: 'ignore' }]);
  });

  it('gives many columns one role, and refuses to without one, losing nothing', async () => {
    const place = await send();
    const refused = await app.post(`${place}/columns`, {
      do: 'apply-selected',
      selected: ['2', '3'],
      'role-5': 'ignore',
    });
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain('<a href="#bulk">Choose the role to give them</a>');
    expect(page.match(/name="selected" value="\d" checked/g)).toHaveLength(2);
    expect(await roles(place)).toMatchObject({ 'What could be better?': 'ignore' });

    await app.post(`${place}/columns`, {
      do: 'apply-selected',
      selected: ['2', '3'],
      bulk: 'attribute',
    });
    expect(await roles(place)).toMatchObject({
      Home: 'attribute',
      'Do you feel safe here?': 'attribute',
      'What could be better?': 'ignore',
    });
  });

  it('takes an import that was checked back to its columns, since its checks no longer hold', async () => {
    const place = await send();
    await app.post(`${place}/columns`, { 'role-4': 'ignore' });
    await app.services.jobs.idle();
    expect((await app.fetch(`${place}/checks`)).status).toBe(200);
    const back = await model(place);
    expect(back.columns[4]).toMatchObject({ role: 'ignore', changed: true });
    await app.post(`${place}/columns`, { do: 'show', 'role-3': 'attribute' });
    expect((await app.fetch(`${place}/checks`)).status).toBe(409);
    expect((await app.post(`${place}/import`, {})).status).toBe(409);
    expect(await roles(place)).toMatchObject({
      'Do you feel safe here?': 'attribute',
      'Do staff listen?': 'ignore',
    });
  });
});

describe('rows that the officer leaves out', () => {
  it('are offered with their counts, partial and empty returns kept unless ticked', async () => {
    const { doubts } = await model(await send());
    const said = doubts.map(({ doubt, count, leftOut }) => [doubt, count, leftOut]);
    expect(said).toEqual([
      ['test', 0, true],
      ['preview', 0, true],
      ['spam', 0, true],
      ['partial', 5, false],
      ['empty', 2, false],
    ]);
  });

  it('add up in the report, and the next wave leaves out the same', async () => {
    const place = await send();
    await app.post(`${place}/columns`, {
      'leave-out-shown': 'yes',
      'leave-out': ['partial', 'empty'],
    });
    await app.services.jobs.idle();
    expect(await app.json(`${place}/checks`)).toMatchObject({
      report: {
        rowsRead: 18,
        responses: 13,
        excluded: [{ reason: 'Partial return', count: 5 }],
      },
    });
    await app.post(`${place}/import`, {});
    await app.services.jobs.idle();

    const next = { ...file, bytes: new TextEncoder().encode(`${content}\n`) };
    const later = await importThrough(app, { file: next, survey: `Survey ${files}`, wave: '2' });
    expect(await app.json(later)).toMatchObject({
      import: { state: 'published', responseCount: 12 },
      report: { rowsRead: 17, excluded: [{ reason: 'Partial return', count: 5 }] },
    });
    const { entries } = (await app.json('/audit')) as { entries: { action: string }[] };
    expect(JSON.stringify(entries)).toContain('Rows left out');
  });
});
