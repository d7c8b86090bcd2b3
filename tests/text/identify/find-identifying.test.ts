import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRedaction } from '../../../src/reports/redactions.js';
import { identifyingLookup } from '../../../src/reports/identify/identifying-lookup.js';
import { findIdentifying } from '../../../src/text/identify/find-identifying.js';
import type { WriterContext } from '../../../src/text/identify/finding.js';

const find = (text: string, context: WriterContext = {}) =>
  findIdentifying(text, identifyingLookup(), context);
const details = (text: string, context: WriterContext = {}) =>
  find(text, context).map(({ kind, detail, redaction }) => `${kind} ${detail} ${redaction}`);

describe('a name', () => {
  test.each([
    ['my keyworker dave is sound', ['name dave [name]']],
    ['I told Ms Okonjo about it', ['name Ms Okonjo [name]']],
    ['My name is Zephyrine', ['name Zephyrine [name]']],
    ['my carer is called zephy', ['name zephy [name]']],
    ['they call me Spud', ['name Spud [name]']],
    ['MY CARER SANDRA SHOUTS AT US', ['name SANDRA [name]']],
    ['Łukasz and Thi Nguyen were moved', ['name Łukasz [name]', 'name Thi Nguyen [name]']],
    ['I told Grace and she listened', ['name Grace [name]']],
    ['my sister hope lives with nan', ['name hope [name]']],
    ['jenny rob and pat are funny', ['name jenny rob [name]', 'name pat [name]']],
    ['May said that I could stay', ['name May [name]']],
  ])('is found in “%s”', (text, expected) => {
    expect(details(text)).toEqual(expected);
  });

  test.each([
    'my social worker will not ring back',
    'my brother may come in may',
    'My mum will visit when she can',
    'my worker is grace itself',
    'we say stuff, they write it down, then they read it out',
    'this home is so gay',
    'We read Harry Potter at bedtime',
    'I miss my mates and I miss home',
    'they rob us of our phones',
    'Will someone please listen to me?',
    'I Like My Room And My Carers',
    'My Social Worker never came to the Review',
  ])('is not found in “%s”', (text) => {
    expect(details(text)).toEqual([]);
  });
});

describe('places, schools and homes', () => {
  test.each([
    ['i moved to hull and then Sunderland', ['place hull [place]', 'place Sunderland [place]']],
    ['we live in reading', ['place reading [place]']],
    ['it is at 12 Mafeking Terrace', ['place 12 Mafeking Terrace [place]']],
    ['the home on Elm Road is loud', ['place Elm Road [place]']],
    ['our postcode is LS6 2AB', ['place LS6 2AB [place]']],
    ['i go to larkspur primary', ['school larkspur primary [school]']],
    ['She left St Bede’s in May', ['school St Bede’s [school]']],
    ['They shut Juniper Lodge', ['setting Juniper Lodge [setting]']],
    ['the staff at the willows are kind', ['setting the willows [setting]']],
    ['We waited at Leeds Family Court', ['court Leeds Family Court [place]']],
  ])('are found in “%s”', (text, expected) => {
    expect(details(text)).toEqual(expected);
  });

  test.each([
    'I like reading in the bath',
    'my primary school was good',
    'i live in a big house on a main road',
    'this children’s home is like a family',
    'a sandwich and a deal on the phone',
    'they took us to London Zoo',
  ])('are not found in “%s”', (text) => {
    expect(details(text)).toEqual([]);
  });

  test('are known by the names that the survey has for them', () => {
    const names = ['Upton and Sons Care', 'North'];
    expect(details('at upton and sons care nobody asks', { names })).toEqual([
      'setting upton and sons care [setting]',
    ]);
    expect(details('at upton and sons care nobody asks')).toEqual([]);
  });
});

describe('dates, ages and the rest', () => {
  test.each([
    ['I moved on the 3rd of June 2011', ['date 3rd of June 2011 [date]']],
    ['it was 12/08/2003', ['date 12/08/2003 [date]']],
    ['when i was six nobody asked', ['age six [age]']],
    ['Im 14 and they treat me like a baby', ['age 14 [age]']],
    ['my 15-year-old foster son', ['age 15-year-old [age]']],
    ['i am muslim', ['background muslim [religion]']],
    ['my mum speaks polish', ['background polish [language]']],
    ['As a same-sex couple we waited', ['background same-sex [detail]']],
    ['My two dads are a gay couple', ['background gay couple [detail]']],
    ['she came from Eritrea', ['background Eritrea [country]']],
    ['i have cystic fibrosis', ['condition cystic fibrosis [health condition]']],
    ['me and my twin', ['relation twin [relative]']],
    ['all five of us were moved', ['relation five of us [relative]']],
    ['my dad is a soldier', ['job soldier [job]']],
    ['ring 07700 900123', ['contact 07700 900123 [phone number]']],
    ['write to a.b@example.org', ['contact a.b@example.org [detail]']],
    ['case number LS11C00452', ['case_number LS11C00452 [detail]']],
  ])('are found in “%s”', (text, expected) => {
    expect(details(text)).toEqual(expected);
  });

  test.each([
    'i am 1 of many',
    'I was 5 minutes late',
    'when I turn 18 what happens',
    'the food is 10 out of 10',
    'english is my best lesson and we get chinese on fridays',
    'I painted my room black and white',
    'staff turn a blind eye',
    'I get stressed and have anxiety',
    'I want to be a nurse when I grow up',
    'I want to go to Spain on holiday',
    'Mileage is 45p and the baby was 3 weeks early',
  ])('are not found in “%s”', (text) => {
    expect(details(text)).toEqual([]);
  });

  test('a baby of a child’s own is found in words of children alone', () => {
    const text = 'they took my baby';
    expect(details(text, { group: 'child' })).toEqual(['relation baby [relative]']);
    expect(details(text, { group: 'foster_carer' })).toEqual([]);
  });
});

describe('what only comes together', () => {
  const together = (text: string) =>
    find(text)
      .filter(({ kind }) => kind === 'combination')
      .map(({ detail }) => detail);

  test('is found of two kinds, and gone when one of them is', () => {
    expect(together('I am 14 and I am sikh')).toEqual(['14 + sikh']);
    expect(together('I am |||| and I am sikh')).toEqual([]);
  });

  test('is found where somebody says that there is nobody else like them', () => {
    expect(together('I am the only boy in the house')).toEqual(['only boy']);
    expect(together('im the only one who does the dishes')).toEqual([]);
  });
});

test('of any text the details stand where they say, apart from each other, each with a redaction of the list', () => {
  const words = fc.constantFrom(
    ...'I am my the Dave dave 14 in Leeds leeds House School St Mary’s on 3 March and will . , ( [name] İ 👍 \n Mr the only boy twin polish'.split(
      ' ',
    ),
  );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(words, { maxLength: 25 }).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const found = find(text).filter(({ kind }) => kind !== 'combination');
      found.forEach(({ start, end, detail, redaction }, i) => {
        expect(text.slice(start, end)).toBe(detail);
        expect(detail.trim()).not.toBe('');
        expect(isRedaction(redaction)).toBe(true);
        expect(start).toBeGreaterThanOrEqual(found[i - 1]?.end ?? 0);
      });
    }),
    { numRuns: 500 },
  );
});
