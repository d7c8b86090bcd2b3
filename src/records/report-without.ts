import type { ImportReport } from '../imports/import-papers.js';
import type { QuestionCounts } from '../imports/prepare/count-cells.js';
import type { MissingKind } from '../surveys/words.js';

const erasedSince = 'Erased since';

/** What was one response's in an import: its row, its comments, and how it answered each question. */
export interface ErasedParts {
  sourceRow: number;
  comments: number;
  group: string | undefined;
  /** By the question's wording: why there was no answer, or undefined for an answer. */
  answers: ReadonlyMap<string, MissingKind | undefined>;
  /** Wordings of the open questions that it answered. */
  commented: ReadonlySet<string>;
}

/** A blank comment may not have been asked for; what cannot be told any more is taken as no reply first. */
const blankComment = ({ missing }: QuestionCounts): MissingKind =>
  (missing.no_reply ?? 0) > 0 ? 'no_reply' : 'not_asked';

function countsWithout(counts: QuestionCounts, gone: ErasedParts): QuestionCounts {
  const { text, kind, answered, missing } = counts;
  const reply =
    kind !== 'open'
      ? gone.answers.get(text)
      : gone.commented.has(text)
        ? undefined
        : blankComment(counts);
  if (reply === undefined) return { ...counts, answered: answered - 1 };
  return { ...counts, missing: { ...missing, [reply]: (missing[reply] ?? 0) - 1 } };
}

function oneMoreErased({ excluded }: ImportReport): ImportReport['excluded'] {
  const before = excluded.find(({ reason }) => reason === erasedSince)?.count ?? 0;
  const others = excluded.filter(({ reason }) => reason !== erasedSince);
  return [...others, { reason: erasedSince, count: before + 1 }];
}

/** The report of an import without a response that was erased: its counts, and no problem of its row. */
export function reportWithout(report: ImportReport, gone: ErasedParts): ImportReport {
  const groups = report.groups.map(({ name, count }) => ({
    name,
    count: name === gone.group ? count - 1 : count,
  }));
  const copyOf = new RegExp(`\\brow ${gone.sourceRow}\\.$`);
  const own = report.problems.filter(
    ({ row, kind, message }) =>
      row === gone.sourceRow || (kind === 'same_answers' && copyOf.test(message)),
  );
  const problemCounts = { ...report.problemCounts };
  for (const { kind } of own) problemCounts[kind] = (problemCounts[kind] ?? 1) - 1;
  return {
    ...report,
    responses: report.responses - 1,
    comments: report.comments - gone.comments,
    groups: groups.filter(({ count }) => count > 0),
    excluded: oneMoreErased(report),
    problems: report.problems.filter((problem) => !own.includes(problem)),
    ...(report.problemCounts ? { problemCounts } : {}),
    ...(report.counts ? { counts: report.counts.map((one) => countsWithout(one, gone)) } : {}),
  };
}
