import { describe, expect, test } from '@jest/globals';
import { evaluateRisk, readRiskSet } from '../../src/themes/evaluate-risk.js';
import { parseRiskRules } from '../../src/themes/parse-risk-rules.js';
import { createTagger } from '../../src/themes/tag-comments.js';

const tagger = createTagger();
const risksOf = (text: string, question = '') => tagger.tag(text, question).risks;
const kindsOf = (text: string) => [...new Set(risksOf(text).map(({ kind }) => kind))];

describe('what tells of risk', () => {
  test.each([
    ['self_harm', 'I cut myself when its bad'],
    ['self_harm', 'she took an overdose in march'],
    ['abuse', 'my uncle touches me'],
    ['restraint_injury', 'When they held me down I could not breathe'],
    ['exploitation', 'older men give her money and pick her up in cars'],
    ['exploitation', 'theres a man who waits in a car by the shop for some of the older girls'],
    ['harm', 'he hits us with a stick'],
    ['neglect', 'we go to bed hungry'],
    ['missing', 'I run away every weekend'],
    ['allegation', 'A carer slapped the little ones'],
  ])('is %s: %s', (kind, text) => {
    expect(kindsOf(text)).toContain(kind);
  });

  test.each([
    'killed it at football',
    'dying to see my mum',
    'my mum would kill me if I was late',
    'we were starving so we had toast',
    'nobody hits anyone here',
    'Staff have had training on abuse',
    'in the film he gets stabbed',
    'kicks a ball about with us',
  ])('is nothing of the kind: %s', (text) => {
    expect(risksOf(text)).toEqual([]);
  });

  test('is told of the past too, and of what is said to have stopped', () => {
    expect(kindsOf('my dad used to hit me')).toContain('harm');
    expect(kindsOf('he does not hit me any more')).toContain('harm');
    expect(kindsOf('I no longer self harm')).toContain('self_harm');
  });

  test('is read with its question', () => {
    const hurt = 'Has anybody here hurt you?';
    expect(risksOf('yes my uncle', hurt).map(({ kind }) => kind)).toEqual(['harm']);
    expect(risksOf('no', 'Do you feel safe here?').map(({ kind }) => kind)).toEqual(['harm']);
    for (const [text, question] of [
      ['yes my uncle', 'Who do you live with?'],
      ['no', hurt],
      ['yes', 'Do you feel safe here?'],
    ] as const) {
      expect(risksOf(text, question)).toEqual([]);
    }
  });

  test('is found where long words are misspelt', () => {
    expect(kindsOf('they strangeld him')).toContain('harm');
    expect(kindsOf('she is sucidal')).toContain('self_harm');
  });

  test('is said with the rule and the words, the gravest kind first', () => {
    const text = 'Good food. He hits me, and I cut myself.';
    const risks = risksOf(text);
    expect(risks[0]?.kind).toBe('self_harm');
    for (const { why, evidence, words } of risks) {
      expect(why).not.toBe('');
      expect(evidence.map(({ start, end }) => text.slice(start, end))).toEqual(words);
    }
    expect(risks.flatMap(({ words }) => words)).toContain('cut myself');
  });
});

test('rules that name a list that is not there, or a kind, are refused', () => {
  const rules = (say: string, kind = 'harm') =>
    `lists: {}\nexceptions: {}\nkinds: [{ key: ${kind}, rules: [{ why: w, say: ["${say}"] }] }]`;
  expect(() => parseRiskRules(rules('@persons ~2 hit'))).toThrow('no list @persons');
  expect(() => parseRiskRules(rules('hit', 'sadness'))).toThrow();
  expect(parseRiskRules(rules('hit'))).toEqual([
    { kind: 'harm', why: 'w', say: ['hit'], unless: [], whenAsked: [] },
  ]);
});

/** Floors a little under what was measured: a rule that is changed may not lose more. */
test('the set written for this: disclosures are found, and few look-alikes', () => {
  const { recall, alarms, kinds } = evaluateRisk(readRiskSet(), 'dev', tagger);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(alarms).toBeLessThanOrEqual(0.1);
  for (const { kind, recall: ofKind } of kinds) {
    expect([kind, ofKind > 0.75]).toEqual([kind, true]);
  }
});

test('the part that no rule was revised on: no worse than was measured', () => {
  const { recall, alarms } = evaluateRisk(readRiskSet(), 'test', tagger);
  expect(recall).toBeGreaterThanOrEqual(0.79);
  expect(alarms).toBeLessThanOrEqual(0.16);
});
