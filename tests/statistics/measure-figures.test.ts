import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wholeSight } from '../../src/people/sight.js';
import { measureFigures } from '../../src/statistics/measure-figures.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

/** 16 said yes and 4 no; of the 9 carers 5 and 4. */
const lines = [
  'I am a,Do you feel safe?',
  ...Array.from({ length: 11 }, () => 'Child,Yes'),
  ...Array.from({ length: 5 }, () => 'Foster carer,Yes'),
  ...Array.from({ length: 4 }, () => 'Foster carer,No'),
];

let app: TestApp;
let answers: Record<string, string>;
beforeAll(async () => {
  app = await startTestApp();
  const file = { name: 'small.csv', bytes: new TextEncoder().encode(lines.join('\n')) };
  await importThrough(app, { file, survey: 'Small survey', wave: '1' });
  const { questions } = (await app.json('/waves/1')) as {
    questions: { id: number; options: { label: string; code: number }[] }[];
  };
  const { id, options } = questions[0] ?? { id: 0, options: [] };
  answers = Object.fromEntries(options.map(({ label, code }) => [label, String(code)]));
  const keep = (name: string, options: string, groups: string[]) =>
    app.post(`/waves/1/questions/${id}/measures`, { name, options, groups, statement: 'of them' });
  await keep('All who said yes', answers['Yes'] ?? '', []);
  await keep('Children who said yes', answers['Yes'] ?? '', ['child']);
  await keep('Carers who said yes', answers['Yes'] ?? '', ['foster_carer']);
});
afterAll(() => app.stop());

describe('an answer taken out of the base', () => {
  const change = async (answer: string, polarity: string) => {
    const { questionId } = (await measureFigures(app.services.db, wholeSight))[0] ?? {
      questionId: 0,
    };
    await app.post(`/waves/1/questions/${questionId}/polarity`, {
      [`polarity-${answers[answer]}`]: polarity,
    });
  };
  const shown = async () => {
    const [figure] = await measureFigures(app.services.db, wholeSight);
    return [figure?.numerator, figure?.base, figure?.baseWords];
  };

  it('leaves a measure of other answers, which says so', async () => {
    await change('No', 'excluded');
    expect(await shown()).toEqual([16, 16, 'the 16 who answered, leaving out answers of “No”']);
    const { questions } = (await app.json('/waves/1')) as { questions: { baseWords: string }[] };
    expect(questions[0]?.baseWords).toBe('the 16 who answered; leaving out 4 who said “No”');
    await change('No', 'negative');
  });

  it('stays in the base of a measure that counts it', async () => {
    await change('Yes', 'excluded');
    expect(await shown()).toEqual([16, 20, 'the 20 who answered']);
    await change('Yes', 'positive');
  });
});

describe('a measure of few people', () => {
  it('is withheld where a side of it has fewer than 5, or the base fewer than 10', async () => {
    const figures = await measureFigures(app.services.db, wholeSight);
    expect(
      figures.map(({ name, numerator, base, withheld }) => [name, numerator, base, withheld]),
    ).toEqual([
      // 4 of the 20 said no: they could be found by subtraction.
      ['All who said yes', 16, 20, true],
      ['Children who said yes', 11, 11, false],
      ['Carers who said yes', 5, 9, true],
    ]);
  });

  it('leaves as [c], every figure and its sentence', async () => {
    const answer = await app.fetch('/measures.csv');
    const rows: Record<string, string>[] = parse(await answer.text(), { bom: true, columns: true });
    const own = rows.filter((row) => row['Measure'] === 'All who said yes');
    expect(
      own.map((row) => [row['Statistic'], row['Value'], row['Shorthand'], row['Base']]),
    ).toEqual(
      ['Base', 'Responses', 'Percentage of base'].map((statistic) => [statistic, '', '[c]', '']),
    );
    expect(own[0]?.['Note']).toContain('[c]');
    expect(own[0]?.['Sentence']).toMatch(/^\[c\] /);
    const children = rows.filter((row) => row['Measure'] === 'Children who said yes');
    expect(children.map((row) => row['Value'])).toEqual(['11', '11', '100']);
    expect(children[2]).toMatchObject({ Base: '11', Note: 'Everybody in the base' });
  });
});
