import type { Db } from '../../db/schema.js';
import { missingKindOf } from '../../surveys/answer-codes.js';
import { findRespondentGroup } from '../../surveys/respondent-groups.js';
import { foldLabel } from '../../surveys/words.js';
import { respondentGroupKey } from '../columns/base-parents.js';
import type { PreparedImport, PreparedQuestion } from '../import-types.js';
import { compareAnswers, type Agreement, type ColumnChange } from './compare-answers.js';
import { compareComments, type CommentHere, type ComparedComments } from './compare-comments.js';
import type { Match } from './match-responses.js';
import {
  columnsOf,
  commentsBetween,
  surveyQuestions,
  type KnownQuestion,
} from './update-queries.js';

/** Where the file belongs, and how it is laid out. */
export interface UpdatePlace {
  surveyId: number;
  /** Keys of the questions that have a column for each option. */
  parts: ReadonlySet<string>;
}

/** What a file says otherwise of the responses of one earlier import. */
export interface ComparedImport {
  columns: (ColumnChange & { questionKey: string })[];
  comments: ComparedComments;
  /** Comments of which nothing but the respondent group is another. */
  regrouped: ComparedComments['same'];
  /** Places in the file of the responses that say something else. */
  changed: Set<number>;
  /** By the wording of the question: how many responses answer it otherwise. */
  questions: Map<string, number>;
  /** Questions whose answers are stored in another way, so that they stay as they are. */
  unlike: string[];
  agreement: Agreement;
  /** The keys of the file's open questions, by the ids of those that are known. */
  openKeys: ReadonlyMap<number, string>;
  /** The respondent group of a matched response, as it will stand. */
  groupOf: (match: Match) => string | null;
}

/** Codes as saving the question would give them: those known, and the next ones in order. */
export function codesFor(question: PreparedQuestion, known: KnownQuestion | undefined): number[] {
  const codes = new Map(known?.options.map(({ label, code }) => [foldLabel(label), code]));
  let next = 1 + Math.max(-1, ...codes.values());
  return question.options.map(({ label }) => {
    const code = codes.get(foldLabel(label)) ?? next++;
    codes.set(foldLabel(label), code);
    return code;
  });
}

/** Comments are read so many responses at a time: a wave may hold hundreds of thousands. */
const responsesAtOnce = 5000;

interface Earlier extends UpdatePlace {
  importId: number;
  /** The group that its whole file is of. */
  groupKey: string | null;
  responses: number;
}

/** The respondent groups that an earlier import knows of its responses. */
async function groupsOf(
  db: Db,
  { importId, groupKey }: Earlier,
  question: KnownQuestion | undefined,
) {
  const [column] = question ? await columnsOf(db, importId, question.id) : [];
  const names = new Map(question?.options.map(({ code, label }) => [code, label]));
  return ({ position }: Match): string | null => {
    const cell = column?.cells[position];
    if (!column || cell === undefined || missingKindOf(cell, column.encoding)) return groupKey;
    return findRespondentGroup(names.get(cell) ?? '')?.key ?? groupKey;
  };
}

async function compareAllComments(
  db: Db,
  { importId, responses }: { importId: number; responses: number },
  matches: readonly Match[],
  file: { here: readonly CommentHere[]; asked: ReadonlySet<number> },
): Promise<ComparedComments> {
  const all: ComparedComments = { rewritten: [], added: [], blank: [], same: [] };
  const byPlace = new Map<number, CommentHere[]>();
  for (const comment of file.here) {
    byPlace.set(comment.at, [...(byPlace.get(comment.at) ?? []), comment]);
  }
  for (let from = 0; from < responses; from += responsesAtOnce) {
    const to = from + responsesAtOnce;
    const part = matches.filter(({ position }) => position >= from && position < to);
    if (part.length === 0) continue;
    const stored = await commentsBetween(db, importId, [from, to]);
    const own = part.flatMap(({ at }) => byPlace.get(at) ?? []);
    const compared = compareComments(part, stored, own, file.asked);
    for (const [kind, list] of Object.entries(compared) as [keyof ComparedComments, []][]) {
      for (const one of list) all[kind].push(one);
    }
  }
  return all;
}

