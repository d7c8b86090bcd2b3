import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectPath } from '../../src/paths.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Figure {
  name: string;
  numerator: number;
  base: number;
  percentage: number;
  sentence: string;
  baseWords: string;
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
});
afterAll(() => app.stop());

describe('the samples', () => {
  it('are five waves of four surveys', async () => {
    const { surveys } = (await app.json('/surveys')) as {
      surveys: { name: string; waves: { name: string; responses: number }[] }[];
    };
    expect(
      surveys.map(({ name, waves }) => [name, ...waves.map((wave) => [wave.name, wave.responses])]),
    ).toEqual([
      ['Adoption survey', ['2012-13', 184]],
      ["Children's homes survey", ['2012-13', 110]],
      ['Fostering survey', ['2012-13', 152]],
      ["Secure children's homes survey", ['2012-13', 104], ['2011-12', 90]],
    ]);
  });

  it('yield the eight published figures with base and sentence', async () => {
    const { measures } = (await app.json('/measures')) as { measures: Figure[] };
    const published = [
      ['Just over half (51%) of young people', 51, 100],
      ['A quarter (25%) of those who had been restrained', 12, 48],
      ['Almost a fifth (18%) of those who had been restrained', 9, 50],
      ['28% of young people', 28, 100],
      ['Just over a fifth (21%) of young people', 21, 101],
      ['Almost a quarter (23%) of young people', 23, 101],
      ['30% of adopters', 18, 60],
      ['A fifth (20%) of partner agencies and foster carers', 12, 60],
    ];
    const found = measures.map(({ sentence, numerator, base }, at) => [
      sentence.slice(0, String(published[at]?.[0]).length),
      numerator,
      base,
    ]);
    expect(found).toEqual(published);
    expect(measures[1]?.baseWords).toBe(
      'the 48 who answered, of those who said “Yes” to “Have you been physically restrained here?”',
    );
    expect(measures[7]?.baseWords).toBe('the 60 foster carers and partner agencies who answered');
  });

  it('have a rate wherever an answer is negative, and every base is its answers', async () => {
    for (let wave = 1; wave <= 5; wave += 1) {
      const { questions } = (await app.json(`/waves/${wave}`)) as {
        questions: {
          kind: string;
          base: number;
          dontKnowInBase: boolean;
          missing: Record<string, number>;
          options: { count: number; polarity: string }[];
          negative: { numerator: number; base: number } | null;
        }[];
      };
      expect(questions.length).toBeGreaterThan(8);
      for (const question of questions.filter(({ kind }) => kind !== 'multiple')) {
        const counted = question.options.filter(({ polarity }) => polarity !== 'excluded');
        const negative = question.options.filter(({ polarity }) => polarity === 'negative');
        const sum = (list: { count: number }[]) => list.reduce((all, { count }) => all + count, 0);
        const dontKnow = question.dontKnowInBase ? (question.missing['dont_know'] ?? 0) : 0;
        expect(question.base).toBe(sum(counted) + dontKnow);
        expect(question.negative?.numerator ?? 0).toBe(sum(negative));
      }
    }
  });
});

describe('a measure', () => {
  const question = async () => {
    const { questions } = (await app.json('/waves/2')) as {
      questions: { id: number; text: string; options: { code: number; label: string }[] }[];
    };
    return questions.find(({ text }) => text === 'Do you feel safe here?');
  };

  it('is kept from a question, follows a change of its sentence, and can be deleted', async () => {
    const own = await question();
    const never = own?.options.find(({ label }) => label === 'Never');
    const form = { name: 'Never safe', options: String(never?.code) };
    const answer = await app.post(`/waves/2/questions/${own?.id}/measures`, {
      ...form,
      statement: 'of young people never feel safe',
    });
    expect(answer.status).toBe(303);
    const place = (answer.headers.get('location') ?? '').replace(/\?.*/, '');
    // 7 of the 103 who answered: see samples/source.
    expect(await app.json(place)).toMatchObject({
      measure: { numerator: 7, base: 103, sentence: '7% of young people never feel safe.' },
    });
    await app.post(place, { ...form, statement: 'of those in secure homes never feel safe.' });
    expect(await app.html(place)).toContain('7% of those in secure homes never feel safe.');
    expect(await app.html(place)).toContain(`href="${place}/delete"`);
    expect(await app.html(`${place}/delete`)).toContain('Never safe');
    expect((await app.post(`${place}/delete`, {})).status).toBe(303);
    expect((await app.fetch(place)).status).toBe(404);
  });

  it('is refused without a name, answers and a sentence, each fault by its field', async () => {
    const own = await question();
    const answer = await app.post(`/waves/2/questions/${own?.id}/measures`, {});
    const page = await answer.text();
    expect(answer.status).toBe(422);
    for (const field of ['name', 'options', 'statement'])
      expect(page).toContain(`href="#${field}"`);
  });

  it('is refused a name that is taken', async () => {
    const own = await question();
    const answer = await app.post(`/waves/2/questions/${own?.id}/measures`, {
      name: 'Physically restrained',
      options: String(own?.options[0]?.code),
      statement: 'of young people',
    });
    expect(answer.status).toBe(409);
  });

  it('leaves its rate to whoever says which answers are negative', async () => {
    const own = await question();
    const often = own?.options.find(({ label }) => label === 'Most of the time');
    const before = await app.json(`/waves/2/questions/${own?.id}`);
    await app.post(`/waves/2/questions/${own?.id}/polarity`, {
      [`polarity-${often?.code}`]: 'negative',
    });
    const after = (await app.json(`/waves/2/questions/${own?.id}`)) as {
      question: { negative: { numerator: number } };
    };
    const { negative } = (before as { question: { negative: { numerator: number } } }).question;
    // 33 said "most of the time": see samples/source.
    expect(after.question.negative.numerator).toBe(negative.numerator + 33);
  });
});

describe('the file of rates', () => {
  it('says who may see it and holds the figures of the page', async () => {
    const answer = await app.fetch('/waves/2/rates.csv?showing=internal');
    const lines = (await answer.text()).split('\r\n');
    expect(answer.headers.get('content-disposition')).toContain(
      'secure-childrens-homes-survey-2012-13-rates-not-for-publication.csv',
    );
    expect(lines).toContain(
      "Secure children's homes survey,2012-13,Have you been physically restrained here?,,All respondents,Negative rate,All negative answers together,Percentage of base,%,51,,100,41.3,60.6,,,Not for publication",
    );
  });
});

describe('every expected figure of the samples', () => {
  it('is computed, not copied', async () => {
    const expected = JSON.parse(readFileSync(projectPath('samples/measures.json'), 'utf8')) as {
      name: string;
      expected: object;
    }[];
    const { measures } = (await app.json('/measures')) as { measures: Figure[] };
    for (const { name, expected: figure } of expected) {
      expect(measures.find((measure) => measure.name === name)).toMatchObject(figure);
    }
  });
});
