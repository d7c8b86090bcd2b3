import { describe, expect, test } from '@jest/globals';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { columnTable, guessColumn } from '../survey-table.js';

const each = (...values: string[]) => Object.fromEntries(values.map((value) => [value, 1]));

describe('a column is dropped as personal by its values', () => {
  test.each([
    ['e-mail addresses', each('a.b@example.org', 'carol@example.com', 'dan@example.net')],
    ['IP addresses', each('203.0.113.10', '203.0.113.193')],
    ['UK telephone numbers', each('01632 960417', '07700 900123', '+44 7700 900456')],
    ['full postcodes', each('LS6 1AN', 'sw1a 1aa', 'M11AA')],
    // 943 476 5919 is the example number of the NHS Data Dictionary.
    ['NHS numbers', each('943 476 5919', '9434765870')],
    ['National Insurance numbers', each('AB 12 34 56 C', 'AB123456D')],
  ])('%s', (what, cells) => {
    const [column] = guessMapping(columnTable('Question 7', cells)).columns;
    const count = Object.keys(cells).length;
    expect(column).toMatchObject({ role: 'personal', confidence: 'high' });
    expect(column?.reason).toBe(
      `${count} of its ${count} values are ${what}: dropped, never stored.`,
    );
  });

  test('where half of them are of that shape, and not where fewer are', () => {
    expect(guessColumn('Anything else?', each('a@b.org', 'c@d.org', 'no', 'none'))).toBe(
      'personal',
    );
    expect(guessColumn('Q9', { 'a@b.org': 1, 'c@d.org': 1, no: 9, yes: 9 })).toBe('closed');
  });
});

describe('a column is dropped as personal by its heading', () => {
  test.each([
    'Name',
    'Your name',
    'Full name (optional)',
    'Name of child',
    "Child's name",
    "Social worker's name",
    'Date of birth',
    'D.O.B.',
    'Home address',
    'Contact number',
    'NHS number',
    'Please give your name',
  ])('%s', (heading) => {
    expect(guessColumn(heading, each('one thing', 'other thing', 'third thing'))).toBe('personal');
  });

  test.each([
    ['Name of provider', 'provider'],
    ['Name of setting', 'provider'],
    ['Provider name', 'provider'],
    ['Name of provider/setting', 'provider'],
    ['Local authority', 'local_authority'],
    ['Region', 'region'],
  ])('but “%s” is kept', (heading, role) => {
    expect(guessColumn(heading, { Larkspur: 4, Stonegate: 5, Merrin: 2 })).toBe(role);
  });

  test('but the first halves of postcodes are areas, to be looked at', () => {
    const [column] = guessMapping(columnTable('Postcode', each('LS6', 'SW1A', 'M1'))).columns;
    expect(column).toMatchObject({ role: 'attribute', confidence: 'low' });
  });
});

describe('an opinion of what a heading names is a question', () => {
  test.each([
    'How satisfied are you with contact by telephone?',
    'How satisfied are you with the council?',
    'How good are the services in your region?',
    'Replies to my e-mails',
  ])('%s', (heading) => {
    expect(guessColumn(heading, { 'Very satisfied': 9, Satisfied: 5, Dissatisfied: 4 })).toBe(
      'closed',
    );
  });

  test('also where e-mail is one of the answers', () => {
    expect(
      guessColumn('How would you like us to e-mail or write to you?', {
        'By letter': 12,
        'By e-mail': 20,
        'In person': 8,
      }),
    ).toBe('closed');
  });
});
