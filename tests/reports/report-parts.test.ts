import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  openReportDesk,
  partIn,
  takeOut,
  type ReportDesk,
  type ShownExtract,
} from './report-http.js';

let desk: ReportDesk;
beforeAll(async () => {
  desk = await openReportDesk();
});
afterAll(() => desk.app.stop());

describe('the parts of a report', () => {
  test('are edited, moved and taken out', async () => {
    const reportId = await desk.newReport('In order');
    const { id: commentId } = await desk.comment('We were given a two-page');
    const ids = [
      await desk.quote(reportId, commentId, 'We love him.'),
      await desk.quote(reportId, commentId, 'But somebody chose not to tell us.'),
      await desk.quote(reportId, commentId, 'After placement, a box file turned up'),
    ];
    const [first = 0, second = 0, third = 0] = ids;
    const order = async () => (await desk.shown(reportId)).parts.map(({ id }) => id);
    const at = (part: number) => `/reports/${reportId}/parts/${part}`;
    await desk.app.post(`${at(third)}/move`, { to: `before-${second}` });
    expect(await order()).toEqual([first, third, second]);
    await desk.send(`${at(first)}/move`, { to: `before-${first}` });
    await desk.send(`${at(second)}/move`, { to: `after-${third}` });
    expect(await order()).toEqual([first, third, second]);
    expect((await desk.send(`${at(second)}/move`, { to: 'top' })).status).toBe(422);
    await takeOut(desk.app, reportId, third);
    await desk.app.post(`${at(first)}/move`, { to: `after-${second}` });
    expect(await order()).toEqual([second, first]);

    const revision = await desk.revision(reportId, first);
    expect(await desk.app.json(at(first))).toMatchObject({
      form: { extract: 'We love him.' },
      sides: {
        original: [
          { kind: 'left_out' },
          {
            kind: 'quoted',
            units: [{ text: 'We' }, { text: 'love' }, { text: 'him' }, { text: '.' }],
          },
          { kind: 'left_out' },
        ],
      },
    });
    const wrong = await desk.app.post(at(first), { extract: 'We love her.', revision });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('“her.”')]);
    const other = { extract: 'We love him. … We were', revision };
    expect((await desk.app.post(at(first), other)).status).toBe(422);
    const change = { extract: 'We love him. … somebody chose not to tell us.', revision };
    expect((await desk.app.post(at(first), change)).status).toBe(422);
    const { sides } = (await (
      await desk.send(at(first), { ...change, look: true })
    ).json()) as ShownExtract;
    const [caution] = sides.cautions;
    expect(caution?.sentence).toBe('“but” is left out of a sentence that you quote.');
    const ticked = { ...change, heeded: caution?.key ?? '' };
    expect((await desk.app.post(at(first), ticked)).status).toBe(303);
    expect((await desk.shown(reportId)).parts[1]?.extract).toBe(change.extract);
  });

  test('belong to one report only', async () => {
    const mine = await desk.newReport('Mine');
    const other = await desk.newReport('Other');
    const { id: commentId } = await desk.comment('We were given a two-page');
    const part = await desk.quote(mine, commentId, 'We love him.');
    expect(
      (await desk.app.post(`/reports/${other}/parts/${part}/remove`, { revision: '1' })).status,
    ).toBe(404);
    expect((await desk.shown(mine)).parts).toHaveLength(1);
  });
});

describe('call-outs', () => {
  test('come from measures, several at once, each once', async () => {
    const reportId = await desk.newReport('Figures');
    const { measures } = await desk.app.json(`/reports/${reportId}/call-outs/new`);
    const [one = 0, two = 0] = (measures as { measureId: number }[]).map(
      ({ measureId }) => measureId,
    );
    const added = await desk.app.post(`/reports/${reportId}/call-outs`, {
      measures: [String(one), String(two)],
    });
    expect(partIn(added)).toBeGreaterThan(0);
    expect((await desk.send(`/reports/${reportId}/call-outs`, { measures: [one] })).status).toBe(
      422,
    );
    expect((await desk.send(`/reports/${reportId}/call-outs`, {})).status).toBe(422);
    const { parts } = await desk.shown(reportId);
    expect(parts.map(({ measureId }) => measureId)).toEqual([one, two]);
    expect(parts[1]).toMatchObject({
      sentence:
        'A quarter (25%) of those who had been restrained said that they could not see a nurse or doctor afterwards.',
      base: 'Base: the 48 who answered, of those who said “Yes” to “Have you been physically restrained here?” (n = 48).',
    });
    expect((await desk.app.post(`/measures/${two}/delete`, {})).status).toBe(409);
  });
});
