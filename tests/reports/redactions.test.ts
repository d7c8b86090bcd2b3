import { describe, expect, it } from '@jest/globals';
import { isRedaction } from '../../src/reports/redactions.js';

describe('a redaction', () => {
  it.each([
    '[name]',
    '[Name of the school]',
    '[home’s name]',
    '[school name]',
    '[social worker]',
    '[the town]',
    '[details removed]',
  ])('%s may stand for a detail', (bracketed) => {
    expect(isRedaction(bracketed)).toBe(true);
  });

  it.each(['[not]', '[]', '[name of]', '[never the home]', '[he is]', '[__proto__]', '[the]'])(
    '%s may not: it could turn what was said',
    (bracketed) => {
      expect(isRedaction(bracketed)).toBe(false);
    },
  );
});
