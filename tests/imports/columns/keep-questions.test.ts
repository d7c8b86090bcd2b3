import { describe, expect, test } from '@jest/globals';
import { editMapping } from '../../../src/imports/columns/edit-mapping.js';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { mappingToKeep } from '../../../src/imports/columns/mapping-to-keep.js';
import { questionOf, surveyTable, times } from '../survey-table.js';

const answers = (first: string, second: string) => [
  ...times(8, first, 'Always', 'The food was good that day'),
  ...times(6, second, 'Never', 'Nothing much to say of it'),
];
const carer = 'How well do you get on with your carer?';
const worker = 'How well do you get on with your social worker?';
const open = 'What would make things better for you here?';
const safe = 'Do you feel safe where you live?';

const first = surveyTable([carer, safe, open], answers('Very well', 'Not well'));
const confirmed = mappingToKeep(guessMapping(first));
const again = (headers: string[], rows = answers('Very well', 'Not well')) =>
  guessMapping(surveyTable(headers, rows), confirmed);

describe('questions of a file beside those of the survey’s last', () => {
  test('are all the same, however they are typed', () => {
    const next = again([carer.toUpperCase(), 'Do you feel safe where you live', `${open} `]);
    expect(next.compared).toEqual({ same: 3, added: [], gone: [], renamed: [] });
    expect(next.columns.map(({ confidence }) => confidence)).toEqual(['high', 'high', 'high']);
    expect(next.questions.map(({ key }) => key)).toEqual(confirmed.questions.map(({ key }) => key));
  });

  test('keep their identity when only small words or the form of words changed', () => {
    const reworded = 'Do you feel safe in the place where you live now?';
    const next = again([carer, reworded, 'What would have made things better for you here?']);
    expect(next.compared?.renamed.map(({ from, to, isSame }) => [from, to, isSame])).toEqual([
      [open, 'What would have made things better for you here?', true],
      [safe, reworded, true],
    ]);
    expect(next.columns[1]).toMatchObject({ question: safe, wording: reworded, role: 'closed' });
    expect(questionOf(next, safe).options.map(({ label }) => label)).toEqual(['Always', 'Never']);
  });

  test('are found under a platform’s numbering', () => {
    const next = again([`Q1. ${carer}`, `2) ${safe}`, `Q3: ${open}`]);
    expect(next.compared?.renamed.map(({ isSame }) => isSame)).toEqual([true, true, true]);
    expect(next.columns.map(({ question }) => question)).toEqual([carer, safe, open]);
  });

  test('are never taken for a look-alike that is there too', () => {
    const both = guessMapping(surveyTable([carer, worker], answers('Very well', 'Not well')));
    const table = surveyTable(
      [worker, 'How well do you get on with your carers?'],
      [...times(8, 'Very well', 'Not well'), ...times(6, 'Not well', 'Very well')],
    );
    const next = guessMapping(table, both);
    expect(next.columns.map(({ question }) => question)).toEqual([worker, carer]);
    expect(next.compared).toMatchObject({ same: 1, added: [], gone: [] });
  });

  test('are others by default when a word that carries meaning was replaced, or a “not” or “enough” came or went', () => {
    for (const [from, to] of [
      [carer, worker],
      ['Did staff listen to you?', 'Did staff not listen to you?'],
      ['Were you told before you moved?', 'Were you told after you moved?'],
      ['How do you feel about the first year?', 'How do you feel about year 2?'],
      ['Who helps you most of all?', 'Who helps him most of all?'],
      ['Are you satisfied with the help?', 'Are you dissatisfied with the help?'],
      ['Do you get enough help here?', 'Do you get help here?'],
      ['Do you feel safe at home?', 'Do you ever feel safe at home?'],
    ] as const) {
      const rows = [...times(7, 'Yes'), ...times(7, 'No')];
      const next = guessMapping(surveyTable([to], rows), guessMapping(surveyTable([from], rows)));
      expect([to, next.compared?.renamed.map(({ isSame }) => isSame)]).toEqual([to, [false]]);
      expect(next.columns[0]?.question).toBe(to);
    }
  });

  test('that are new or gone are named', () => {
    const rows = answers('Very well', 'Not well').map(([a = '', b = '']) => [a, b]);
    const next = again([carer, 'Has anybody bullied you?'], rows);
    expect(next.compared).toEqual({
      same: 1,
      added: ['Has anybody bullied you?'],
      gone: [safe, open],
      renamed: [],
    });
  });
});

const reworded = 'Do you feel safe in the place where you live?';

test('a wording confirmed once needs no second question, and neither does the first', () => {
  const second = mappingToKeep(again([carer, reworded, open]));
  for (const wording of [reworded, safe]) {
    const third = guessMapping(
      surveyTable([carer, wording, open], answers('Very well', 'Not well')),
      second,
      confirmed,
    );
    expect(third.compared).toEqual({ same: 3, added: [], gone: [], renamed: [] });
    expect(third.columns[1]).toMatchObject({ question: safe, confidence: 'high' });
  }
});

test('an officer may part a reworded question from the known one, and join it again', () => {
  const table = surveyTable([carer, reworded, open], answers('Very well', 'Not well'));
  const next = guessMapping(table, confirmed);
  const judged = (mapping: typeof next, isSame: boolean) =>
    editMapping(
      table,
      mapping,
      { columns: [], questions: [], renamed: [{ from: safe, to: reworded, isSame }] },
      confirmed,
    );
  const parted = judged(next, false);
  expect(parted.columns[1]).toMatchObject({ question: reworded, role: 'closed' });
  expect(parted.columns[1]?.wording).toBeUndefined();
  expect(questionOf(parted, reworded).options).toHaveLength(2);
  const joined = judged(parted, true);
  expect(joined.columns).toEqual([
    next.columns[0],
    expect.objectContaining({ question: safe, wording: reworded }),
    next.columns[2],
  ]);
  expect(questionOf(joined, safe)).toMatchObject({ options: questionOf(next, safe).options });
});

test('a file from another platform, with its options in columns of their own, is read as the same questions', () => {
  const helped = 'Who helped you? Choose all that apply';
  const one = surveyTable(
    [helped],
    [...times(8, 'Carer; Teacher'), ...times(6, 'Teacher'), ...times(4, 'Carer')],
    { multipleSeparator: ';' },
  );
  const known = guessMapping(one);
  const parts = surveyTable(
    [`${helped} | Carer`, `${helped} | Teacher`],
    [...times(8, '1', '1'), ...times(6, '0', '1'), ...times(4, '1', '0')],
  );
  const next = guessMapping(parts, known);
  expect(next.compared).toMatchObject({ same: 1, added: [], gone: [] });
  expect(questionOf(next, helped)).toMatchObject({
    key: known.questions[0]?.key,
    kind: 'multiple',
  });
  const back = guessMapping(one, next);
  expect(back.columns[0]).toMatchObject({ role: 'closed', kind: 'multiple' });
  expect(
    questionOf(back, helped)
      .options.map(({ label }) => label)
      .sort(),
  ).toEqual(['Carer', 'Teacher']);
});

test('of several files of a survey, the one most like this says what is gone', () => {
  const carers = mappingToKeep(
    guessMapping(surveyTable(['Are you paid enough?'], [...times(7, 'Yes'), ...times(7, 'No')])),
  );
  const next = guessMapping(first, carers, confirmed);
  expect(next.compared).toEqual({ same: 3, added: [], gone: [], renamed: [] });
});
