import { describe, expect, test } from '@jest/globals';
import { checkExtract } from '../../src/reports/extract.js';

const comment =
  'I like my room…  and my carers.\nThey said "soon" but I dont know, I can\'t see my mum. Jean [laughs] is ok... not-so good';

/** The kept words, cut out of the comment by the segments. */
function cut(text: string, extract: string): string[] {
  const checked = checkExtract(text, extract);
  if (!checked.ok) throw new Error(checked.fault);
  return checked.segments.map(({ start, end }) => text.slice(start, end));
}

function fault(text: string, extract: string): string {
  const checked = checkExtract(text, extract);
  return checked.ok ? `accepted: ${checked.extract}` : checked.fault;
}

describe('an extract is accepted', () => {
  test.each([
    ['the whole comment, its line break folded', comment, [comment]],
    ['a span with its own spelling', 'I dont know', ['I dont know']],
    [
      'words left out in between',
      'I like my room … I dont know',
      ['I like my room', 'I dont know'],
    ],
    ['a mark without spaces', 'I like my room…They said', ['I like my room', 'They said']],
    ['a name hidden', '[name] [laughs] is ok', ['[laughs] is ok']],
    ['a hidden name between words', 'see my mum. [name] [laughs]', ['see my mum.', '[laughs]']],
    ["the comment's own brackets", 'Jean [laughs] is ok', ['Jean [laughs] is ok']],
    ["the comment's own three dots", 'is ok... not-so good', ['is ok... not-so good']],
    ["the comment's own ellipsis", 'my room… and my carers', ['my room…  and my carers']],
    ['words left out at both ends', '… my carers. …', ['my carers.']],
    ['two marks for two things left out', 'but I [name] … see my mum', ['but I', 'see my mum']],
    ['punctuation dropped at its end', 'see my mum', ['see my mum']],
  ])('%s', (_reason, extract, segments) => {
    expect(cut(comment, extract)).toEqual(segments);
  });

  test('at the occurrence that lets the rest follow', () => {
    expect(cut('no sorry no thanks no', 'no … thanks no')).toEqual(['no', 'thanks no']);
    expect(cut('the cat. the dog. the cat. the end', 'the dog … the cat … end')).toEqual([
      'the dog',
      'the cat',
      'end',
    ]);
  });

  test('and kept with spaces folded and three dots as one mark only where words are left out', () => {
    const kept = (extract: string) => checkExtract(comment, extract);
    expect(kept('  I like \n my room ... I dont know ')).toMatchObject({
      extract: 'I like my room … I dont know',
    });
    expect(kept('Jean ... is ok... not-so good')).toMatchObject({
      extract: 'Jean … is ok... not-so good',
    });
  });
});

describe('“(sic)”', () => {
  const slips = 'I was resraned, and definately cant sleep.';

  test.each([
    'I was resraned (sic), and definately',
    'resraned (sic)',
    'I was resraned (sic), and definately (sic) cant (sic) sleep.',
    'I … resraned (sic) … sleep (sic).',
    'was resraned (sic)',
    '… resraned (sic), and',
  ])('may follow a whole word: %j', (extract) => {
    const checked = checkExtract(slips, extract);
    expect(checked).toMatchObject({ ok: true, extract });
    if (!checked.ok) return;
    const quoted = checked.segments.map(({ start, end }) => slips.slice(start, end)).join('');
    expect(quoted).not.toContain('sic');
    for (const at of checked.sics)
      expect(slips.slice(0, at)).toMatch(/(resraned|definately|cant|sleep)$/);
  });

  test.each([
    'I was resr (sic)aned',
    'I was resraned(sic), and',
    'I was resraned, (sic) and',
    'I was resraned (sic) (sic), and',
    'I was resraned (Sic), and',
    'I was resraned [sic], and',
    'I was resraned （sic）, and',
    'I was resraned (sіc), and',
    'I was resraned (sic)and definately',
    '(sic) I was resraned',
    'I was … (sic)',
    'I [name] (sic) definately',
    'I was restrained (sic), and',
    'I was (sic not) resraned',
    'I was re (sic) straned',
  ])('and nothing like it, nowhere else: %j', (extract) => {
    expect(checkExtract(slips, extract).ok).toBe(false);
  });

  test('is the comment’s own where it says so itself, and then nobody else’s', () => {
    const own = 'He wrote "alot (sic)" and definately meant it';
    expect(checkExtract(own, '"alot (sic)" and definately')).toMatchObject({ ok: true, sics: [] });
    expect(checkExtract(own, 'definately (sic) meant it').ok).toBe(false);
  });
});

describe('an extract is refused with the words that are wrong', () => {
  test.each([
    ['   ', 'Enter the words to quote.'],
    ['…', 'Keep some of the comment’s own words: marks cannot stand alone.'],
    ['[name] ... [place]', 'Keep some of the comment’s own words: marks cannot stand alone.'],
    ['. …', 'Keep some of the comment’s own words: marks cannot stand alone.'],
    [
      "I don't know",
      "The comment does not say “don't know” after “I”. Copy its words and spelling exactly, and put “…” only where you leave words out.",
    ],
    [
      'They said “soon”',
      'The comment does not say ““soon”” after “They said”. Copy its words and spelling exactly, and put “…” only where you leave words out.',
    ],
    [
      'i like my room',
      'The comment does not say “i like my room”. Copy its words and spelling exactly, and put “…” only where you leave words out.',
    ],
    ['I can', "“I can” breaks up the word “can't” of the comment. Begin and end at whole words."],
    [
      'so good',
      '“so good” breaks up the word “not-so” of the comment. Begin and end at whole words.',
    ],
    [
      'I dont know … I like my room',
      '“I like my room” does not come after “I dont know” in the comment. Keep the order of the comment.',
    ],
    [
      'my carers … and my carers',
      '“and my carers” does not come after “my carers” in the comment. Keep the order of the comment.',
    ],
    [
      'I [not] like my room',
      '“[not]” is not in the comment and is not one of the redactions, such as [name] or [place].',
    ],
    [
      'I like … my room',
      'Too little is left out before “my room” for the marks there: take one away.',
    ],
    [
      'I dont know … good …',
      'Nothing is left out at the end of the comment, so take away the mark at the end of the extract.',
    ],
  ])('%j', (extract, expected) => {
    expect(fault(comment, extract)).toBe(expected);
  });

  test.each([
    ['I cannot say I feel safe', 'I can … feel safe'],
    ['I wouldn’t say I feel safe', 'I would … feel safe'],
    ['non-existent help', 'existent help'],
    ['it took 1,500 days', '500 days'],
    ['it took 9.5 weeks', 'it took 9'],
    ['a nai\u0308ve plan', 'a nai'],
    ['well done 👩‍👧', 'well done 👩'],
    ['I can\u200bnot say so', 'I can'],
    ['I can\u00adnot say so', 'I can'],
    ['I can\ufeffnot say so', 'I can'],
    ['I can\u2060not say so', 'not say so'],
  ])('%j may not be cut to %j: a part of a word or sign', (text, extract) => {
    expect(fault(text, extract)).toContain('breaks up the word');
  });

  test('an inner negation cannot go without a mark', () => {
    expect(fault('I do not feel safe here', 'I do feel safe here')).toContain(
      'does not say “feel safe here” after “I do”',
    );
  });
});
