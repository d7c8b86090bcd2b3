import { expect, test } from '@jest/globals';
import { parseSearchAddress } from '../../src/comments/search-address.js';

test.each([
  ['/comments?q=restrain&theme=safety', '/comments?q=restrain&theme=safety'],
  ['/comments?q="a b"', '/comments?q=%22a%20b%22'],
  ['', '/comments'],
  [undefined, '/comments'],
  ['https://elsewhere.example/comments?q=a', '/comments'],
  ['//elsewhere.example/comments?q=a', '/comments'],
  ['javascript:alert(1)', '/comments'],
  ['/reports/1/delete', '/comments'],
  [`/comments?q=${'a'.repeat(5000)}`, '/comments'],
])('%j leads back to %s', (given, expected) => {
  expect(parseSearchAddress(given)).toBe(expected);
});
