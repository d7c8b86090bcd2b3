import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenSubject } from '../../src/people/sight-queries.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { viewerWithout } from '../support/viewers.js';

let app: TestApp;
let ids: { survey: number; wave: number; import: number; comment: number; measure: number };
let question: number;
let quoting: { reportId: number; id: number };
let plain: number;

beforeAll(async () => {
  app = await startTestApp({ samples: true });
  const { db } = app.services;
  const comment = await db.selectFrom('comment').selectAll().executeTakeFirstOrThrow();
  const measure = await db
    .selectFrom('measure')
    .select(['id', 'surveyId'])
    .where('surveyId', '=', comment.surveyId)
    .executeTakeFirstOrThrow();
  ids = {
    survey: comment.surveyId,
    wave: comment.waveId,
    import: comment.importId,
    comment: comment.id,
    measure: measure.id,
  };
  question = comment.questionId;
  const addReport = async (title: string) =>
    (
      await db
        .insertInto('report')
        .values({ title, createdAt: '2026-11-25' })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  const [secret, open] = [await addReport('Secret'), await addReport('Open')];
  quoting = await db
    .insertInto('reportPart')
    .values({
      reportId: secret,
      position: 1,
      kind: 'quote',
      commentId: comment.id,
      extract: 'x',
      createdAt: '2026-11-25',
    })
    .returning(['reportId', 'id'])
    .executeTakeFirstOrThrow();
  plain = open;
});
afterAll(() => app.stop());

const asked = (params: Record<string, unknown>, hidden: number[]) =>
  hiddenSubject(app.services.db, viewerWithout([], hidden), params);

describe('what an address names of a survey that a viewer is not let into', () => {
  const every = (): [Record<string, unknown>, string][] => [
    [{ surveyId: ids.survey }, 'survey'],
    [{ waveId: String(ids.wave) }, 'wave'],
    [{ importId: ids.import }, 'import'],
    [{ commentId: ids.comment }, 'comment'],
    [{ measureId: ids.measure }, 'measure'],
    [{ questionId: question }, 'question'],
    [{ reportId: quoting.reportId }, 'report'],
    [{ partId: quoting.id }, 'part of the report'],
    [{ waveId: ids.wave, questionId: question }, 'wave'],
    [{ reportId: quoting.reportId, partId: quoting.id }, 'report'],
  ];

  it('is told by the first thing that a page would miss', async () => {
    for (const [params, subject] of every()) {
      expect([params, await asked(params, [ids.survey])]).toEqual([params, subject]);
    }
  });

  it('is nothing for whoever is let in, or kept out of another survey', async () => {
    for (const [params] of every()) {
      expect(await asked(params, [])).toBeNull();
      expect(await asked(params, [ids.survey + 100])).toBeNull();
    }
  });

  it('is nothing for what is not there, is no id, or has nothing of that survey', async () => {
    const params = [{ waveId: 99999 }, { waveId: 'x' }, { commentId: '1e400' }, { key: 'care' }];
    for (const one of [...params, { reportId: plain }, {}]) {
      expect(await asked(one, [ids.survey])).toBeNull();
    }
  });

  it('is a flagged comment too, but for those who may see it', async () => {
    const { db } = app.services;
    const flag = { commentId: ids.comment, accountName: 'a', reason: 'harm', createdAt: '' };
    await db.insertInto('commentFlag').values(flag).execute();
    const params = { commentId: ids.comment };
    expect(await hiddenSubject(db, viewerWithout([]), params)).toBeNull();
    expect(await hiddenSubject(db, viewerWithout(['flagged_comments']), params)).toBe('comment');
    await db.deleteFrom('commentFlag').execute();
  });
});
