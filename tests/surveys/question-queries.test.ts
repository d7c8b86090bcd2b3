import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { wholeSight } from '../../src/people/sight.js';
import { migrate } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open-database.js';
import type { Db } from '../../src/db/schema.js';
import {
  answersInConditions,
  removeUnusedQuestions,
  saveBase,
  saveQuestion,
  type QuestionToSave,
} from '../../src/surveys/question-queries.js';
import {
  ensureWave,
  findWaveByName,
  listSurveys,
  parseName,
  removeUnusedWave,
} from '../../src/surveys/survey-queries.js';
import { questionKey } from '../../src/surveys/words.js';

let db: Db;
beforeEach(async () => {
  db = openDatabase(':memory:');
  await migrate(db);
});
afterEach(() => db.destroy());

const asked = (
  text: string,
  labels: string[],
  more: Partial<QuestionToSave> = {},
): QuestionToSave => ({
  key: questionKey(text),
  text,
  kind: 'single',
  role: null,
  options: labels.map((label) => ({ label, polarity: 'neutral' })),
  dontKnowInBase: true,
  ...more,
});

async function newSurvey(name = 'Fostering survey'): Promise<number> {
  const waveId = await ensureWave(db, wholeSight, name, '2012-13');
  const { surveyId } = await db
    .selectFrom('wave')
    .select('surveyId')
    .where('id', '=', waveId)
    .executeTakeFirstOrThrow();
  return surveyId;
}

describe('a question asked again', () => {
  test('is one row whatever its case, accents, punctuation and mark-up', async () => {
    const surveyId = await newSurvey();
    const first = await saveQuestion(db, surveyId, asked('Is the café good?', ['Yes', 'No']), 0);
    const again = await saveQuestion(
      db,
      surveyId,
      asked('<b>Is the CAFE good</b>', ['Yes', 'No']),
      4,
    );
    expect(again).toEqual(first);
    expect(await db.selectFrom('question').select(['text', 'position']).execute()).toEqual([
      { text: 'Is the café good?', position: 0 },
    ]);
  });

  test('keeps the codes of its options, in any order, and gives new ones the next', async () => {
    const surveyId = await newSurvey();
    const first = await saveQuestion(db, surveyId, asked('Safe?', ['Always', 'Never']), 0);
    const again = await saveQuestion(
      db,
      surveyId,
      asked('Safe?', ['never ', 'Sometimes', 'Always']),
      0,
    );
    expect(first.codes).toEqual([0, 1]);
    expect(again.codes).toEqual([1, 2, 0]);
    expect(
      await db.selectFrom('option').select(['code', 'label']).orderBy('code').execute(),
    ).toEqual([
      { code: 0, label: 'Always' },
      { code: 1, label: 'Never' },
      { code: 2, label: 'Sometimes' },
    ]);
  });

  test('takes over what was confirmed now', async () => {
    const surveyId = await newSurvey();
    await saveQuestion(db, surveyId, asked('Safe?', ['Yes']), 0);
    const now = asked('Safe?', [], {
      kind: 'scale',
      dontKnowInBase: false,
      options: [{ label: 'Yes', polarity: 'positive' }],
    });
    await saveQuestion(db, surveyId, now, 0);
    expect(await db.selectFrom('question').select(['kind', 'dontKnowInBase']).execute()).toEqual([
      { kind: 'scale', dontKnowInBase: 0 },
    ]);
    expect(await db.selectFrom('option').select('polarity').execute()).toEqual([
      { polarity: 'positive' },
    ]);
  });

  test('in another survey is another question', async () => {
    const [one, other] = [await newSurvey('Fostering'), await newSurvey('Adoption')];
    const first = await saveQuestion(db, one, asked('Safe?', ['Yes']), 0);
    expect((await saveQuestion(db, other, asked('Safe?', ['Yes']), 0)).id).not.toBe(first.id);
  });
});

