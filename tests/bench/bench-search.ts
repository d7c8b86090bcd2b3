import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readConfig } from '../../src/config.js';
import { projectPath } from '../../src/paths.js';
import { closeServices, openServices, serve } from '../../src/server.js';
import { currentFrame } from '../../src/themes/frame-queries.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { fillComments } from './search-comments.js';
import type { SearchMeasured } from './search-once.js';

const run = promisify(execFile);
/** Counts up when the same number would no longer give the same database. */
const edition = 2;
const pageVisits = 100;
/** Comments among which the server looks up all of its commonest words, with time to spare. */
const learnedInAMillisecond = 50;

interface Times {
  p50: number;
  p99: number;
}
interface Painted {
  early: Times;
  late: Times;
  /** The most that the whole server held, seen after each visit. */
  megabytes: number;
}

/** A folder with a database of so many comments; made once, and kept among the system's temporary files. */
async function filledFolder(comments: number): Promise<string> {
  const folder = path.join(tmpdir(), 'viewfinder-bench', `search-${edition}-${comments}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  // With the code frame in use, by which the comments count as coded: a server would code them anew.
  const services = await openServices(readConfig({ DATA_DIR: unfinished }));
  await currentFrame(services.db);
  await closeServices(services);
  fillComments(path.join(unfinished, 'viewfinder.sqlite'), comments);
  renameSync(unfinished, folder);
  return folder;
}

/** From asking for the page to its last byte, over HTTP, with a thread that searches. */
async function paint(folder: string, comments: number): Promise<Painted> {
  const services = await openServices(
    readConfig({ DATA_DIR: folder, PORT: '0', SEARCH_THREADS: '1' }),
  );
  const { address, stop } = await serve(services);
  const cookie = await signIn(services, await addTestAccount(services.db, ['analyst']));
  const words = ['respite', 'the', 'contact', 'was', 'training', 'and', 'football', 'it'];
  // A server that has just started takes the comments in; the page would tell of a part of them.
  const headers = { cookie, accept: 'application/json' };
  for (;;) {
    const answer = await fetch(`${address}/comments?q=respite`, { headers });
    const { unfinished } = (await answer.json()) as { unfinished: object | null };
    if (unfinished === null) break;
  }
  let bytes = 0;
  const visits = async () => {
    const times: number[] = [];
    for (let visit = -words.length; visit < pageVisits; visit += 1) {
      const word = words[(visit + words.length) % words.length] ?? '';
      const began = performance.now();
      const answer = await fetch(`${address}/comments?q=${word}&sentiment=negative`, {
        headers: { cookie, accept: 'text/html' },
      });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`The page answered ${answer.status}.`);
      if (visit >= 0) times.push(performance.now() - began);
      bytes = Math.max(bytes, process.memoryUsage.rss());
    }
    const sorted = times.sort((a, b) => a - b);
    return { p50: sorted[sorted.length >> 1] ?? NaN, p99: sorted.at(-2) ?? NaN };
  };
  // A thread of its own goes on to look up where the commonest words stand.
  const early = await visits();
  await setTimeout(comments / learnedInAMillisecond);
  const late = await visits();
  await stop();
  await closeServices(services).catch(() => undefined);
  return { early, late, megabytes: bytes / 2 ** 20 };
}

const whole = (value: number) => Math.round(value).toLocaleString('en-GB');

/** How long searches take over so many comments, in a process of its own. */
export async function benchSearch(comments: number): Promise<string> {
  const folder = await filledFolder(comments);
  const file = path.join(folder, 'viewfinder.sqlite');
  const { stdout } = await run('node', [projectPath('dist/tests/bench/search-once.js'), file]);
  const { loadSeconds, megabytes, lines } = JSON.parse(stdout) as SearchMeasured;
  const { early, late, megabytes: server } = await paint(folder, comments);
  return [
    `${whole(comments)} comments: taken into memory in ${loadSeconds.toFixed(1)} s, ${whole(megabytes)} MB at most; a whole server with one thread that searches ${whole(server)} MB`,
    '',
    '| search | found | p50 ms | p99 ms |',
    '|---|---|---|---|',
    ...lines.map(
      ({ name, p50, p99, found }) =>
        `| ${name} | ${whole(found)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`,
    ),
    `| the page over HTTP, to its last byte | | ${late.p50.toFixed(1)} | ${late.p99.toFixed(1)} |`,
    `| the same while the server looks up the commonest words | | ${early.p50.toFixed(1)} | ${early.p99.toFixed(1)} |`,
  ].join('\n');
}
