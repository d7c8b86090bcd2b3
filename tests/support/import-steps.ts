import type { TestApp } from './test-app.js';
import { importThrough, upload } from './upload.js';

/** Rows left out, personal details, values out of range: something of every part of the pages. */
const oddViews = [
  'ID,Status,Group,Age,I feel safe here,Staff listen to me,What could be better?,Email',
  ...Array.from({ length: 30 }, (_, at) =>
    [
      at,
      at === 7 ? 'Survey Preview' : 'IP Address',
      'Child',
      at === 9 ? 'elevenish' : 10 + (at % 7),
      at % 3 === 0 ? 'Agree' : 'Disagree',
      at % 4 === 0 ? 'Agree' : 'Disagree',
      at === 12 ? 'ring me on 01632 960188' : `I would like ${at} more things to do`,
      `p${at}@example.org`,
    ].join(','),
  ),
].join('\n');

/** An import at each step: what the samples, which are all imported, do not show. */
export async function bringToEachStep(app: TestApp): Promise<Record<string, string>> {
  const places = { COLUMNS: '', CHECKS: '', PROGRESS: '', FAILED: '', UNDONE: '', UPDATE: '' };
  const send = async (name: string) => {
    const bytes = new TextEncoder().encode(oddViews);
    const request = { file: { name: `${name}.csv`, bytes }, survey: name, wave: '1' };
    const sent = await upload(app, request);
    await app.services.jobs.idle();
    return sent.headers.get('location') ?? '';
  };
  const toChecks = async (place: string) => {
    await app.post(`${place}/columns`, {});
    await app.services.jobs.idle();
    return place;
  };
  const setState = async (place: string, state: 'reading' | 'failed') => {
    const id = Number(place.split('/').at(-1));
    await app.services.db.updateTable('import').set({ state }).where('id', '=', id).execute();
    return place;
  };
  places.COLUMNS = `${await send('Columns')}/columns`;
  places.CHECKS = await toChecks(await send('Checks'));
  places.PROGRESS = await setState(await send('Progress'), 'reading');
  places.FAILED = await setState(await send('Failed'), 'failed');
  const file = { name: 'undone.csv', bytes: new TextEncoder().encode(oddViews) };
  places.UNDONE = await importThrough(app, { file, survey: 'Undone', wave: '1' });
  await app.post(`${places.UNDONE}/undo`, {});
  const first = { ...file, name: 'first.csv' };
  await importThrough(app, { file: first, survey: 'Update', wave: '1' });
  const bytes = new TextEncoder().encode(oddViews.replace('Agree', 'Disagree'));
  const later = { file: { name: 'later.csv', bytes }, survey: 'Update', wave: '1' };
  const sent = await upload(app, later);
  await app.services.jobs.idle();
  places.UPDATE = await toChecks(sent.headers.get('location') ?? '');
  return places;
}
