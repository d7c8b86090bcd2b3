import { setTimeout } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { closeServices, openServices, serve } from '../../src/server.js';
import { addTestAccount, signIn } from '../support/sign-in.js';

const pageVisits = 100;
/** Fewer: each page of these may take seconds. */
const emptyVisits = 24;
/** Comments among which the server looks up all of its commonest words, with time to spare. */
const learnedInAMillisecond = 50;

interface Times {
  p50: number;
  p99: number;
}
/** What a server of its own process found, for the bench. */
export interface Painted {
  early: Times;
  late: Times;
  /** Of pages on which a whole sentence finds nothing, with what it may have meant. */
  empty: Times;
  /** The most memory that the whole server ever held. */
  megabytes: number;
}

/** From asking for the page to its last byte, over HTTP, with a thread that searches. */
async function paint(folder: string, comments: number): Promise<Painted> {
  const services = await openServices(
    readConfig({ DATA_DIR: folder, PORT: '0', SEARCH_THREADS: '1' }),
  );
  const { address, stop } = await serve(services);
  const cookie = await signIn(services, await addTestAccount(services.db, ['analyst']));
  const ofWords = ['respite', 'the', 'contact', 'was', 'training', 'and', 'football', 'it'].map(
    (word) => `q=${word}&sentiment=negative`,
  );
  const ofSentences = [
    'adopters on delay, negative, 2012-13',
    'what did the teenagers tell their social worker about football',
    'zebra crossings by the school',
    'reviewing oficers on respit',
  ].map((sentence) => new URLSearchParams({ q: sentence }).toString());
  // A server that has just started takes the comments in; the page would tell of a part of them.
  const headers = { cookie, accept: 'application/json' };
  for (;;) {
    const answer = await fetch(`${address}/comments?q=respite`, { headers });
    const { unfinished } = (await answer.json()) as { unfinished: object | null };
    if (unfinished === null) break;
  }
  const visits = async (queries: readonly string[], count: number, says = '') => {
    const times: number[] = [];
    for (let visit = -queries.length; visit < count; visit += 1) {
      const query = queries[(visit + queries.length) % queries.length] ?? '';
      const began = performance.now();
      const answer = await fetch(`${address}/comments?${query}`, {
        headers: { cookie, accept: 'text/html' },
      });
      const page = await answer.text();
      const took = performance.now() - began;
      if (answer.status !== 200 || !page.includes(says))
        throw new Error(`${query}: the page answered ${answer.status}, or something else.`);
      if (visit >= 0) times.push(took);
    }
    const sorted = times.sort((a, b) => a - b);
    return { p50: sorted[sorted.length >> 1] ?? NaN, p99: sorted.at(-2) ?? NaN };
  };
  // A thread of its own goes on to look up where the commonest words stand.
  const early = await visits(ofWords, pageVisits);
  await setTimeout(comments / learnedInAMillisecond);
  const late = await visits(ofWords, pageVisits);
  const empty = await visits(ofSentences, emptyVisits, 'No comments match');
  await stop();
  await closeServices(services).catch(() => undefined);
  return { early, late, empty, megabytes: process.resourceUsage().maxRSS / 1024 };
}

const [folder = '', comments = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await paint(folder, Number(comments))));
process.exit();
