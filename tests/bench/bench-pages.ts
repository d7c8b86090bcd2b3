import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { projectPath } from '../../src/paths.js';
import type { ServerMessage } from './pages-server.js';

/** Where people go while a colleague imports: each connection goes round, from a place of its own. */
const plainVisits = { Surveys: '/surveys', 'A wave': '/waves/1', 'Sign in': '/sign-in' };
/** These look through every comment there is, the import's as they come in too. */
const commentVisits = {
  Comments: '/comments?survey=1',
  'Search of one survey': '/comments?survey=1&q=social+worker',
  'Search of all': '/comments?q=social+worker',
  'Download (writes to the audit)': '/comments.csv?survey=1&q=dentist',
};
type Visits = Readonly<Record<string, string>>;

const connections = 4;
/** A person reads what came for far longer: four connections stand for a busy office. */
const betweenVisits = 50;
const baselineMilliseconds = 20_000;

interface Waits {
  visit: string;
  milliseconds: number;
}

interface Place {
  address: string;
  cookie: string;
  visits: Visits;
}

/** Goes round the visits until told to stop. */
async function goRound(
  { address, cookie, visits }: Place,
  from: number,
  isOver: () => boolean,
): Promise<Waits[]> {
  const names = Object.keys(visits);
  const waits: Waits[] = [];
  for (let at = from; !isOver(); at += 1) {
    const visit = names[at % names.length] ?? '';
    const began = performance.now();
    const answer = await fetch(`${address}${visits[visit]}`, {
      headers: { cookie },
      redirect: 'manual',
    });
    await answer.arrayBuffer();
    if (answer.status >= 400) throw new Error(`${visit} answered ${answer.status}.`);
    waits.push({ visit, milliseconds: performance.now() - began });
    await setTimeout(betweenVisits);
  }
  return waits;
}

async function measure(place: Place, until: Promise<unknown>): Promise<Waits[]> {
  let over = false;
  const rounds = Array.from({ length: connections }, (_, at) => goRound(place, at * 2, () => over));
  await until;
  over = true;
  return (await Promise.all(rounds)).flat();
}

function lineOf(name: string, waits: readonly Waits[]): string {
  const sorted = waits.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  const figures = [sorted.length, ...[0.5, 0.95, 0.99, 1].map((share) => Math.round(at(share)))];
  return name.padEnd(34) + figures.map((figure) => String(figure).padStart(10)).join('');
}

const linesOf = (title: string, waits: readonly Waits[]) => [
  title,
  lineOf('all', waits),
  ...[...new Set(waits.map(({ visit }) => visit))].sort().map((name) =>
    lineOf(
      name,
      waits.filter(({ visit }) => visit === name),
    ),
  ),
];

async function nextMessage(server: ReturnType<typeof fork>): Promise<ServerMessage> {
  const ended = once(server, 'exit').then(() => {
    throw new Error('The server ended.');
  });
  const [message] = (await Promise.race([once(server, 'message'), ended])) as [ServerMessage];
  return message;
}

/**
 * How long four connections wait for pages, in milliseconds, before an import, for the whole of it and after it.
 * The server is a process of its own and imports as it does for the screens.
 * @returns a table for a terminal
 */
async function benchVisits(file: string, visits: Visits): Promise<string> {
  const server = fork(projectPath('dist/tests/bench/pages-server.js'), [file]);
  const message = await nextMessage(server);
  if (!('address' in message)) throw new Error('The server did not say where it listens.');
  const place = { ...message, visits };
  const before = await measure(place, setTimeout(baselineMilliseconds));
  server.send('import');
  const began = performance.now();
  const during = await measure(place, nextMessage(server));
  const seconds = Math.round((performance.now() - began) / 1000);
  // What a page takes over so many comments is its own, and no fault of the import.
  const after = await measure(place, setTimeout(baselineMilliseconds));
  server.send('stop');
  await once(server, 'exit');
  const headings = ['number', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'];
  return [
    `${' '.repeat(34)}${headings.map((heading) => heading.padStart(10)).join('')}`,
    ...linesOf('Pages with no import', before),
    ...linesOf(`Pages during an import of ${seconds} s`, during),
    ...linesOf('Pages after it, over its comments too', after),
  ].join('\n');
}

/** Once for pages that read no comments, once for those that do as well: both in a table for a terminal. */
export async function benchPages(file: string): Promise<string> {
  const plain = await benchVisits(file, plainVisits);
  return `${plain}\n${await benchVisits(file, { ...plainVisits, ...commentVisits })}`;
}