test('questions that nothing uses are removed with their options, and no base points at them', async () => {
  const surveyId = await newSurvey();
  const waveId = (await findWaveByName(db, wholeSight, 'fostering SURVEY', '2012-13')).id;
  const parent = await saveQuestion(db, surveyId, asked('Complained?', ['Yes', 'No']), 0);
  const child = await saveQuestion(db, surveyId, asked('Fair?', ['Yes', 'No']), 1);
  await saveBase(db, child.id, { questionId: parent.id, codes: [0] });
  const { id: importId } = await db
    .insertInto('import')
    .values({
      waveId,
      fileName: 'a.csv',
      fileSha256: '0',
      fileBytes: 1,
      state: 'published',
      createdAt: '2013-02-01T00:00:00Z',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('answerColumn')
    .values({
      importId,
      questionId: child.id,
      optionCode: -1,
      encoding: 'u8',
      cells: new Uint8Array([0]),
    })
    .execute();
  await removeUnusedQuestions(db, surveyId);
  expect(
    await db.selectFrom('question').select(['id', 'baseQuestionId', 'baseCodes']).execute(),
  ).toEqual([{ id: child.id, baseQuestionId: null, baseCodes: null }]);
  expect(await db.selectFrom('option').select('questionId').distinct().execute()).toEqual([
    { questionId: child.id },
  ]);
});

test('a question that a condition asks of is kept, with the answers that it means', async () => {
  const surveyId = await newSurvey();
  const restrained = await saveQuestion(db, surveyId, asked('Restrained?', ['Yes', 'No']), 1);
  const nurse = await saveQuestion(db, surveyId, asked('Saw a nurse?', ['Yes', 'No']), 2);
  const answer = { kind: 'answer', questionId: restrained.id, codes: [0], missing: [] };
  const baseRule = JSON.stringify({ kind: 'and', of: [{ kind: 'not', of: answer }] });
  await db.updateTable('question').set({ baseRule }).where('id', '=', nurse.id).execute();
  expect(await answersInConditions(db)).toEqual([{ questionId: restrained.id, codes: [0] }]);
  await removeUnusedQuestions(db, surveyId);
  const left = await db.selectFrom('question').select('text').execute();
  expect(left).toEqual([{ text: 'Restrained?' }]);
});

describe('surveys and waves', () => {
  test('are made once, whatever the case of the survey’s name', async () => {
    const first = await ensureWave(db, wholeSight, 'Fostering survey', '2012-13');
    expect(await ensureWave(db, wholeSight, 'FOSTERING  survey', '2012-13')).toBe(first);
    expect(await ensureWave(db, wholeSight, 'Fostering survey', '2013-14')).not.toBe(first);
    expect(
      (await listSurveys(db, wholeSight)).map(({ name, waves }) => [
        name,
        waves.map((wave) => wave.name),
      ]),
    ).toEqual([['Fostering survey', ['2013-14', '2012-13']]]);
  });

  test('that hold nothing are removed, the survey with its last wave', async () => {
    const [first, second] = [
      await ensureWave(db, wholeSight, 'Adoption', '2012-13'),
      await ensureWave(db, wholeSight, 'Adoption', '2013-14'),
    ];
    await removeUnusedWave(db, first);
    expect((await listSurveys(db, wholeSight))[0]?.waves.map(({ id }) => id)).toEqual([second]);
    await removeUnusedWave(db, second);
    expect(await listSurveys(db, wholeSight)).toEqual([]);
  });

  test('that are asked for and missing say which there are', async () => {
    await ensureWave(db, wholeSight, 'Adoption', '2012-13');
    await expect(findWaveByName(db, wholeSight, 'Adoption', '2011-12')).rejects.toMatchObject({
      kind: 'not_found',
      message: 'There is no wave 2011-12 of “Adoption”. There are: “Adoption”, 2012-13.',
    });
  });

  test('need a name of 120 characters at most, its spaces folded', () => {
    expect(parseName('  Fostering \n survey ', 'survey')).toBe('Fostering survey');
    expect(() => parseName(' ', 'wave')).toThrow('Enter the name of the wave, such as “2012-13”.');
    expect(() => parseName('x'.repeat(121), 'survey')).toThrow('must be 120 characters or fewer');
  });
});
