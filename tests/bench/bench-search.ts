import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readConfig } from '../../src/config.js';
import { projectPath } from '../../src/paths.js';
import { closeServices, openServices } from '../../src/server.js';
import { currentFrame } from '../../src/themes/frame-queries.js';
import { fillComments } from './search-comments.js';
import type { SearchMeasured } from './search-once.js';
import type { Painted } from './paint-once.js';

const run = promisify(execFile);
/** Counts up when the same number would no longer give the same database. */
const edition = 2;

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

const whole = (value: number) => Math.round(value).toLocaleString('en-GB');

/** How long searches take over so many comments, in a process of its own. */
export async function benchSearch(comments: number): Promise<string> {
  const folder = await filledFolder(comments);
  const file = path.join(folder, 'viewfinder.sqlite');
  const { stdout } = await run('node', [projectPath('dist/tests/bench/search-once.js'), file]);
  const { loadSeconds, megabytes, lines } = JSON.parse(stdout) as SearchMeasured;
  const painted = await run('node', [
    projectPath('dist/tests/bench/paint-once.js'),
    folder,
    String(comments),
  ]);
  const { early, late, empty, megabytes: server } = JSON.parse(painted.stdout) as Painted;
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
    `| the page of a sentence that finds nothing, with what it may have meant | 0 | ${empty.p50.toFixed(1)} | ${empty.p99.toFixed(1)} |`,
  ].join('\n');
}
