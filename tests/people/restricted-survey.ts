import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

/** Words that occur in the restricted survey and nowhere else; of the last the open one has the stem. */
export const secrets = [
  'Zebrafinch',
  'Numbatwave',
  'platypus',
  'Wombatquestion',
  'Dingoanswer',
  'Kookaburra',
  'quokkaword',
  'Bandicoot',
  'Cassowary',
  'quieting',
] as const;

export interface RestrictedSurvey {
  app: TestApp;
  /** What the parameters of an address may name of the restricted survey, and of the open one. */
  secret: Record<string, string>;
  open: Record<string, string>;
  /** A request by somebody who may do everything but administer, and is not let in. */
  outside(path: string, accept?: string, init?: RequestInit): Promise<Response>;
  outsidePost(path: string, fields: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

const csv = (question: string, answer: string, comment: string) => ({
  rows: [
    `ID,Who answered,${question} closed,${question} open`,
    ...Array.from(
      { length: 24 },
      (_, at) => `${at + 1},Child,${at % 2 ? answer : 'No'},${comment} number ${at} is what I say`,
    ),
  ].join('\r\n'),
});

async function addSurvey(
  app: TestApp,
  names: { survey: string; wave: string; file: string; measure: string; report: string },
  { rows }: { rows: string },
): Promise<Record<string, string>> {
  const { db } = app.services;
  const { survey, wave } = names;
  const file = { name: names.file, bytes: new TextEncoder().encode(rows) };
  const place = await importThrough(app, { file, survey, wave });
  const comment = await db
    .selectFrom('comment')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const { surveyId, waveId } = comment;
  const { questions } = (await app.json(`/waves/${waveId}`)) as {
    questions: { id: number; options: { code: number }[] }[];
  };
  const [question] = questions;
  await app.post(`/waves/${waveId}/questions/${question?.id}/measures`, {
    name: names.measure,
    options: String(question?.options[0]?.code),
    statement: `of them, says ${names.measure}`,
  });
  const quoted = await app.post('/reports/quotes', {
    commentId: String(comment.id),
    extract: comment.text,
    report: 'new',
    title: names.report,
  });
  const [, reportId = '', partId = ''] =
    /reports\/(\d+).*#part-(\d+)/.exec(quoted.headers.get('location') ?? '') ?? [];
  const measure = await db
    .selectFrom('measure')
    .select('id')
    .where('surveyId', '=', surveyId)
    .executeTakeFirstOrThrow();
  await app.post(`/reports/${reportId}/call-outs`, { measures: String(measure.id) });
  return {
    surveyId: String(surveyId),
    waveId: String(waveId),
    importId: place.split('/').at(-1) ?? '',
    commentId: String(comment.id),
    measureId: String(measure.id),
    questionId: String(question?.id),
    reportId,
    partId,
  };
}

/** Two surveys with everything that hangs on one, and somebody who is let into the first alone. */
export async function openRestrictedSurvey(): Promise<RestrictedSurvey> {
  const app = await startTestApp();
  const open = await addSurvey(
    app,
    { survey: 'Open', wave: '2012-13', file: 'open.csv', measure: 'Plain', report: 'For all' },
    csv('Plainly', 'Yes', 'the quiet word'),
  );
  const secret = await addSurvey(
    app,
    {
      survey: 'Zebrafinch',
      wave: 'Numbatwave',
      file: 'platypus.csv',
      measure: 'Bandicoot',
      report: 'Cassowary',
    },
    csv('Wombatquestion', 'Dingoanswer', 'Kookaburra quieting the quokkaword'),
  );
  const { db } = app.services;
  await db.updateTable('survey').set({ restricted: 1 }).where('name', '=', 'Zebrafinch').execute();
  const roles = ['survey_officer', 'analyst', 'report_author', 'approver'] as const;
  const cookie = await signIn(app.services, await addTestAccount(db, roles));
  const outside = (path: string, accept = 'text/html', init: RequestInit = {}) =>
    app.fetch(path, { redirect: 'manual', ...init, headers: { accept, cookie, ...init.headers } });
  return {
    app,
    secret,
    open,
    outside,
    outsidePost: (path, fields) =>
      outside(path, 'text/html', {
        method: 'POST',
        body: new URLSearchParams({ ...fields, csrf: testFormToken }),
      }),
    stop: () => app.stop(),
  };
}

/** The address of a route with these in place of its parameters; 1 for those it does not know. */
export const addressOf = (pattern: string, params: Readonly<Record<string, string>>) =>
  pattern.replace(/:(\w+)/g, (_whole, name: string) => params[name] ?? '1');

/** The secrets that a text holds. */
export const secretsIn = (text: string) =>
  secrets.filter((word) => text.toLowerCase().includes(word.toLowerCase()));
