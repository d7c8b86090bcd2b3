import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseLocalPath } from '../../src/people/local-path.js';

describe('where a person wanted to go', () => {
  it.each([
    '/',
    '/surveys',
    '/comments?q=kind+staff&wave=2',
    '/waves/2',
    '/comments?to=//evil.example',
  ])('is kept where it is %j', (path) => expect(parseLocalPath(path)).toBe(path));

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'https://evil.example/',
    'https:evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '/..//evil.example',
    '/%2e//evil.example',
    ' /surveys',
    'surveys',
    '',
    undefined,
    ['/surveys'],
  ])('is the first page where it is %j', (path) => expect(parseLocalPath(path)).toBe('/'));

  it('never leads to another site, nor breaks a header, whatever is asked', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ':',
      '@',
      '?',
      '#',
      '%2f',
      '\t',
      '\r\n',
      'https',
      'evil.example',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (asked) => {
        const path = parseLocalPath(asked);
        expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(new URL(path, 'https://here.example').origin).toBe('https://here.example');
      }),
      { numRuns: 2000 },
    );
  });
});