/** Counts texts into the agreement: people hardly ever write the same by chance. */
function noteTexts({ both, agreed }: Agreement, { rewritten, same }: ComparedComments): void {
  for (const { match } of [...rewritten, ...same]) both[match.at] = (both[match.at] ?? 0) + 1;
  for (const { match } of same) agreed[match.at] = (agreed[match.at] ?? 0) + 1;
}

/** How many responses of each question change. */
function countByQuestion(
  answers: ReadonlyMap<string, number>,
  { rewritten, added }: ComparedComments,
  texts: ReadonlyMap<string, string>,
): Map<string, number> {
  const counts = new Map(answers);
  for (const { here } of [...rewritten, ...added]) {
    const text = texts.get(here.questionKey) ?? '';
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/**
 * Compares what a file says of known responses with what an earlier import stores of them.
 * Nothing is written.
 */
export async function compareImport(
  db: Db,
  earlier: Earlier,
  prepared: PreparedImport,
  matches: readonly Match[],
): Promise<ComparedImport> {
  const { importId, surveyId, parts } = earlier;
  const known = await surveyQuestions(db, surveyId);
  const { responses } = earlier;
  const size = prepared.responses.length;
  const agreement = { both: new Uint16Array(size), agreed: new Uint16Array(size) };
  const changed = new Set<number>();
  const [answers, unlike] = [new Map<string, number>(), [] as string[]];
  const columns: ComparedImport['columns'] = [];
  for (const question of prepared.questions) {
    const stored = known.get(question.key);
    const there = stored ? await columnsOf(db, importId, stored.id) : [];
    const isGroup = question.role === 'respondent_group';
    const compared = compareAnswers(
      { question, codes: codesFor(question, stored), hasParts: parts.has(question.key) },
      { columns: there, responses },
      // Everybody of a file may be of one group: that says nothing.
      {
        matches,
        agreement: isGroup ? { both: new Uint16Array(), agreed: new Uint16Array() } : agreement,
      },
    );
    columns.push(...compared.columns.map((one) => ({ ...one, questionKey: question.key })));
    if (compared.isUnlike) unlike.push(question.text);
    if (compared.changed.size > 0) answers.set(question.text, compared.changed.size);
    for (const at of compared.changed) changed.add(at);
  }
  const here = prepared.comments.map(({ position, questionKey, text }) => ({
    at: position,
    questionKey,
    questionId: known.get(questionKey)?.id,
    text,
  }));
  const openKeys = new Map(
    prepared.openQuestions.flatMap(({ key }): [number, string][] => {
      const id = known.get(key)?.id;
      return id === undefined ? [] : [[id, key]];
    }),
  );
  const asked = new Set(openKeys.keys());
  const comments = await compareAllComments(db, { importId, responses }, matches, { here, asked });
  noteTexts(agreement, comments);
  for (const { match } of [...comments.rewritten, ...comments.added]) changed.add(match.at);
  const groups = await groupsOf(db, earlier, known.get(respondentGroupKey));
  const tells = prepared.questions.some(({ key }) => key === respondentGroupKey);
  const groupOf = (match: Match) =>
    tells ? (prepared.responses[match.at]?.groupKey ?? null) : groups(match);
  const stay = tells ? [...comments.same, ...comments.blank] : [];
  const texts = new Map(prepared.openQuestions.map(({ key, text }) => [key, text]));
  return {
    columns,
    comments,
    regrouped: stay.filter(({ match, known: one }) => one.groupKey !== groupOf(match)),
    changed,
    questions: countByQuestion(answers, comments, texts),
    unlike,
    agreement,
    openKeys,
    groupOf,
  };
}
