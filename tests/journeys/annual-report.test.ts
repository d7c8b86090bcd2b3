import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectPath } from '../../src/paths.js';
import { upload } from '../support/upload.js';
import { readDocx } from '../reports/read-docx.js';
import { openSignOff, type Person, type SignOffDesk } from '../reports/sign-off/sign-off-http.js';
import type { ShownReport } from '../reports/report-http.js';

/** Where quotes are looked for, and how many are taken of each. */
const wanted: readonly [section: string, search: string, quotes: number][] = [
  ['Restraint', 'theme=restraint&group=child', 3],
  ['Adoption delay', 'theme=delay&group=adopter', 2],
  ['Adoption delay', 'theme=delay&group=iro', 1],
  ['Adoption delay', 'theme=delay&group=partner_agency', 1],
  ['Adoption delay', 'theme=delay&group=foster_carer', 2],
  ['Being listened to', 'theme=being-listened-to&group=child', 1],
  ['Being listened to', 'theme=being-listened-to&group=birth_parent', 1],
  ['Being listened to', 'theme=being-listened-to&group=social_worker', 1],
];
const sections = [...new Set(wanted.map(([section]) => section))];

let desk: SignOffDesk;
let author: Person;
let report: string;
let quoteIds: number[];

const json = async <T>(person: Person, path: string) =>
  (await (await person.get(path)).json()) as T;
const shown = async () => (await json<ShownReport>(author, report)).report;

async function done(sent: Promise<Response>): Promise<Response> {
  const response = await sent;
  expect([response.status, response.status < 400 ? '' : await response.text()]).toEqual([303, '']);
  return response;
}

/** Quotes the first candidates of a search whole, as an author does who ticks every caution. */
async function quoteBest(search: string, count: number): Promise<void> {
  const { found } = await json<{ found: { typical: { id: number; text: string }[] } }>(
    author,
    `${report}/candidates?${search}`,
  );
  expect(found.typical.length).toBeGreaterThanOrEqual(count);
  for (const { id: commentId, text: extract } of found.typical.slice(0, count)) {
    const looked = await author.post(`${report}/quotes`, { commentId, extract, look: true });
    const { sides } = (await looked.json()) as {
      sides: { redactions: object[]; cautions: { key: string }[] };
    };
    const heeded = sides.cautions.map(({ key }) => key);
    const reasons = sides.redactions.map(() => 'It stands so in the comment');
    await done(author.post(`${report}/quotes`, { commentId, extract, heeded, reasons }));
  }
}

async function signOff(part: number): Promise<void> {
  const [, id = ''] = /reports\/(\d+)/.exec(report) ?? [];
  for (const { kind, detail } of (await author.quote(Number(id), part)).findings) {
    const kept = { kind, detail, decision: 'keep', reason: 'Many could have said it' };
    await done(author.post(`${report}/parts/${part}/details`, kept));
  }
  await done(author.move([Number(id), part], 'ready'));
  expect((await author.move([Number(id), part], 'approve')).status).toBe(403);
  await done(desk.approver.move([Number(id), part], 'approve'));
}

beforeAll(async () => {
  desk = await openSignOff();
  author = desk.author;
  const begun = await done(author.post('/reports', { title: 'Children’s social care 2012-13' }));
  report = (begun.headers.get('location') ?? '').replace(/\?.*/, '');
  const { measures } = await json<{ measures: { id: number }[] }>(author, '/measures');
  const ids = measures.map(({ id }) => id);
  const perSection = [ids.slice(0, 3), ids.slice(3, 5), ids.slice(5)];
  const charts = [
    `/measures/${ids[0]}/chart`,
    `/measures/${ids[6]}/chart`,
    '/comments/themes?wave=2',
  ];
  for (const [at, section] of sections.entries()) {
    await done(author.post(`${report}/texts`, { kind: 'section', body: section }));
    await done(author.post(`${report}/texts`, { kind: 'text', body: 'What we **were told**.' }));
    await done(author.post(`${report}/call-outs`, { measures: perSection[at] }));
    for (const [of, search, count] of wanted) if (of === section) await quoteBest(search, count);
    const chart = { chart: charts[at], report: report.split('/').at(-1), as: 'chart' };
    await done(author.post('/reports/charts', chart));
  }
  quoteIds = (await shown()).parts.filter(({ kind }) => kind === 'quote').map(({ id }) => id);
});
afterAll(() => desk.stop());

const file = (ending: string) => author.get(`${report}/report.${ending}`, '*/*');

test('nothing leaves before another person has approved each quote', async () => {
  expect((await file('docx')).status).toBe(409);
  for (const id of quoteIds) await signOff(id);
  expect((await file('docx')).status).toBe(200);
});

