import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { wholeSight } from '../../src/people/sight.js';
import { readConfig } from '../../src/config.js';
import type { Services } from '../../src/http/services.js';
import { importFile, type FileImport, type FileRequest } from '../../src/imports/import-file.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { closeServices, openServices } from '../../src/server.js';
import { waveRates, type QuestionRates } from '../../src/statistics/wave-rates.js';
import { findWaveByName } from '../../src/surveys/survey-queries.js';

/** The application without its pages: a database, uploads and workers in a folder of their own. */
export interface TestServices extends Services {
  /** Writes a file beside the database and imports it; the survey is the file's name unless given. */
  importText(name: string, content: string | Uint8Array, place?: Place): Promise<FileImport>;
  importFile(file: string, place: Place): Promise<FileImport>;
  /** Every closed question and attribute of a wave by its wording. */
  rates(survey: string, wave?: string): Promise<Map<string, QuestionRates<number>>>;
  uploads(): Promise<string[]>;
  stop(): Promise<void>;
}

interface Place {
  survey?: string;
  wave?: string;
  group?: string;
  leaveOut?: FileRequest['leaveOut'];
}

/** @param folder a data folder that it starts with a copy of */
export async function startTestServices(folder?: string): Promise<TestServices> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-test-'));
  if (folder !== undefined) await cp(folder, dataDir, { recursive: true });
  const services = await openServices(readConfig({ DATA_DIR: dataDir }));
  const importFrom = (file: string, { survey, wave = '2012-13', group = '', leaveOut }: Place) =>
    importFile(services, shellViewer(), {
      file,
      survey: survey ?? path.basename(file),
      wave,
      group,
      leaveOut,
    });
  return {
    ...services,
    importFile: importFrom,
    async importText(name, content, place = {}) {
      const file = path.join(dataDir, name);
      await writeFile(file, content);
      return importFrom(file, place);
    },
    async rates(survey, wave = '2012-13') {
      const { id } = await findWaveByName(services.db, wholeSight, survey, wave);
      const { questions, attributes } = await waveRates(services.db, wholeSight, id);
      const all = [...questions, ...attributes] as QuestionRates<number>[];
      return new Map(all.map((question) => [question.text, question]));
    },
    uploads: () => readdir(path.join(dataDir, 'uploads')).catch(() => []),
    async stop() {
      await closeServices(services);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** How often each option was given. */
export const countsOf = (question: QuestionRates<number>): Record<string, number> =>
  Object.fromEntries(question.options.map(({ label, count }) => [label, count]));

/** The kinds of missing answers that occur. */
export const missingOf = (question: QuestionRates<number>): Record<string, number> =>
  Object.fromEntries(Object.entries(question.missing).filter(([, count]) => count > 0));
