import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  composeSentence,
  placeholdersOf,
  templateFaults,
  typedFigure,
  type SentenceFigure,
} from '../../src/statistics/call-out-sentence.js';

const restrained: SentenceFigure = { kind: 'share', numerator: 51, base: 100 };
const parts = {
  template: null as string | null,
  statement: 'of young people surveyed had been restrained.',
  wave: '2012-13',
  survey: 'Secure homes survey',
  groups: 'young people',
};
const said = (template: string | null, figure: SentenceFigure = restrained) =>
  composeSentence(figure, { ...parts, template });
const faults = (template: string, kind: SentenceFigure['kind'] = 'share') =>
  templateFaults(template, kind, 'sentence').map(({ message }) => message);

describe('the sentence of a call-out', () => {
  it('is the figure in words and what was found, unless it is edited', () => {
    expect(said(null)).toBe('Just over half (51%) of young people surveyed had been restrained.');
  });

  it.each([
    [
      'in the {survey} of {wave}, {proportion} ({percentage}, {numerator} of {base}) of {groups} {statement}',
      'In the Secure homes survey of 2012-13, a majority (51%, 51 of 100) of young people of young people surveyed had been restrained.',
    ],
    ['{proportion} of {groups} agreed!', 'A majority of young people agreed!'],
    ['“{figure} of {groups} agreed.”', '“Just over half (51%) of young people agreed.”'],
    ['{percentage} {statement}', '51% of young people surveyed had been restrained.'],
    [
      '{figure} of {groups} aged 16 agreed...',
      'Just over half (51%) of young people aged 16 agreed.',
    ],
  ])('keeps the figure live in “%s”', (template, sentence) => {
    expect(faults(template)).toEqual([]);
    expect(said(template)).toBe(sentence);
  });

  it('follows the figure', () => {
    const sentence = (numerator: number, base: number) =>
      said('{figure}: {numerator} of {base}', { kind: 'share', numerator, base });
    expect(sentence(1, 400)).toBe('Fewer than 1%: 1 of 400.');
    expect(sentence(399, 400)).toBe('Almost all (more than 99%): 399 of 400.');
    expect(sentence(0, 1186)).toBe('None (0%): 0 of 1,186.');
    expect(sentence(0, 0)).toBeNull();
  });

  it('tells the mean of a scale, to one decimal', () => {
    const mean = { kind: 'mean' as const, mean: 3.75, highest: 5, base: 48 };
    expect(said('on average {groups} gave {mean}', mean)).toBe(
      'On average young people gave 3.8 out of 5.',
    );
    expect(said('{figure} {statement}', { ...mean, mean: 4 })).toMatch(/^4\.0 out of 5 of young/);
    expect(said(null, { ...mean, base: 0 })).toBeNull();
  });

  it('says [c] for each figure that is withheld', () => {
    const withheld = { kind: 'share', numerator: '[c]', base: '[c]' } as const;
    expect(said('{figure} {percentage} {proportion} {numerator} of {base} {wave}', withheld)).toBe(
      '[c] [c] [c] [c] of [c] 2012-13.',
    );
    expect(said(null, { ...withheld, base: 104 })).toMatch(/^\[c\] of young people/);
    expect(said('{mean}, {base}', { kind: 'mean', mean: '[c]', highest: 5, base: 9 })).toBe(
      '[c], 9.',
    );
  });

  it('takes what is in its parts as words, braces and all', () => {
    const statement = '{figure} $& {toString}';
    expect(
      composeSentence(restrained, { ...parts, statement, template: '{percentage} {statement}' }),
    ).toBe('51% {figure} $& {toString}.');
    expect(said('{toString} {figure}')).toBe('{toString} just over half (51%).');
  });
});

describe('an edited sentence', () => {
  it.each([
    [
      '{share} of {groups} {figure}',
      'There is no {share} for this figure. Use {figure}, {percentage}, {proportion}, {numerator}, {base}, {wave}, {survey}, {groups}, {statement}',
    ],
    [
      '{figure} {toString}',
      'There is no {toString} for this figure. Use {figure}, {percentage}, {proportion}, {numerator}, {base}, {wave}, {survey}, {groups}, {statement}',
    ],
    [
      '{figure} {mean}',
      'There is no {mean} for this figure. Use {figure}, {percentage}, {proportion}, {numerator}, {base}, {wave}, {survey}, {groups}, {statement}',
    ],
    ['{statement} of {base}', 'Write {figure} where the figure belongs'],
    ['{figure} of {groups', 'Put each name between one { and one }, as in {figure}'],
    [
      '{figure} (51%)',
      'Instead of “51%” write {figure} so that it stays right when the figure changes',
    ],
  ])('is refused: “%s”', (template, message) => expect(faults(template)).toEqual([message]));

  it('names every fault at once, each at its field', () => {
    expect(templateFaults('just over half (51%) {of}', 'share', 'sentence')).toHaveLength(3);
    expect(templateFaults('', 'mean', 'sentence')).toEqual([
      { field: 'sentence', message: 'Write {figure} where the figure belongs' },
    ]);
  });

  it('of a mean has no share', () => {
    expect(faults('{mean} {statement}', 'mean')).toEqual([]);
    expect(faults('{mean}, {percentage}', 'mean')).toEqual([
      'There is no {percentage} for this figure. Use {figure}, {mean}, {base}, {wave}, {survey}, {groups}, {statement}',
    ]);
  });

  it.each([
    ['51% of children', '51%'],
    ['51.5 per cent of children', '51.5 per cent'],
    ['51 percent', '51 percent'],
    ['51 of 100 children', '51 of 100'],
    ['1,186 out of 2,528', '1,186 out of 2,528'],
    ['1 in 5 children', '1 in 5'],
    ['Just over half of children', 'Just over half'],
    ['almost two thirds', 'almost two thirds'],
    ['children aged 16 in 2012', null],
    ['within 3 months, in 2012-13', null],
    ['half a day with a third person almost all the time', null],
  ])('has a typed figure in “%s”: %s', (text, typed) => expect(typedFigure(text)).toBe(typed));

  it('that is not refused has its figure, and no braces left', () => {
    const part = fc.constantFrom(
      ...placeholdersOf('share').map((name) => `{${name}}`),
      'of',
      '51%',
      '{',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (words) => {
        const template = words.join(' ');
        fc.pre(faults(template).length === 0);
        expect(said(template)).toMatch(/^[^{}]*(51|ajority)[^{}]*\.$/);
      }),
    );
  });
});
