import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../src/db/open-database.js';
import type { Db } from '../../src/db/schema.js';
import { addJob } from '../../src/jobs/job-queries.js';
import { ownMark } from '../../src/jobs/still-running.js';
import { serverActor } from '../../src/people/permissions.js';
import { currentFrame } from '../../src/themes/frame-queries.js';
import { saveGold } from '../../src/themes/round-queries.js';
import { samplesFolder } from '../support/load-samples.js';
import { viewfinder } from '../support/shell.js';

let folder: string;
let db: Db;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-coding-'));
  await cp(process.env[samplesFolder] ?? '', folder, { recursive: true });
  db = openDatabase(path.join(folder, 'viewfinder.sqlite'));
});
afterAll(async () => {
  await db.destroy();
  await rm(folder, { recursive: true, force: true });
});

const tagsOf = (commentId: number) =>
  db.selectFrom('tag').select(['themeId', 'source']).where('commentId', '=', commentId).execute();

describe('viewfinder recode', () => {
  test('gives back what the frame finds, and keeps what a person decided', async () => {
    const { commentId, themeId } = await db
      .selectFrom('tag')
      .select(['commentId', 'themeId'])
      .where('source', '=', 'rule')
      .executeTakeFirstOrThrow();
    const { key } = await db
      .selectFrom('theme')
      .select('key')
      .where('id', '=', themeId)
      .executeTakeFirstOrThrow();
    const untouched = await db
      .selectFrom('tag')
      .select('commentId')
      .where('commentId', '!=', commentId)
      .executeTakeFirstOrThrow();
    const before = await tagsOf(untouched.commentId);
    await db
      .insertInto('themeJudgement')
      .values({
        commentId,
        themeKey: key,
        applies: 0,
        evidence: '[]',
        accountId: null,
        accountName: 'anna',
        judgedAt: '2026-11-26T12:00:00.000Z',
      })
      .execute();
    await db.deleteFrom('tag').execute();
    const { status, output } = await viewfinder(folder, ['recode']);
    expect(status).toBe(0);
    expect(output).toMatch(/^\d{3} comments coded by .+, version \d/);
    expect(await tagsOf(untouched.commentId)).toEqual(before);
    expect((await tagsOf(commentId)).map((tag) => tag.themeId)).not.toContain(themeId);
  });

  test('waits for nobody: it says that a server is at work', async () => {
    const { id } = await addJob(db, {
      kind: 'recode',
      importId: 1,
      processId: process.pid,
      processMark: ownMark,
      actor: serverActor,
    });
    const { status, errors } = await viewfinder(folder, ['recode']);
    expect(status).not.toBe(0);
    expect(errors).toContain('A server or another command is at work on comments.');
    await db.deleteFrom('job').where('id', '=', id).execute();
  });
});

describe('viewfinder evaluate --gold', () => {
  test('says what to do while nothing is settled', async () => {
    const { status, errors } = await viewfinder(folder, ['evaluate', '--gold']);
    expect(status).not.toBe(0);
    expect(errors).toContain('run a round of double coding');
  });

  test('measures the tagger against what coders settled on', async () => {
    const comments = await db
      .selectFrom('comment')
      .innerJoin('sentiment', 'sentiment.commentId', 'comment.id')
      .select(['comment.id', 'sentiment.label'])
      .where('sentiment.label', 'in', ['positive', 'negative'])
      .orderBy('comment.id')
      .limit(4)
      .execute();
    const frame = await currentFrame(db);
    const round = await db
      .insertInto('codingRound')
      .values({
        name: 'Spring',
        frameId: frame.id,
        themeKeys: '[]',
        selection: '{}',
        seed: 1,
        state: 'settling',
        createdBy: 'anna',
        createdAt: '2026-11-26T12:00:00.000Z',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const [at, { id, label }] of comments.entries()) {
      const other = label === 'positive' ? 'negative' : 'positive';
      const sentiment = at === 0 ? other : label;
      await saveGold(db, round.id, { commentId: id, themeKeys: [], sentiment }, 'anna');
    }
    const { status, output } = await viewfinder(folder, ['evaluate', '--gold', '--json']);
    expect(status).toBe(0);
    const { sentiment } = JSON.parse(output) as {
      sentiment: { set: string; systems: { name: string; scores: { accuracy: number } }[] }[];
    };
    expect(sentiment[0]?.set).toBe('gold coding');
    // Three of the four are settled as the program has them.
    expect(sentiment[0]?.systems[0]?.scores.accuracy).toBe(0.75);
  });
});
