import type { Mapping, PreparedImport, Problem, SurveyTable } from '../import-types.js';
import { questionKey } from '../../surveys/words.js';
import { kindsOfProblems, type ProblemKind } from '../prepare/problem-kinds.js';
import type { UpdatePlan } from './plan-update.js';

/** What an import does to responses that its wave had already, for the checks and the report. */
export interface UpdateSummary {
  /** updated + unchanged = the responses of the file that are known. */
  updated: number;
  unchanged: number;
  imports: { id: number; fileName: string; updated: number; unchanged: number }[];
  /** The questions that are answered otherwise, most often first. */
  questions: { text: string; responses: number }[];
  comments: { rewritten: number; added: number; blank: number };
  /** Earlier imports with the same numbers for other responses. */
  others: { id: number; fileName: string; responses: number }[];
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Undefined where the wave holds no response of the file, and none with the same number. */
export function summariseUpdate({ updates, others }: UpdatePlan): UpdateSummary | undefined {
  if (updates.length + others.length === 0) return undefined;
  const imports = updates.map(({ importId: id, fileName, matches, compared }) => ({
    id,
    fileName,
    updated: compared.changed.size,
    unchanged: matches.length - compared.changed.size,
  }));
  const counts = new Map<string, number>();
  for (const { compared } of updates) {
    for (const [text, count] of compared.questions)
      counts.set(text, (counts.get(text) ?? 0) + count);
  }
  const commentsOf = (kind: 'rewritten' | 'added' | 'blank') =>
    sum(updates.map(({ compared }) => compared.comments[kind].length));
  return {
    updated: sum(imports.map(({ updated }) => updated)),
    unchanged: sum(imports.map(({ unchanged }) => unchanged)),
    imports,
    questions: [...counts]
      .map(([text, responses]) => ({ text, responses }))
      .sort((a, b) => b.responses - a.responses),
    comments: {
      rewritten: commentsOf('rewritten'),
      added: commentsOf('added'),
      blank: commentsOf('blank'),
    },
    others: others.map(({ importId: id, ...other }) => ({ id, ...other })),
  };
}

/** More than anybody reads. */
const mostProblems = 500;

/** What an officer must know of an update, with its place in the file. */
export function updateProblems(
  { updates, repeated }: UpdatePlan,
  { responses }: PreparedImport,
  table: SurveyTable,
  { columns }: Mapping,
): Problem[] {
  const place = { sheet: table.sheet, row: 0, column: '', header: '', value: '' };
  const unlike = new Set(updates.flatMap(({ compared }) => compared.unlike));
  const columnOf = (questionId: number) => {
    const key = keys.get(questionId);
    const column = columns.find(({ question }) => questionKey(question) === key);
    const { letter = '', header = '' } = column ? (table.columns[column.position] ?? {}) : {};
    return { column: letter, header };
  };
  const keys = new Map(updates.flatMap(({ compared }) => [...compared.openKeys]));
  const blank = updates.flatMap(({ compared }) => compared.comments.blank);
  const problem = (kind: ProblemKind): Problem => {
    const { severity, message, action } = kindsOfProblems[kind];
    return { kind, severity, message, action, ...place };
  };
  return [
    ...repeated.map(({ fileName, found, lookedFor }) => ({
      ...problem('repeated_words'),
      message: `${found} of the ${lookedFor} comments that were looked for stand word for word in ${fileName}, which this wave holds already.`,
    })),
    ...[...unlike].map((header) => ({ ...problem('counted_otherwise'), header })),
    ...blank.slice(0, mostProblems).map(({ match, known }) => ({
      ...problem('comment_blank'),
      ...columnOf(known.questionId),
      row: responses[match.at]?.sourceRow ?? 0,
    })),
  ];
}
