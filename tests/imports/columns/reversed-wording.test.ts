import { describe, expect, test } from '@jest/globals';
import { guessOptions } from '../../../src/imports/columns/option-polarity.js';
import { senseOf } from '../../../src/imports/columns/reversed-wording.js';

/** Wordings of published surveys of children, carers, patients, pupils' parents and staff. */
const bad = [
  'I have been bullied in this home',
  'I feel unsafe here',
  'I have to wait too long to see a social worker',
  "I don't feel listened to",
  'Nobody listens to me',
  'I never feel safe at night',
  'I find it hard to get help',
  'Support arrives too late',
  'Staff do not deal with bullying',
  'Bullying is not dealt with',
  'I worry that nobody listens to me',
  'I was not told why I was moved',
  'There are not enough staff',
  'I have little say in my care plan',
  'I no longer feel safe here',
  'I often think about leaving this organisation',
  'As soon as I can find another job, I will leave this organisation',
  'I have unrealistic time pressures',
  'Relationships at work are strained',
  'The TOC is too slow to assess projects',
  'Have you been physically restrained here?',
  'Is there anything you do not like about living here?',
  'Were you ever bothered by noise at night from other patients?',
  'Have you been bullied? (Please tick one)',
  'How much do you agree with these statements about living here? I do not feel safe',
  'Have you been bullied? By other young people',
  'Generally speaking, is it rude to knock twice?',
  'The food is cold',
  'My room is often damp',
  'Meetings do more harm than good',
  'I wait longer than I should',
];

const good = [
  'The plan does more good than harm',
  'Meetings help more than they cause problems',
  'The cold drinks are good',
  "I don't feel unsafe",
  'I have never been bullied here',
  'I am no longer bullied',
  'It is not hard to get help',
  'Staff help me when I am worried',
  'I know who to talk to if I feel unsafe',
  'Bullying is dealt with effectively',
  'I can talk to staff about my worries',
  'No decisions are made without asking me',
  'I was told why I could not go home',
  'I rarely feel stressed at work',
  'I did not have to wait long',
  'My immediate manager takes effective action to help me with any problems I face',
  'When I have raised concerns with the school they have been dealt with properly',
  'Did anyone explain why you could not live with your parents?',
  'Do you feel safe where you live?',
  'How much do you agree with these statements about bullying? I feel safe',
  'Please tell us about delays. Do you get answers on time?',
];

const facts = [
  'Have you made a complaint here?',
  'Do you have a social worker?',
  'Have you ever been skydiving?',
  'Is this your first placement?',
  'Would you like to be more involved in our work?',
  'Given the opportunity, would you change the menu?',
  'Can we contact you about your answers?',
  'Do you currently attend school or college?',
];

describe('agreeing', () => {
  test.each(bad)('with “%s” is bad', (wording) => {
    expect(senseOf(wording)).toMatchObject({ sense: 'bad' });
  });

  test.each(good)('with “%s” is good', (wording) => {
    expect(senseOf(wording)).toMatchObject({ sense: 'good' });
  });

  test.each(facts)('with “%s” is neither', (wording) => {
    expect(senseOf(wording)).toMatchObject({ sense: 'fact' });
  });
});

describe('confidence', () => {
  const confidence = (question: string, labels: string[]) =>
    guessOptions(question, labels).confidence;

  test('is high where the wording itself is plainly good or bad', () => {
    expect(confidence('Do staff listen to you?', ['Yes', 'No'])).toBe('high');
    expect(confidence('Have you been bullied?', ['Yes', 'No'])).toBe('high');
    expect(confidence('What do you think of the food?', ['Good', 'Poor', 'OK'])).toBe('high');
  });

  test('is low where nothing in the wording says what a yes means', () => {
    expect(confidence('Are there curtains in your room?', ['Yes', 'No'])).toBe('low');
    expect(confidence('own_animals', ['Yes', 'No'])).toBe('low');
  });

  test('is low where a good and a bad thing are said at once', () => {
    expect(confidence('Staff are kind but they do not listen', ['Agree', 'Disagree'])).toBe('low');
  });
});
