import { describe, expect, it } from '@jest/globals';
import { invitedFields, parseInvitedForm } from '../../src/statistics/invited-form.js';

const received = {
  all: 1104,
  groups: new Map([
    ['staff', 20],
    ['child', 84],
  ]),
};
const blank = invitedFields(received, { all: null, groups: new Map() });
const parse = (body: Record<string, unknown>) => parseInvitedForm(body, blank);
const faults = (body: Record<string, unknown>) =>
  parse(body).faults.map(({ field, message }) => `${field}: ${message}`);

describe('the form of how many were invited', () => {
  it('asks of everybody, and of each group where there are several', () => {
    expect(blank.map(({ name, label, responses }) => [name, label, responses])).toEqual([
      ['invited', 'Invited altogether', 1104],
      ['invited-child', 'Children', 84],
      ['invited-staff', 'Staff', 20],
    ]);
    const one = { all: 84, groups: new Map([['child', 84]]) };
    expect(invitedFields(one, { all: 90, groups: new Map() })).toMatchObject([
      { name: 'invited', value: '90' },
    ]);
  });

  it('takes whole numbers, with commas or without, and blanks', () => {
    const { invited, fields } = parse({ invited: ' 1,300 ', 'invited-child': '90' });
    expect(invited).toEqual({ all: 1300, groups: new Map([['child', 90]]) });
    expect(fields.map(({ value }) => value)).toEqual(['1,300', '90', '']);
    expect(parse({}).invited).toEqual({ all: null, groups: new Map() });
    expect(parse({ invited: '1104', 'invited-adopter': '5', __proto__: '7' })).toMatchObject({
      faults: [],
      invited: { all: 1104, groups: new Map() },
    });
  });

  it.each(['0', '-130', '130.5', '1e4', '13,0', 'many', '１３０', '999999999999'])(
    'refuses %j at its field',
    (typed) => {
      expect(faults({ invited: typed })).toEqual([
        'invited: Enter a whole number, such as 130, or leave it blank',
      ]);
      expect(parse({ invited: typed }).fields[0]?.value).toBe(typed);
    },
  );

  it('refuses fewer than responded, and every fault at once', () => {
    expect(faults({ invited: '1103', 'invited-child': '83', 'invited-staff': 'x' })).toEqual([
      'invited: Enter 1,104 or more: 1,104 responses have been received',
      'invited-child: Enter 84 or more: 84 responses have been received',
      'invited-staff: Enter a whole number, such as 130, or leave it blank',
    ]);
  });

  it('refuses fewer altogether than of the groups', () => {
    expect(faults({ invited: '1200', 'invited-child': '1,150', 'invited-staff': '51' })).toEqual([
      'invited: The groups add up to 1,201: enter that or more, or leave it blank',
    ]);
    expect(faults({ invited: '1201', 'invited-child': '1150', 'invited-staff': '51' })).toEqual([]);
  });
});
