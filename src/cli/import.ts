import type { CommandLine } from './command-line.js';
import { readConfig } from '../config.js';
import { ViewfinderError } from '../errors.js';
import { formatCount } from '../http/formats.js';
import { importFile, type FileImport, type FileRequest } from '../imports/import-file.js';
import { parseLeaveOut } from '../imports/leave-out.js';
import { reportFigures } from '../imports/report-figures.js';
import { summariseReport } from '../imports/report-summary.js';
import { shellViewer } from '../people/shell-viewer.js';
import { remoteImport } from './remote-import.js';
import { remoteServer } from './remote-server.js';
import { closeServices, openServices } from '../server.js';

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

async function localImport(request: FileRequest): Promise<FileImport> {
  const services = await openServices(readConfig(process.env));
  try {
    return await importFile(services, shellViewer(), request);
  } finally {
    await closeServices(services);
  }
}

export async function importCommand({ positionals, values }: CommandLine): Promise<void> {
  const [file] = positionals;
  const { survey, wave, group = '', server, json } = values;
  if (!file || !survey || !wave || positionals.length > 1) {
    throw new ViewfinderError('invalid', 'Say which: import FILE --survey NAME --wave WAVE');
  }
  const leftOut = values['leave-out'];
  const leaveOut = leftOut === undefined ? undefined : parseLeaveOut(leftOut);
  const request = { file, survey, wave, group, leaveOut };
  const done =
    server === undefined
      ? await localImport(request)
      : await remoteImport(remoteServer(server, process.env['VIEWFINDER_TOKEN']), request);
  console.log(
    json ? JSON.stringify(jsonOf(done), null, 2) : importReportLines(file, done).join('\n'),
  );
}
