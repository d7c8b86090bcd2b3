import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { wholeSight } from '../../src/people/sight.js';
import { findImport, moveImport } from '../../src/imports/import-queries.js';
import { latestJob } from '../../src/jobs/job-queries.js';
import { countsOf, startTestServices, type TestServices } from '../support/test-services.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { received, rowCounts, views } from './views-file.js';

let services: TestServices;
beforeEach(async () => (services = await startTestServices()));
afterEach(() => services.stop());

async function undo(importId: number): Promise<void> {
  await services.jobs.start('undo', importId, shellViewer());
  await services.jobs.idle();
}

describe('the same bytes', () => {
  test('are refused in the same survey with a link to the first import', async () => {
    const first = await services.importText('a.csv', views('Agree'), { survey: 'Fostering' });
    const again = services.importText('b.csv', views('Agree'), {
      survey: 'fostering',
      wave: '2013-14',
    });
    await expect(again).rejects.toMatchObject({
      kind: 'conflict',
      message:
        'b.csv has been imported already, as a.csv in the wave 2012-13. Undo that import first if it must be read again.',
      link: { href: `/imports/${first.importId}` },
    });
    expect(await services.uploads()).toEqual([]);
    expect(await services.db.selectFrom('wave').select('name').execute()).toEqual([
      { name: '2012-13' },
    ]);
  });

  test('count once when two officers bring them at the same time', async () => {
    const [{ importId: mine }, { importId: theirs }] = [
      await received(services),
      await received(services),
    ];
    for (const importId of [mine, theirs]) {
      for (const kind of ['read', 'check'] as const)
        await services.jobs.start(kind, importId, shellViewer());
    }
    await services.jobs.start('import', mine, shellViewer());
    await services.jobs.start('import', theirs, shellViewer());
    await services.jobs.idle();
    expect((await findImport(services.db, wholeSight, mine)).state).toBe('published');
    expect((await findImport(services.db, wholeSight, theirs)).state).toBe('checked');
    expect((await latestJob(services.db, theirs))?.error).toBe(
      'This file has been imported meanwhile, as views.csv in the wave 2012-13. views.csv was not imported a second time: discard this upload.',
    );
    expect((await rowCounts(services))['response']).toBe(12);
  });

  test('may be imported again once undone, and into another survey', async () => {
    const { importId } = await services.importText('a.csv', views('Agree'), {
      survey: 'Fostering',
    });
    await services.importText('b.csv', views('Agree'), { survey: 'Adoption' });
    await undo(importId);
    const again = await services.importText('c.csv', views('Agree'), { survey: 'Fostering' });
    expect(again.report.responses).toBe(12);
  });
});

describe('undoing', () => {
  test('leaves of the import its record alone, in every table, and no upload', async () => {
    const before = await rowCounts(services);
    const { importId, report } = await services.importText('a.csv', views('Agree'));
    expect(report.comments).toBe(12);
    const during = await rowCounts(services);
    expect(during).toMatchObject({ response: 12, comment: 12, sentiment: 12 });
    await undo(importId);
    const after = await rowCounts(services);
    // Numbers of comments that have changed: what searching keeps in memory is told by them.
    const kept = ['survey', 'wave', 'import', 'job', 'frame', 'theme', 'audit', 'comment_touched'];
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    // The indexes keep their own empty segments, and how they merge; what they hold is asked below.
    const segments = ['index', 'exact'].flatMap((one) => [
      `comment_${one}_data`,
      `comment_${one}_idx`,
      `comment_${one}_config`,
    ]);
    expect(changed.filter((name) => ![...kept, ...segments].includes(name))).toEqual([]);
    const { rows: hits } = await sql`
      select rowid from comment_index where comment_index match 'wish'
      union all select rowid from comment_exact where comment_exact match 'wish'`.execute(
      services.db,
    );
    expect(hits).toEqual([]);
    expect(await findImport(services.db, wholeSight, importId)).toMatchObject({
      state: 'undone',
      responseCount: 0,
      commentCount: 0,
    });
    expect(await services.uploads()).toEqual([]);
  });

  test('leaves the other import of the wave whole', async () => {
    const place = { survey: 'Fostering' };
    const first = await services.importText('a.csv', views('Agree'), place);
    await services.importText('b.csv', views('Strongly agree', 12), place);
    await undo(first.importId);
    const safe = (await services.rates('Fostering')).get('I feel safe here');
    expect(safe && countsOf(safe)).toMatchObject({ 'Strongly agree': 8, Disagree: 4 });
    expect(safe?.base).toBe(12);
    expect(await rowCounts(services)).toMatchObject({ response: 12, comment: 12, sentiment: 12 });
  });
});

test('two files of one wave are one figure, and two waves share questions and codes', async () => {
  const place = { survey: 'Fostering' };
  await services.importText('a.csv', views('Agree'), place);
  await services.importText('b.csv', views('Strongly agree', 12), place);
  await services.importText('c.csv', views('agree'), { ...place, wave: '2013-14' });
  const [both, later] = [
    await services.rates('Fostering'),
    await services.rates('Fostering', '2013-14'),
  ];
  const [safe, safeLater] = [both.get('I feel safe here'), later.get('I feel safe here')];
  expect(safe && countsOf(safe)).toEqual({ Agree: 8, 'Strongly agree': 8, Disagree: 8 });
  expect(safeLater && countsOf(safeLater)).toMatchObject({ Agree: 8, Disagree: 4 });
  expect(safeLater?.id).toBe(safe?.id);
  const { n } = await services.db
    .selectFrom('question')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  expect(n).toBe(3);
});

test('a failing import leaves no row and no upload', async () => {
  const before = await rowCounts(services);
  const refused = services.importText(
    'totals.csv',
    'Answer,Response Percent,Response Count\nYes,51%,51\nNo,47%,47\nTotal,98%,98',
  );
  await expect(refused).rejects.toMatchObject({ kind: 'invalid' });
  const { audit, ...others } = await rowCounts(services);
  expect({ ...others, audit: before['audit'] }).toEqual(before);
  // Uploaded, failed, discarded.
  expect(audit).toBe((before['audit'] ?? 0) + 3);
  expect(await services.uploads()).toEqual([]);
});

test('an import is moved on from a step once, whoever asks again', async () => {
  const { importId } = await services.importText('a.csv', views('Agree'));
  const { db } = services;
  const move = () => moveImport(db, importId, ['published'], { state: 'undoing' });
  expect([await move(), await move()]).toEqual([true, false]);
});
