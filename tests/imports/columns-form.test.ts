import { describe, expect, test } from '@jest/globals';
import { parseColumnsForm } from '../../src/imports/columns-form.js';
import { editMapping } from '../../src/imports/columns/edit-mapping.js';
import { guessMapping } from '../../src/imports/columns/guess-mapping.js';
import { isTurned } from '../../src/imports/describe-question.js';
import { currentEdits } from '../../src/imports/mapping-form.js';
import { surveyTable, times } from './survey-table.js';

const statements = ['Staff listen to me', 'I feel safe here', 'Staff are too slow to answer'];
const table = surveyTable(
  ['ID', 'Status', ...statements, 'Is there a garden?'],
  [
    ...times(5, 'x', 'Complete', 'Agree', 'Agree', 'Disagree', 'Yes'),
    ...times(4, 'x', 'Complete', 'Not sure', 'Disagree', 'Agree', 'No'),
    ...times(3, 'x', 'Partial', 'Disagree', 'Not sure', 'Not sure', ''),
  ].map((row, at) => [`${at}`, ...row.slice(1)]),
);
const mapping = guessMapping(table);
const at = (text: string) => mapping.questions.findIndex((question) => question.text === text);
const [listen, safe, slow] = statements.map(at) as [number, number, number];
const readings = (edits: ReturnType<typeof currentEdits>, place: number) =>
  Object.fromEntries(
    (edits.questions[place]?.options ?? []).map(({ label, polarity, missing }) => [
      label,
      missing ?? polarity,
    ]),
  );

describe('the columns form', () => {
  test('keeps what an earlier one changed and this one does not show', () => {
    const first = parseColumnsForm({ do: 'show', 'role-2': 'open' }, mapping, null);
    const second = parseColumnsForm({ do: 'show', 'role-3': 'ignore' }, mapping, first.edits);
    expect(second.goesOn).toBe(false);
    expect(second.edits.columns.map(({ role }) => role)).toEqual([
      'response_id',
      mapping.columns[1]?.role,
      'open',
      'ignore',
      'closed',
      'closed',
    ]);
  });

  test('gives one role to all that are ticked, or to all that were shown', () => {
    const ticked = { do: 'apply-selected', selected: ['2', '4'], shown: ['2', '3', '4'] };
    const given = (body: object) =>
      parseColumnsForm({ ...body, bulk: 'attribute' }, mapping, null).edits.columns.flatMap(
        ({ role, position }) => (role === 'attribute' ? [position] : []),
      );
    const before = given({ do: 'show' });
    expect(given(ticked)).toEqual([...new Set([...before, 2, 4])].sort());
    expect(given({ ...ticked, do: 'apply-shown' })).toEqual(
      [...new Set([...before, 2, 3, 4])].sort(),
    );
  });

  test('says what is missing for that, and keeps the ticks and all else', () => {
    const body = { do: 'apply-selected', selected: '4', 'role-3': 'open' };
    const { faults, selected, edits } = parseColumnsForm(body, mapping, null);
    expect(faults.map(({ field }) => field)).toEqual(['bulk']);
    expect(selected).toEqual([4]);
    expect(edits.columns[3]?.role).toBe('open');
    const none = parseColumnsForm({ do: 'apply-selected' }, mapping, null);
    expect(none.faults.map(({ field }) => field)).toEqual(['columns', 'bulk']);
  });

  test('takes rows to leave out from its boxes alone, and none where all are cleared', () => {
    const leaveOut = (body: object) => parseColumnsForm(body, mapping, null).edits.leaveOut;
    expect(leaveOut({})).toEqual(['test', 'preview', 'spam']);
    expect(leaveOut({ 'leave-out-shown': 'yes' })).toEqual([]);
    expect(leaveOut({ 'leave-out-shown': 'yes', 'leave-out': ['partial', 'nonsense'] })).toEqual([
      'partial',
    ]);
  });
});

describe('questions with the same answers', () => {
  test('are turned where agreeing is bad', () => {
    const turned = mapping.questions.filter(({ options }) => isTurned(options));
    expect(turned.map(({ text }) => text)).toEqual(['Staff are too slow to answer']);
  });

  test('take the readings of one of them, turned ones the other way round, others none', () => {
    const place = mapping.questions[listen]?.options.findIndex(({ label }) => label === 'Not sure');
    const body = { do: `share-${listen}`, [`reading-${listen}-${place}`]: 'negative' };
    const { edits, place: back } = parseColumnsForm(body, mapping, null);
    expect(back).toBe(`question-${listen}`);
    const plain = { Agree: 'positive', Disagree: 'negative', 'Not sure': 'negative' };
    expect(readings(edits, safe)).toEqual(plain);
    expect(readings(edits, slow)).toEqual({
      Agree: 'negative',
      Disagree: 'positive',
      'Not sure': 'positive',
    });
    const garden = at('Is there a garden?');
    expect(readings(edits, garden)).toEqual(readings(currentEdits(mapping, null), garden));
  });
});

test('leaving out other rows counts every question anew and keeps its readings', () => {
  const { edits } = parseColumnsForm(
    { 'leave-out-shown': 'yes', 'leave-out': 'partial', [`reading-${safe}-0`]: 'neutral' },
    mapping,
    null,
  );
  const edited = editMapping(table, mapping, edits);
  const counts = edited.questions[safe]?.options.map(({ label, count }) => [label, count]);
  expect(edited.leaveOut).toEqual(['partial']);
  expect(counts).toEqual(
    expect.arrayContaining([
      ['Agree', 5],
      ['Disagree', 4],
    ]),
  );
  expect(edited.questions[safe]?.options[0]?.polarity).toBe('neutral');
  expect(edited.questions[safe]?.reason).toBe(mapping.questions[safe]?.reason);
});
