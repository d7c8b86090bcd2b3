import { describe, expect, it } from '@jest/globals';
import { checkExtract } from '../../src/reports/extract.js';
import { cautionsOf } from '../../src/reports/extract-cautions.js';

function cautions(comment: string, extract: string): string[] {
  const checked = checkExtract(comment, extract);
  if (!checked.ok) throw new Error(checked.fault);
  return cautionsOf(comment, checked).map(({ sentence }) => sentence);
}

const leftOut = (words: string) => `${words} is left out of a sentence that you quote.`;

describe('an author is asked to look again', () => {
  it.each([
    ['I do not feel safe here.', 'I do … feel safe here.', leftOut('“not”')],
    ['I am not safe', 'I am [name] safe', leftOut('“not”')],
    ['I dont feel safe here', 'I … feel safe here', leftOut('“nt”')],
    ['I carnt say I feel safe', 'I … feel safe', leftOut('“carnt”')],
    ['Nobody says that staff are kind', 'staff are kind', leftOut('“nobody”')],
    ['Staff are kind but only when you visit', 'Staff are kind', leftOut('“but”')],
    ['I would feel safe', 'I … feel safe', leftOut('“would”')],
    [
      'I feel safe if they do not shout',
      'I feel safe',
      '“if” and “not” are left out of a sentence that you quote.',
    ],
    [
      'I am not happy about it at all and I am glad',
      'I am not … glad',
      'What “not” is about is left out after it.',
    ],
    [
      'The staff are lovely. The other kids are horrible.',
      'The staff … are horrible.',
      'The words around “…” are of two sentences and may now read as one.',
    ],
  ])('where %j becomes %j', (comment, extract, sentence) => {
    expect(cautions(comment, extract)).toEqual([sentence]);
  });

  it.each([
    ['I do not feel safe here.', 'I do not feel safe here.'],
    ['I do not like peas. Staff are kind.', 'Staff are kind.'],
    ['They listen to me and my brother when we talk', 'They listen … when we talk'],
    ['They never listen, Jean, to me', 'They never listen, [name], to me'],
    ['Staff are kind. The other kids are loud.', 'Staff are kind. … kids are loud.'],
  ])('but not where %j becomes %j', (comment, extract) => {
    expect(cautions(comment, extract)).toEqual([]);
  });

  it('by places of the comment, so that a tick holds for these words alone', () => {
    const key = (comment: string, extract: string) => {
      const checked = checkExtract(comment, extract);
      return checked.ok ? cautionsOf(comment, checked)[0]?.key : '';
    };
    const comment = 'I do not feel safe and never did';
    expect(key(comment, 'I do … feel safe and never did')).toBe('left-out-4-9');
    expect(key(comment, 'I do not feel safe … did')).toBe('left-out-18-29');
    expect(key(comment, 'feel safe … did')).toBe('left-out-0-9');
  });
});
