import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readConfig, type Config } from '../config.js';
import { ViewfinderError } from '../errors.js';
import { formatCount, formatNumber } from '../http/formats.js';
import type { Services } from '../http/services.js';
import { importFile } from '../imports/import-file.js';
import { addDemoAccounts } from '../people/demo-accounts.js';
import { projectPath } from '../paths.js';
import { shellViewer } from '../people/shell-viewer.js';
import { openInstallation, serveUntilStopped } from '../server.js';
import { addNamedMeasure, namedMeasureSchema } from '../statistics/named-measures.js';
import { findWaveByName } from '../surveys/survey-queries.js';
import { demoDataDir } from './with-database.js';

const sampleSchema = z.array(
  z.object({
    file: z.string(),
    survey: z.string(),
    wave: z.string(),
    group: z.string().default(''),
  }),
);

const readSample = (name: string): unknown =>
  JSON.parse(readFileSync(projectPath(`samples/${name}`), 'utf8'));

/** Empties the demo's folder; refuses one whose database is no demo's. */
async function clearFolder({ dataDir, databaseFile }: Config): Promise<void> {
  const mark = path.join(dataDir, 'demo.txt');
  if (existsSync(databaseFile) && !existsSync(mark)) {
    throw new ViewfinderError(
      'conflict',
      `${dataDir} holds a database that is not the demo's, so it was left alone. Set DATA_DIR to another folder for the demo.`,
    );
  }
  for (const ending of ['', '-wal', '-shm']) await rm(`${databaseFile}${ending}`, { force: true });
  await rm(path.join(dataDir, 'uploads'), { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  await writeFile(mark, 'The demo makes everything in this folder anew each time it starts.\n');
}

/**
 * Imports every sample through the same import as an upload and keeps the published figures as
 * measures. Tells each file's outcome.
 */
export async function loadSamples(services: Services, tell: (line: string) => void): Promise<void> {
  const viewer = shellViewer();
  for (const { file, survey, wave, group } of sampleSchema.parse(readSample('imports.json'))) {
    const request = { file: projectPath(`samples/${file}`), survey, wave, group };
    const { layout, report } = await importFile(services, viewer, request);
    tell(
      `  ${file} (${layout}): ${formatCount(report.responses, 'response')}, ${formatCount(report.comments, 'comment')}`,
    );
  }
  const measures = z.array(namedMeasureSchema).parse(readSample('measures.json'));
  for (const measure of measures) {
    const { id } = await findWaveByName(services.db, viewer, measure.survey, measure.wave);
    await addNamedMeasure(services.db, viewer, id, measure);
  }
  tell(`  ${formatNumber(measures.length)} measures`);
}

export async function demo(): Promise<void> {
  const config = readConfig({ ...process.env, DATA_DIR: process.env['DATA_DIR'] ?? demoDataDir });
  await clearFolder(config);
  const services = await openInstallation(config);
  console.log('Loading the samples');
  await loadSamples(services, console.log);
  const demoAccounts = await addDemoAccounts(services.db);
  const { address } = await serveUntilStopped({ ...services, demoAccounts });
  console.log(`Viewfinder is at ${address}`);
  console.log('Sign in there with one click, or with one of these names and passwords:');
  for (const { name, role, password } of demoAccounts) {
    console.log(`  ${name.padEnd(15)} ${password.padEnd(44)} ${role}`);
  }
  console.log(`Its data is in ${config.dataDir}: set DATA_DIR to that to use the commands on it.`);
}
