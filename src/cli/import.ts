import path from 'node:path';
import type { CommandLine } from './command-line.js';
import { readConfig } from '../config.js';
import { ViewfinderError } from '../errors.js';
import { formatCount } from '../http/formats.js';
import { importFile, type FileImport, type FileRequest } from '../imports/import-file.js';
import { parseLeaveOut } from '../imports/leave-out.js';
import { reportFigures } from '../imports/report-figures.js';
import { summariseReport } from '../imports/report-summary.js';
import { shellViewer } from '../people/shell-viewer.js';
import { importedAlready } from '../imports/receive-file.js';
import { filesToImport } from './files-to-import.js';
import { remoteImport } from './remote-import.js';
import { remoteServer } from './remote-server.js';
import { closeServices, openInstallation } from '../server.js';

/** The report of an import in lines, as the result page has it. */
function importReportLines(fileName: string, { layout, report }: FileImport): string[] {
  const { problems } = report;
  const { count } = summariseReport(report, true);
  return [
    `${fileName}: ${layout}`,
    `  ${formatCount(report.rowsRead, 'row')} read, ${formatCount(report.responses, 'response')} imported`,
    ...report.excluded.map(
      ({ reason, count }) => `  ${formatCount(count, 'row')} left out: ${reason.toLowerCase()}`,
    ),
    ...report.groups.map(({ name, count }) => `  ${name}: ${formatCount(count, 'response')}`),
    `  ${formatCount(report.closedQuestions, 'closed question')}, ${formatCount(report.openQuestions, 'open question')}, ${formatCount(report.comments, 'comment')}`,
    `  ${formatCount(report.droppedColumns, 'column')} of personal details dropped`,
    `  ${formatCount(count, 'problem')} noted`,
    ...problems.slice(0, 20).map((problem) => {
      const place = [
        problem.row && `row ${problem.row}`,
        problem.column && `column ${problem.column}`,
      ];
      return `    ${[problem.sheet, ...place].filter(Boolean).join(', ')}: ${problem.message} ${problem.action}`;
    }),
    ...(count > 20 ? [`    and ${count - 20} more`] : []),
  ];
}

const jsonOf = ({ importId, layout, report }: FileImport) => ({
  import: importId,
  layout,
  ...reportFigures(report),
  problemList: report.problems,
});

/** This machine's Viewfinder, or another's. */
interface Importer {
  importOne(request: FileRequest): Promise<FileImport>;
  close(): Promise<void>;
}

async function localImporter(signal: AbortSignal): Promise<Importer> {
  const services = await openInstallation(readConfig(process.env));
  const viewer = shellViewer();
  signal.addEventListener('abort', () => services.jobs.cancelAll(viewer.accountName));
  return {
    importOne: (request) => importFile(services, viewer, request),
    close: () => closeServices(services),
  };
}

function remoteImporter(server: string, signal: AbortSignal): Importer {
  const remote = remoteServer(server, process.env['VIEWFINDER_TOKEN']);
  return {
    importOne: (request) => remoteImport(remote, request, signal),
    close: () => Promise.resolve(),
  };
}

/** Ctrl-C cancels what is under way, so that nothing half-imported stays; a second one ends at once. */
function interruption(): AbortSignal {
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort());
  return interrupted.signal;
}

type Outcome =
  | { file: string; outcome: 'imported'; done: FileImport }
  | { file: string; outcome: 'imported already' | 'refused'; reason: string };

async function outcomeOf(importer: Importer, request: FileRequest): Promise<Outcome> {
  const { file } = request;
  try {
    return { file, outcome: 'imported', done: await importer.importOne(request) };
  } catch (error) {
    if (!(error instanceof ViewfinderError)) throw error;
    const outcome = importedAlready.test(error.message) ? 'imported already' : 'refused';
    return { file, outcome, reason: error.message };
  }
}

function outcomeLine(one: Outcome): string {
  if (one.outcome !== 'imported') return `${one.file}: ${one.outcome}. ${one.reason}`;
  const { responses, comments } = one.done.report;
  return `${one.file}: imported, ${formatCount(responses, 'response')} and ${formatCount(comments, 'comment')}`;
}

function summaryLine(outcomes: readonly Outcome[], passedOver: number): string {
  const words = (['imported', 'imported already', 'refused'] as const).map(
    (outcome) => `${outcomes.filter((one) => one.outcome === outcome).length} ${outcome}`,
  );
  const others = passedOver > 0 ? ` ${formatCount(passedOver, 'other file')} passed over.` : '';
  return `${formatCount(outcomes.length, 'file')}: ${words.join(', ')}.${others}`;
}

const jsonOfOutcome = (one: Outcome) =>
  one.outcome === 'imported' ? { file: one.file, outcome: one.outcome, ...jsonOf(one.done) } : one;

/** Imports each of several files, telling each one's outcome as it comes; a refusal stops none of the others. */
async function importMany(
  importer: Importer,
  requests: readonly FileRequest[],
  { json, passedOver, signal }: { json: boolean; passedOver: number; signal: AbortSignal },
): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const request of requests) {
    if (signal.aborted) break;
    const one = await outcomeOf(importer, request);
    outcomes.push(one);
    if (!json) console.log(outcomeLine(one));
  }
  console.log(
    json ? JSON.stringify(outcomes.map(jsonOfOutcome), null, 2) : summaryLine(outcomes, passedOver),
  );
  if (outcomes.some(({ outcome }) => outcome === 'refused')) process.exitCode = 1;
}

interface ImportOrder {
  requests: FileRequest[];
  /** Whether every file gets one line, as several do. */
  many: boolean;
  passedOver: number;
}

async function orderOf({ positionals, values }: CommandLine): Promise<ImportOrder> {
  const { survey, wave, group = '' } = values;
  const fromName = values['survey-from-name'] ?? false;
  if (positionals.length === 0 || !wave || (survey !== undefined) === fromName) {
    throw new ViewfinderError(
      'invalid',
      'Say which: import FILE-OR-FOLDER --survey NAME --wave WAVE, or --survey-from-name in place of --survey',
    );
  }
  const leftOut = values['leave-out'];
  const leaveOut = leftOut === undefined ? undefined : parseLeaveOut(leftOut);
  const found = await filesToImport(positionals, values.recursive ?? false);
  const requests = found.files.map((file) => ({
    file,
    survey: survey ?? path.parse(file).name,
    wave,
    group,
    leaveOut,
  }));
  const many = found.fromFolder || requests.length > 1;
  return { requests, many, passedOver: found.passedOver };
}

export async function importCommand(line: CommandLine): Promise<void> {
  const { requests, many, passedOver } = await orderOf(line);
  const { server, json = false } = line.values;
  const signal = interruption();
  const importer =
    server === undefined ? await localImporter(signal) : remoteImporter(server, signal);
  try {
    if (many) return await importMany(importer, requests, { json, passedOver, signal });
    for (const request of requests) {
      const done = await importer.importOne(request);
      const lines = () => importReportLines(request.file, done).join('\n');
      console.log(json ? JSON.stringify(jsonOf(done), null, 2) : lines());
    }
  } finally {
    await importer.close();
  }
}
