import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readConfig } from '../../src/config.js';
import type { Db } from '../../src/db/schema.js';
import { projectPath } from '../../src/paths.js';
import { closeServices, openServices } from '../../src/server.js';
import { openDuckDb, type Crossing, type DuckDbCounts, type KeyedCounts } from './duckdb-counts.js';
import { measureVisits } from './statistics-visits.js';
import type { StatisticsServer } from './statistics-server.js';
import { rollAnswers, storeWaves, waves, type Answers } from './statistics-waves.js';
import {
  countStored,
  crossStored,
  keyed,
  keyedCrossing,
  readyToCount,
} from './viewfinder-counts.js';

const runs = 7;
const crossing: Crossing = { rows: 0, columns: 12, where: { question: 17, code: 0 } };

interface Timing {
  milliseconds: number;
  cpuMilliseconds: number;
}

const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** The middle of several runs after one that warms up; processor time is of every thread together. */
async function timeOf(work: () => unknown): Promise<Timing> {
  await work();
  const times: Timing[] = [];
  for (let run = 0; run < runs; run += 1) {
    const cpu = process.cpuUsage();
    const began = performance.now();
    await work();
    const milliseconds = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    times.push({ milliseconds, cpuMilliseconds: (user + system) / 1000 });
  }
  return {
    milliseconds: middle(times.map((time) => time.milliseconds)),
    cpuMilliseconds: middle(times.map((time) => time.cpuMilliseconds)),
  };
}

function mustBeEqual(what: string, ours: KeyedCounts, theirs: KeyedCounts): void {
  const sorted = (counts: KeyedCounts) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  if (ours.size === 0 || !isDeepStrictEqual(sorted(ours), sorted(theirs))) {
    throw new Error(`${what}: Viewfinder and DuckDB count otherwise.`);
  }
}

interface Place {
  db: Db;
  duck: DuckDbCounts;
  whole: number;
  parts: readonly number[];
}

/** Nothing is timed before both have been found to count the same. */
async function compare({ db, duck, whole, parts }: Place): Promise<void> {
  const allOf = async (waveId: number, before: string) =>
    (await countStored(db, waveId)).flatMap((own, at) => [...keyed(own, `${before}${at} `)]);
  mustBeEqual('One wave', new Map(await allOf(whole, '')), await duck.byAuthority());
  const ofWaves = await Promise.all(parts.map((id, at) => allOf(id, `${at} `)));
  mustBeEqual('Ten waves', new Map(ofWaves.flat()), await duck.byWave());
  const crossed = keyedCrossing(await crossStored(db, whole, crossing));
  mustBeEqual('Cross-tabulation', crossed, await duck.crossed(crossing));
}

const columnsOf = (name: string, figures: readonly (string | number)[]) =>
  name.padEnd(58) +
  figures
    .map((figure) => String(typeof figure === 'number' ? figure.toFixed(1) : figure).padStart(10))
    .join('');

async function benchCounts(place: Place): Promise<string[]> {
  const { db, duck, whole, parts } = place;
  await compare(place);
  const countRead = await readyToCount(db, whole);
  const allParts = async () => {
    for (const id of parts) await countStored(db, id);
  };
  const lines: [string, () => unknown, () => unknown][] = [
    ['Every question by authority, one wave', () => countStored(db, whole), duck.byAuthority],
    ['  the counting alone, without reading', countRead, duck.byAuthority],
    [`Every question by authority, ${waves} waves`, allParts, duck.byWave],
    [
      'A cross-tabulation of those who gave an answer',
      () => crossStored(db, whole, crossing),
      () => duck.crossed(crossing),
    ],
  ];
  const rows: string[] = [];
  for (const [name, ours, theirs] of lines) {
    const [own, other] = [await timeOf(ours), await timeOf(theirs)];
    rows.push(
      columnsOf(name, [
        own.milliseconds,
        own.cpuMilliseconds,
        other.milliseconds,
        other.cpuMilliseconds,
        `${(other.milliseconds / own.milliseconds).toFixed(1)}×`,
        `${(other.cpuMilliseconds / own.cpuMilliseconds).toFixed(1)}×`,
      ]),
    );
  }
  return rows;
}

async function benchDuckDb(db: Db, answers: Answers, stored: Omit<Place, 'db' | 'duck'>) {
  const duck = await openDuckDb(answers);
  try {
    return [
      columnsOf(`milliseconds; DuckDB with ${duck.threads} threads, a row an answer, in memory`, [
        'ours',
        'CPU',
        'DuckDB',
        'CPU',
        'faster',
        'CPU',
      ]),
      ...(await benchCounts({ db, duck, ...stored })),
    ];
  } finally {
    duck.close();
  }
}

/** The server is a process of its own, and finds the waves where they have been stored. */
async function benchPages(folder: string): Promise<string[]> {
  const server = fork(projectPath('dist/tests/bench/statistics-server.js'), [folder]);
  const [place] = (await once(server, 'message')) as [StatisticsServer];
  const rows: string[] = [];
  for (const [name, page] of Object.entries(place.pages)) {
    const { first, p50, p99, perSecond } = await measureVisits({ ...place, page });
    rows.push(columnsOf(name, [first, p50, p99, perSecond]));
  }
  server.send('stop');
  await once(server, 'exit');
  return [columnsOf('Pages, milliseconds', ['first', 'p50', 'p99', 'a second']), ...rows];
}

/**
 * How long counting takes: 22 questions by 24 authorities of so many responses, in one wave and in ten, beside
 * DuckDB over the same answers, and pages over them.
 * @returns a table for a terminal
 * @throws Error where DuckDB counts otherwise.
 */
export async function benchStatistics(responses: number): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-bench-'));
  try {
    const answers = rollAnswers(responses);
    const services = await openServices(readConfig({ DATA_DIR: folder, PORT: '0' }));
    const began = performance.now();
    const stored = await storeWaves(services.db, answers);
    const storing = performance.now() - began;
    const counts = await benchDuckDb(services.db, answers, stored);
    await closeServices(services);
    return [
      `${responses.toLocaleString('en-GB')} responses, stored twice in ${(storing / 1000).toFixed(1)} s`,
      ...counts,
      ...(await benchPages(folder)),
    ].join('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}
