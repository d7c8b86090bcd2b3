import { describe, expect, it } from '@jest/globals';
import { defaultRules } from '../../src/statistics/disclosure/rules.js';
import { findChanges } from '../../src/statistics/find-changes.js';
import type { WaveEvidence } from '../../src/statistics/comparability.js';
import { evidence as wave, no, yes } from './evidence.js';

/** What is found from one wave to the next, as kind, whether it has to be settled, and sentence. */
const found = (earlier: Partial<WaveEvidence>, later: Partial<WaveEvidence>) =>
  findChanges(wave('2011-12', earlier), wave('2012-13', later), defaultRules).map(
    ({ kind, toSettle, sentence }) => [kind, toSettle, sentence],
  );

describe('what changed of a question between two waves', () => {
  it('is nothing where case, punctuation and spacing alone differ', () => {
    expect(found({}, { wordings: ['DO YOU  feel safe'] })).toEqual([]);
  });

  it('is its wording, with both wordings', () => {
    const [finding] = findChanges(
      wave('2011-12'),
      wave('2012-13', { wordings: ['Do you feel safe here?'] }),
      defaultRules,
    );
    expect(finding).toEqual({
      kind: 'wording',
      toSettle: true,
      sentence: 'The question was worded otherwise in 2011-12 than in 2012-13.',
      wordings: [
        { wave: '2011-12', text: 'Do you feel safe?' },
        { wave: '2012-13', text: 'Do you feel safe here?' },
      ],
    });
  });

  it('is an answer that too many gave for nobody to have given it before by chance', () => {
    // 5 of 100: nobody of another 100 gives it with probability 0.95^100 = 0.006; 1 of 100: 0.366.
    const sometimes = { code: 2, label: 'Sometimes', count: 5, wordings: ['Sometimes'] };
    const rarely = { code: 3, label: 'Rarely', count: 2, wordings: ['Rarely'] };
    expect(found({}, { options: [yes, no, sometimes, rarely] })).toEqual([
      ['options', true, '“Sometimes” was answered in 2012-13, and by nobody in 2011-12.'],
      [
        'options',
        false,
        '“Rarely” was answered in 2012-13, and by nobody in 2011-12, which may be chance.',
      ],
    ]);
    expect(found({ options: [yes, no, sometimes] }, {})).toEqual([
      ['options', true, '“Sometimes” was answered in 2011-12, and by nobody in 2012-13.'],
    ]);
  });

  it('says the same of 1 and of 4 people, whom tables do not tell apart', () => {
    const of = (count: number) => {
      const rarely = { code: 2, label: 'Rarely', count, wordings: ['Rarely'] };
      return found({}, { options: [yes, no, rarely], dontKnow: count });
    };
    expect(of(1).map(([kind]) => kind)).toEqual(['options', 'dont_know']);
    for (const count of [2, 3, 4]) expect(of(count)).toEqual(of(1));
    expect(of(5)).not.toEqual(of(1));
  });

  it('is an answer that could not be ticked before, whoever ticked it', () => {
    const added = { code: 2, label: 'An advocate', count: 0, wordings: ['An advocate'] };
    const later = { several: true, options: [yes, no, added] };
    expect(found({ several: true }, later)).toEqual([
      ['options', true, '“An advocate” could be chosen in 2012-13, and not in 2011-12.'],
    ]);
  });

  it('is an answer under other words, but not one that is spelt in several ways', () => {
    const reworded = { ...no, wordings: ['Not at all'] };
    expect(found({}, { options: [yes, reworded] })).toEqual([
      ['options', true, 'The answer “No” of 2011-12 was worded “Not at all” in 2012-13.'],
    ]);
    expect(found({}, { options: [yes, { ...no, wordings: ['no.', 'Nope'] }] })).toEqual([]);
  });

  it('is how many answers could be given', () => {
    expect(found({}, { several: true, options: [yes, no] })).toEqual([
      ['kind', true, 'People could give one answer in 2011-12, several answers in 2012-13.'],
    ]);
  });

  it('is of whom it was asked, by the share of those who were not', () => {
    const askedOf = 'those who said “Yes” to “Have you been restrained?”';
    const sentence = `Asked of everybody in 2011-12, only of ${askedOf} in 2012-13.`;
    expect(found({}, { notAsked: 49, base: 51, askedOf })).toEqual([['routing', true, sentence]]);
    // The reading of a file may name a base that its answers do not bear out.
    expect(found({ askedOf }, { askedOf, notAsked: 4, base: 96 })).toEqual([]);
    // Where the survey knows of the routing, those outside it who answered show that everybody was asked.
    const routed = { hasRouting: true, askedOf, notAsked: 50, base: 50 };
    expect(found(routed, { hasRouting: true, askedOf, strays: 50, base: 50 })).toEqual([
      [
        'routing',
        true,
        `Asked only of ${askedOf} in 2011-12, of everybody in 2012-13; the figures of both are of those led to it alone.`,
      ],
    ]);
    expect(found(routed, { hasRouting: true, askedOf, strays: 4, base: 96 })).toEqual([]);
    expect(found({ notAsked: 5, base: 95 }, {})).toEqual([
      [
        'routing',
        true,
        'Asked only of some of those who replied in 2011-12, of everybody in 2012-13.',
      ],
    ]);
    expect(found({ notAsked: 60, base: 40, askedOf }, { notAsked: 30, base: 70, askedOf })).toEqual(
      [],
    );
    expect(found({ notAsked: 60, base: 40, askedOf }, { notAsked: 30, base: 70 })).toEqual([]);
    const others = { notAsked: 30, base: 70, askedOf: 'those who said “No” to “Are you safe?”' };
    expect(found({ notAsked: 60, base: 40, askedOf }, others)).toHaveLength(1);
  });

  it('is a share without a reply that is far above the other’s, of those who were asked', () => {
    const sentence =
      'Many more gave no reply in 2012-13 than in 2011-12: perhaps not everybody was asked.';
    expect(found({ noReply: 2, base: 98 }, { noReply: 22, base: 78 })).toEqual([
      ['routing', true, sentence],
    ]);
    expect(found({ noReply: 3, base: 97 }, { noReply: 22, base: 78 })).toEqual([]);
  });

  it('is whether people could say that they do not know', () => {
    const sentence = '“Don’t know” was answered in 2011-12, and by nobody in 2012-13';
    expect(found({ dontKnow: 5 }, {})).toEqual([['dont_know', true, `${sentence}.`]]);
    expect(found({ dontKnow: 1 }, {})).toEqual([
      ['dont_know', false, `${sentence}, which may be chance.`],
    ]);
    expect(found({ dontKnow: 5 }, { dontKnow: 1 })).toEqual([]);
  });

  it('notes, without asking anybody, another mix of groups and a small base', () => {
    expect(found({}, { base: 9, groups: ['Children', 'Foster carers'] })).toEqual([
      ['groups', false, 'Foster carers answered in 2012-13 and not in 2011-12.'],
      ['small', false, 'Fewer than 10 answered in 2012-13.'],
    ]);
    expect(found({ groups: [] }, {})).toEqual([]);
  });
});