test('three sections leave with eight figures, twelve quotes of seven groups and three charts', async () => {
  const word = await readDocx(Buffer.from(await (await file('docx')).arrayBuffer()));
  const of = (style: string) => word.paragraphs.filter((one) => one.style === style);
  const text = (style: string) => of(style).map((one) => one.text);
  expect(text('Heading1').slice(0, 3)).toEqual(sections);
  // As the annual report printed them: see samples/measures.json.
  expect(text('CallOutFigure').sort()).toEqual(
    ['51%', '25%', '18%', '28%', '21%', '23%', '30%', '20%'].sort(),
  );
  expect(of('Quote')).toHaveLength(12);
  expect(new Set(text('QuoteAttribution').map((by) => by.split(' from ')[0])).size).toBe(7);
  expect(text('Caption').filter((caption) => /^Figure \d/.test(caption))).toHaveLength(3);
  const html = await (await file('html')).text();
  expect(html.match(/<blockquote/g)).toHaveLength(12);
  expect(html.match(/<svg/g)?.length).toBeGreaterThanOrEqual(3);
});

test('an altered quote gets in by no form, program or database', async () => {
  const { db } = desk.desk.app.services;
  const [id = 0] = quoteIds;
  const { extract = '', revision } = (await shown()).parts.find((part) => part.id === id) ?? {};
  const altered = `${extract} and they never stopped`;
  const sent = await author.post(`${report}/parts/${id}`, { extract: altered, revision });
  expect([sent.status, sent.headers.get('content-type')]).toEqual([
    422,
    expect.stringContaining('problem+json'),
  ]);
  const write = (columns: { extract: string; approvedExtract?: string }) =>
    db.updateTable('reportPart').set(columns).where('id', '=', id).execute();
  await write({ extract: altered });
  expect((await file('docx')).status).toBe(409);
  await write({ extract: altered, approvedExtract: altered });
  const refused = await file('html');
  expect([refused.status, (await refused.text()).includes(altered.slice(-20))]).toEqual([
    409,
    true,
  ]);
  await write({ extract, approvedExtract: extract });
  expect((await file('html')).status).toBe(200);
});

test('coding anew under a finished report holds it up until an author has looked', async () => {
  const { db } = desk.desk.app.services;
  const part = await desk.stored(quoteIds.at(-1) ?? 0);
  await db
    .deleteFrom('tag')
    .where('commentId', '=', part.commentId ?? 0)
    .execute();
  expect((await file('docx')).status).toBe(409);
  const stale = (await shown()).stale as { id: number; stale: { mark: string } }[];
  expect(stale.map(({ id }) => id)).toContain(part.id);
  for (const one of stale)
    await done(author.post(`${report}/parts/${one.id}/accept`, { mark: one.stale.mark }));
  expect((await file('docx')).status).toBe(200);
});

/** Sends the export of the secure children's homes again, with other words in place of some comments. */
async function importCorrected(corrections: readonly (readonly [string, string])[]): Promise<void> {
  const { app } = desk.desk;
  const sent = await readFile(projectPath('samples/secure-childrens-homes-2012-13.csv'), 'utf8');
  const quoted = (text: string) => text.replaceAll('"', '""');
  const corrected = corrections.reduce((csv, [was, is]) => {
    expect(csv.split(quoted(was))).toHaveLength(2);
    return csv.replace(quoted(was), () => quoted(is));
  }, sent);
  const file = { name: 'corrected.csv', bytes: new TextEncoder().encode(corrected) };
  const place = { survey: "Secure children's homes survey", wave: '2012-13', group: 'child' };
  const answer = await done(upload(app, { file, ...place }));
  const imported = answer.headers.get('location') ?? '';
  await done(app.post(`${imported}/columns`, {}));
  await app.services.jobs.idle();
  await done(app.post(`${imported}/import`, { sameNumbers: 'update' }));
  await app.services.jobs.idle();
}

test('a corrected file under a finished report holds up what it touched, and nothing else', async () => {
  const { db } = desk.desk.app.services;
  const quoted = await db
    .selectFrom('reportPart')
    .innerJoin('comment', 'comment.id', 'reportPart.commentId')
    .innerJoin('import', 'import.id', 'comment.importId')
    .select(['reportPart.id', 'reportPart.extract', 'comment.text'])
    .where('import.fileName', 'like', '%secure-childrens-homes-2012-13.csv')
    .execute();
  const [longer, other] = quoted;
  if (!longer || !other) throw new Error('Two quotes of these homes are needed.');
  await importCorrected([
    [longer.text, `${longer.text} That is all.`],
    [other.text, 'I said nothing of the kind.'],
  ]);
  const refused = await file('docx');
  expect(refused.status).toBe(409);
  const now = await shown();
  const stale = now.stale as { id: number; stale?: { why: string[]; mark: string } }[];
  expect(now.failing.map(({ id }) => id)).toEqual([other.id]);
  const held = stale.find(({ id }) => id === longer.id);
  expect(held?.stale?.why[0]).toBe('The comment was corrected by the file corrected.csv.');
  for (const one of stale)
    await done(author.post(`${report}/parts/${one.id}/accept`, { mark: one.stale?.mark }));
  // Words that nobody wrote any more are not to be accepted, only to be taken out.
  expect((await file('docx')).status).toBe(409);
  const { revision } = (await shown()).parts.find(({ id }) => id === other.id) ?? {};
  await done(author.post(`${report}/parts/${other.id}/remove`, { revision }));
  // What was approved was the quote of a comment that has changed since.
  expect((await file('docx')).status).toBe(409);
  await signOff(longer.id);
  expect((await file('docx')).status).toBe(200);
});
