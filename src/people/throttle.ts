import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ViewfinderError } from '../errors.js';
import { formatCount } from '../http/formats.js';

/**
 * How many attempts may fail before the next has to wait: one person's typing errors, one address that
 * tries many accounts, and many addresses that try one account, which may be the owner's bad luck too.
 * An account takes at most 100 failures an hour by OWASP ASVS 4.0.3, 2.2.1; `duration` is in seconds.
 */
export const attemptLimits = {
  accountAndAddress: { points: 5, duration: 15 * 60 },
  address: { points: 30, duration: 15 * 60 },
  account: { points: 60, duration: 60 * 60 },
} as const;

type Scope = keyof typeof attemptLimits;
// An address that is turned away must not use up what others may try.
const order: readonly Scope[] = ['address', 'accountAndAddress', 'account'];

export interface Attempt {
  name: string;
  address: string;
}

const longestKey = 200;
const keyOf = (scope: Scope, { name, address }: Attempt) => {
  const parts = { address: [address], account: [name], accountAndAddress: [address, name] };
  return JSON.stringify(parts[scope]).slice(0, longestKey);
};

function tooMany(milliseconds: number): ViewfinderError {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  return new ViewfinderError(
    'too_many',
    `There have been too many attempts. Try again in ${formatCount(minutes, 'minute')}.`,
    { retrySeconds: Math.ceil(milliseconds / 1000) },
  );
}

export interface Throttle {
  /** Counts an attempt before it is made. @throws ViewfinderError `too_many`, saying when to try again. */
  begin(attempt: Attempt): Promise<void>;
  /** Takes an attempt that went well back out of the counts. */
  succeeded(attempt: Attempt): Promise<void>;
}

/** Counts attempts in memory: a restart forgets them, and each server counts its own. */
export function createThrottle(): Throttle {
  const limiters = Object.fromEntries(
    order.map((scope) => [scope, new RateLimiterMemory(attemptLimits[scope])]),
  ) as Record<Scope, RateLimiterMemory>;
  return {
    async begin(attempt) {
      for (const scope of order) {
        try {
          await limiters[scope].consume(keyOf(scope, attempt));
        } catch (refused) {
          if (refused instanceof RateLimiterRes) throw tooMany(refused.msBeforeNext);
          throw refused;
        }
      }
    },
    async succeeded(attempt) {
      await limiters.accountAndAddress.delete(keyOf('accountAndAddress', attempt));
      for (const scope of ['address', 'account'] as const) {
        await limiters[scope].reward(keyOf(scope, attempt));
      }
    },
  };
}

/**
 * Begins an attempt; what to tell where it has to wait, with the header `Retry-After` set.
 */
export async function waitFor(
  throttle: Throttle,
  attempt: Attempt,
  response: { set(name: string, value: string): unknown },
): Promise<string | undefined> {
  try {
    await throttle.begin(attempt);
    return undefined;
  } catch (error) {
    if (!(error instanceof ViewfinderError)) throw error;
    response.set('Retry-After', String(error.retrySeconds));
    return error.message;
  }
}
