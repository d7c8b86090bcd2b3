import { describe, expect, it } from '@jest/globals';
import { parseOptions } from '@node-rs/argon2';
import fc from 'fast-check';
import {
  drawPassword,
  hashing,
  hashPassword,
  nobodysHash,
  passwordFault,
  passwordMatches,
} from '../../src/people/passwords.js';

const owner = { name: 'ada.jones@example.org', fullName: 'Ada Jones' };

describe('a new password', () => {
  it.each([
    ['', /^Enter a new password/],
    ['ochre lamp', /12 characters or more/],
    ['ochre lamp '.repeat(20), /200 characters or fewer/],
    ['password1234', /commonest/],
    ['Pass-Word-1234', /commonest/],
    ['123456789012', /commonest/],
    ['Monkey19283746', /commonest/],
    ['aaaaaaaaaaaaaaaa', /over and over/],
    ['abc1abc1abc1abc1', /over and over/],
    ['Ada Jones 2026', /your name/],
    ['ada.jones@example.org', /your name/],
    ['ada.jones123456', /your name/],
  ])('is refused where it is %j', async (password, why) => {
    expect(await passwordFault(password, owner)).toMatch(why);
  });

  it.each(['quiet river ochre lamp', 'пароль-для-меня-1', '😀😀🐟🌧️ wet weather', 'x7$kQ!ppL0#a'])(
    'is taken where it is %j',
    async (password) => expect(await passwordFault(password, owner)).toBeUndefined(),
  );

  it('is refused at once where it has no end', async () => {
    // Where every run of digits is looked at from each of its beginnings, this outlasts any patience.
    expect(await passwordFault(`a${'1'.repeat(300_000)}a`, owner)).toMatch(/200 characters/);
  });

  it('is counted in characters as they are seen, not in units of a text', async () => {
    expect(await passwordFault('😀🐟🌧🚀🎈🎵', owner)).toMatch(/12 characters or more/);
  });
});

describe('a password that is drawn', () => {
  it('differs each time and would itself be accepted', async () => {
    const drawn = await Promise.all(Array.from({ length: 50 }, drawPassword));
    expect(new Set(drawn).size).toBe(50);
    for (const password of drawn) {
      expect(password.split('-').length).toBeGreaterThanOrEqual(5);
      expect(await passwordFault(password, owner)).toBeUndefined();
    }
  });
});

describe('a hash', () => {
  it('matches its own password alone, however a keyboard composed it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (password) => {
        const kept = await hashPassword(password.normalize('NFD'));
        expect(await passwordMatches(kept, password.normalize('NFC'))).toBe(true);
        expect(await passwordMatches(kept, `${password}.`)).toBe(false);
      }),
      { numRuns: 10 },
    );
  });

  it('costs what is advised, and as much where there is no account', async () => {
    const { memoryCost, timeCost, parallelism, outputLen, algorithm } = parseOptions(nobodysHash);
    expect({ memoryCost, timeCost, parallelism }).toEqual(hashing);
    const kept = parseOptions(await hashPassword('anything'));
    expect(kept).toMatchObject({ memoryCost, timeCost, parallelism, outputLen, algorithm });
    expect(await hashPassword('anything')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('of nobody matches nothing', async () => {
    for (const password of ['', 'anything', nobodysHash]) {
      expect(await passwordMatches(null, password)).toBe(false);
    }
  });
});
