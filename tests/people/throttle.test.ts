import { beforeEach, describe, expect, it } from '@jest/globals';
import { attemptLimits, createThrottle, type Throttle } from '../../src/people/throttle.js';

let throttle: Throttle;
beforeEach(() => {
  throttle = createThrottle();
});

async function tryTimes(
  count: number,
  name: (at: number) => string,
  address: (at: number) => string,
) {
  let refused = 0;
  for (let at = 0; at < count; at += 1) {
    await throttle.begin({ name: name(at), address: address(at) }).catch(() => (refused += 1));
  }
  return refused;
}
const always = (text: string) => () => text;

describe('attempts', () => {
  const { accountAndAddress, address, account } = attemptLimits;

  it('at one account from one address have to wait after a few, and the message says how long', async () => {
    expect(await tryTimes(accountAndAddress.points, always('ada'), always('a'))).toBe(0);
    await expect(throttle.begin({ name: 'ada', address: 'a' })).rejects.toMatchObject({
      kind: 'too_many',
      message: 'There have been too many attempts. Try again in 15 minutes.',
    });
    await throttle.begin({ name: 'ada', address: 'b' });
    await throttle.begin({ name: 'bea', address: 'a' });
  });

  it('from one address at many accounts have to wait after more', async () => {
    const names = (at: number) => `person ${at}`;
    expect(await tryTimes(address.points + 3, names, always('a'))).toBe(3);
    await throttle.begin({ name: 'person 1', address: 'b' });
  });

  it('at one account from many addresses have to wait after more still', async () => {
    const addresses = (at: number) => `10.0.0.${at}`;
    expect(await tryTimes(account.points + 2, always('ada'), addresses)).toBe(2);
  });

  it('that are refused do not keep the owner out from elsewhere', async () => {
    await tryTimes(account.points * 2, always('ada'), always('a'));
    await throttle.begin({ name: 'ada', address: 'home' });
  });

  it('begin afresh when one succeeds, and do not count themselves', async () => {
    const owner = { name: 'ada', address: 'a' };
    for (let at = 0; at < account.points * 2; at += 1) {
      await throttle.begin(owner);
      await throttle.succeeded(owner);
    }
    expect(await tryTimes(accountAndAddress.points, always('ada'), always('a'))).toBe(0);
  });

  it('made all at once are counted like those made in turn', async () => {
    const all = Array.from({ length: 20 }, () => throttle.begin({ name: 'ada', address: 'a' }));
    const outcomes = await Promise.allSettled(all);
    const begun = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(begun).toHaveLength(accountAndAddress.points);
  });
});
