import { setTimeout } from 'node:timers/promises';

interface Visited {
  address: string;
  cookie: string;
  page: string;
}

const connections = 4;
/** A person reads what came for far longer: four connections stand for a busy office. */
const betweenVisits = 50;
const visitsEach = 60;
const busyMilliseconds = 2000;

async function visit({ address, cookie, page }: Visited): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${address}${page}`, { headers: { cookie, accept: 'text/html' } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}.`);
  return performance.now() - began;
}

const together = <T>(work: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: connections }, work));

/**
 * How long a page takes in milliseconds: the first time, when it is counted, and then to four people who
 * come back to it; and how many of them a second without a pause between.
 */
export async function measureVisits(visited: Visited) {
  const first = await visit(visited);
  const waits = await together(async () => {
    const own: number[] = [];
    for (let at = 0; at < visitsEach; at += 1) {
      own.push(await visit(visited));
      await setTimeout(betweenVisits);
    }
    return own;
  });
  const sorted = waits.flat().sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN;
  const began = performance.now();
  const busy = await together(async () => {
    let visits = 0;
    for (; performance.now() - began < busyMilliseconds; visits += 1) await visit(visited);
    return visits;
  });
  const seconds = (performance.now() - began) / 1000;
  const perSecond = busy.reduce((sum, own) => sum + own, 0) / seconds;
  return { first, p50: at(0.5), p99: at(0.99), perSecond };
}
