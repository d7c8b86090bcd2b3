import { expect, test } from '@jest/globals';
import { asksNotToBeTold } from '../../src/text/in-confidence.js';

test.each([
  [
    'dont tell them i said or i will get in trouble',
    'dont tell them i said or i will get in trouble',
  ],
  [
    'The food is rank. Please don’t tell anyone I said that.',
    'Please don’t tell anyone I said that',
  ],
  ['do not print this. he reads everything', 'do not print this'],
  ['my worker is never here, pls dont say i said', 'pls dont say i said'],
  ['Keep this private please.', 'Keep this private'],
  ['This is in confidence: the panel was a shambles.', 'This is in confidence'],
  ['Off the record, we nearly gave up.', 'Off the record'],
  ['if i say what happens i would get in trouble', 'say what happens i would get in trouble'],
  ['Never quote me', 'Never quote me'],
  ['i love it here but dont put my name on it', 'but dont put my name on it'],
])('%s is not to be passed on', (text, words) => {
  expect(asksNotToBeTold(text)).toBe(words);
});

test.each([
  'they dont tell me anything',
  'Staff don’t tell us when meetings are.',
  'And don’t tell me it is the budget.',
  'we get in trouble for nothing',
  'my brother got in trouble at school',
  'They never say sorry.',
  'Social workers do not share this information with us.',
  'i keep it in my room',
  'Foster carers do not tell the agency soon enough.',
  'Please show us the forms before the meeting.',
  'they dont put money on my phone',
  'Our file was confidential and nobody let us read it.',
])('%s may be', (text) => {
  expect(asksNotToBeTold(text)).toBeNull();
});
