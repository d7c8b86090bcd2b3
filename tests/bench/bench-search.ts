import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
const pageVisits = 40;

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
async function paint(folder: string): Promise<{ p50: number; p99: number }> {
  const services = await openServices(
    readConfig({ DATA_DIR: folder, PORT: '0', SEARCH_THREADS: '1' }),
  );
  const { address, stop } = await serve(services);
  const cookie = await signIn(services, await addTestAccount(services.db, ['analyst']));
  const words = ['respite', 'the', 'contact', 'was', 'training', 'and', 'football', 'it'];
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
  }
  await stop();
  await closeServices(services).catch(() => undefined);
  const sorted = times.sort((a, b) => a - b);
  return {
    p50: sorted[Math.floor(sorted.length / 2)] ?? NaN,
    p99: sorted[sorted.length - 1] ?? NaN,
  };
}

const whole = (value: number) => Math.round(value).toLocaleString('en-GB');

/** How long searches take over so many comments, in a process of its own. */
export async function benchSearch(comments: number): Promise<string> {
  const folder = await filledFolder(comments);
  const file = path.join(folder, 'viewfinder.sqlite');
  const { stdout } = await run('node', [projectPath('dist/tests/bench/search-once.js'), file]);
  const { loadSeconds, megabytes, lines } = JSON.parse(stdout) as SearchMeasured;
  const page = await paint(folder);
  return [
    `${whole(comments)} comments: taken into memory in ${loadSeconds.toFixed(1)} s, ${whole(megabytes)} MB at most`,
    '',
    '| search | found | p50 ms | p99 ms |',
    '|---|---|---|---|',
    ...lines.map(
      ({ name, p50, p99, found }) =>
        `| ${name} | ${whole(found)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`,
    ),
    `| the page over HTTP, to its last byte | | ${page.p50.toFixed(1)} | ${page.p99.toFixed(1)} |`,
  ].join('\n');
}
