import { formatCount, formatNumber } from '../http/formats.js';
import type { ImportReport } from './import-papers.js';
import type { Problem } from './import-types.js';
import { exclusionWords } from './prepare/exclude-rows.js';
import {
  kindsOfProblems,
  severities,
  severityWords,
  type ProblemKind,
  type Severity,
} from './prepare/problem-kinds.js';

/** All problems of one kind. */
export interface ProblemGroup {
  kind: string;
  title: string;
  severity: Severity;
  severityWords: string;
  /** All of them, of which the report may list fewer. */
  count: number;
  /** How many the report itself holds. */
  held: number;
  listed: Problem[];
}

/** Earlier versions kept no kind. */
const kindOf = ({ kind }: Problem) => kind as ProblemKind | undefined;

const groupOf = (kind: ProblemKind | undefined, severity: Severity, listed: Problem[]) => ({
  kind: kind ?? severity,
  title: kind ? kindsOfProblems[kind].title : 'Problems',
  severity,
  severityWords: severityWords[severity],
  held: listed.length,
  listed,
});

/** The problems of a report by kind: the most severe first, then as the kinds stand in their table. */
export function problemGroups({ problems, problemCounts = {} }: ImportReport): ProblemGroup[] {
  const kinds = [...(Object.keys(kindsOfProblems) as ProblemKind[]), undefined];
  const groups = severities.flatMap((severity) =>
    kinds.map((kind) => {
      const listed = problems.filter(
        (problem) => kindOf(problem) === kind && problem.severity === severity,
      );
      return { ...groupOf(kind, severity, listed), count: countOf(kind, listed, problemCounts) };
    }),
  );
  return groups.filter(({ listed }) => listed.length > 0);
}

const countOf = (
  kind: ProblemKind | undefined,
  listed: readonly Problem[],
  counts: NonNullable<ImportReport['problemCounts']>,
) => Math.max(listed.length, kind === undefined ? 0 : (counts[kind] ?? 0));

/** Every response of the file: those that are new, and those that the wave had already. */
export const responsesIn = ({ responses, update }: ImportReport): number =>
  responses + (update ? update.updated + update.unchanged : 0);

function knownWords({ update }: ImportReport, isImported: boolean): string {
  if (!update || update.updated + update.unchanged === 0) return '';
  const { updated, unchanged } = update;
  const changed = isImported ? 'updated' : 'to be updated';
  return ` ${formatNumber(updated)} known and ${changed}, ${formatNumber(unchanged)} known and unchanged,`;
}

/**
 * "312 rows read: 298 imported, 14 left out (10 test responses, 4 repeats of a response number)."
 */
export function rowsSentence(report: ImportReport, isImported: boolean): string {
  const { rowsRead, responses, excluded } = report;
  const left = excluded.reduce((sum, { count }) => sum + count, 0);
  const reasons = excluded.map(({ reason, count }) =>
    formatCount(count, ...exclusionWords(reason)),
  );
  const out =
    left === 0 ? 'none left out' : `${formatNumber(left)} left out (${reasons.join(', ')})`;
  const kept = isImported ? 'imported' : 'to be imported';
  return `${formatCount(rowsRead, 'row')} read: ${formatNumber(responses)} ${kept},${knownWords(report, isImported)} ${out}.`;
}

/** More than these are read in the download. */
const mostShown = 20;

/** A report as its pages show it. */
export interface ReportSummary {
  sentence: string;
  /** All problems, listed or not. */
  count: number;
  /** Kinds that an officer needs to look at, and all others. */
  lookAt: ProblemGroup[];
  others: ProblemGroup[];
}

/** What an officer needs first: how many rows, what to look at, and the first places of each problem. */
export function summariseReport(report: ImportReport, isImported: boolean): ReportSummary {
  const groups = problemGroups(report);
  const shown = groups.map((group) => ({ ...group, listed: group.listed.slice(0, mostShown) }));
  // Rows left out are named in the sentence already.
  const isSerious = ({ severity, kind }: ProblemGroup) =>
    severity !== 'note' && kind !== 'excluded';
  return {
    sentence: rowsSentence(report, isImported),
    count: groups.reduce((sum, { count }) => sum + count, 0),
    lookAt: shown.filter(isSerious),
    others: shown.filter((group) => !isSerious(group)),
  };
}
