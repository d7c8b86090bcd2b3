import { readConfig } from '../config.js';
import { notFound, ViewfinderError } from '../errors.js';
import { formatCount } from '../http/formats.js';
import type { Services } from '../http/services.js';
import { shellViewer } from '../people/shell-viewer.js';
import { eraseResponses } from '../records/erase-response.js';
import { purgeWave } from '../records/purge-wave.js';
import { findResponses } from '../records/response-queries.js';
import { purgingImports } from '../imports/import-queries.js';
import { latestJobOf } from '../jobs/job-queries.js';
import type { QuotingReport } from '../reports/fallen-queries.js';
import { closeServices, openServices } from '../server.js';
import { findWaveByName } from '../surveys/survey-queries.js';
import type { CommandLine } from './command-line.js';

async function withServices(work: (services: Services) => Promise<void>): Promise<void> {
  const services = await openServices(readConfig(process.env));
  try {
    await work(services);
  } finally {
    await closeServices(services);
  }
}

const quoteLines = (reports: readonly QuotingReport[]) =>
  reports.map(({ title, quotes }) => `  ${formatCount(quotes, 'quote')} fell out of “${title}”`);

/** @throws ViewfinderError with the sentence of the job that writes over what was removed. */
async function refuseUnfinished({ db }: Services, importId: number): Promise<void> {
  const job = await latestJobOf(db, importId, process.pid);
  if (job?.state !== 'done') throw new ViewfinderError('unavailable', job?.error ?? 'Try again.');
}

export async function eraseCommand({ values }: CommandLine): Promise<void> {
  const { survey, wave, response } = values;
  if (!survey || !wave || !response) {
    const usage = 'Say which: erase --survey NAME --wave WAVE --response ID';
    throw new ViewfinderError('invalid', usage);
  }
  await withServices(async (services) => {
    const { id } = await findWaveByName(services.db, shellViewer(), survey, wave);
    const found = await findResponses(services.db, id, response);
    if (found.length === 0) throw notFound('response');
    const { rows, comments, reports } = await eraseResponses(services, shellViewer(), found);
    await services.jobs.idle();
    await refuseUnfinished(services, rows[0]?.importId ?? 0);
    const what = `${formatCount(rows.length, 'response')} and ${formatCount(comments, 'comment')}`;
    console.log([`${what} erased`, ...quoteLines(reports)].join('\n'));
  });
}

export async function purgeCommand({ values: { survey, wave } }: CommandLine): Promise<void> {
  if (!survey || !wave) {
    throw new ViewfinderError('invalid', 'Say which: purge --survey NAME --wave WAVE');
  }
  await withServices(async (services) => {
    const { id } = await findWaveByName(services.db, shellViewer(), survey, wave);
    const done = await purgeWave(services, shellViewer(), id);
    await services.jobs.idle();
    const [left] = await purgingImports(services.db, id);
    if (left !== undefined) await refuseUnfinished(services, left);
    const what = `${formatCount(done.responses, 'response')} and ${formatCount(done.comments, 'comment')}`;
    const kept = `  the figures of ${formatCount(done.measures.length, 'measure')} kept`;
    console.log([`${what} removed`, kept, ...quoteLines(done.reports)].join('\n'));
  });
}
