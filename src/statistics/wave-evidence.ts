import { z } from 'zod';
import { foldLabel, questionKey } from '../surveys/words.js';
import { askedOf as peopleAsked } from './base-counts.js';
import { baseConditionOf } from './base-rule.js';
import type { OfferedOption, WaveEvidence } from './comparability.js';
import type { AskedQuestion, GroupRates, Rates } from './rates.js';

const optionSchema = z.object({
  label: z.string(),
  wordings: z.array(z.object({ label: z.string(), count: z.number() })).default([]),
  missing: z.string().optional(),
  count: z.number(),
});

/** What is read of the mapping that was confirmed for a file: how it puts its questions. */
export const readingSchema = z.object({
  questions: z.array(
    z.object({
      key: z.string(),
      kind: z.string(),
      options: z.array(optionSchema),
      base: z.object({ questionKey: z.string(), labels: z.array(z.string()) }).nullable(),
      askedOfAll: z.boolean().optional(),
    }),
  ),
});
export type ReadQuestion = z.infer<typeof readingSchema>['questions'][number];

/** What one file of a wave says of a question. */
export interface FileReading {
  /** As the file words it. */
  wording: string;
  /** Null where its mapping does not tell. */
  question: ReadQuestion | null;
}

/** The words by which a file calls an answer: its label, unless only other words for it occur. */
function wordingsOf({ label, wordings, count }: ReadQuestion['options'][number]): string[] {
  const given = wordings.filter((one) => one.count > 0);
  const others = given.reduce((sum, one) => sum + one.count, 0);
  return [
    ...(count > others || given.length === 0 ? [label] : []),
    ...given.map((one) => one.label),
  ];
}

function offered(
  { options }: AskedQuestion,
  rates: Rates,
  readings: readonly ReadQuestion[],
): OfferedOption[] {
  return options.flatMap(({ code, label }) => {
    const count = rates.options.find((one) => one.code === code)?.count ?? 0;
    const listed = readings
      .flatMap((reading) => reading.options)
      .filter((one) => one.missing === undefined && foldLabel(one.label) === foldLabel(label));
    if (count === 0 && listed.length === 0) return [];
    const wordings = listed.length > 0 ? listed.flatMap(wordingsOf) : [label];
    return [{ code, label, count, wordings }];
  });
}

/** "those who said “Yes” to “…”": of whom the files say that a question was asked; null where none does. */
function askedOf(
  readings: readonly ReadQuestion[],
  questions: readonly AskedQuestion[],
): string | null {
  const base = readings.find((reading) => reading.base && !reading.askedOfAll)?.base;
  const parent = base && questions.find(({ text }) => questionKey(text) === base.questionKey);
  if (!base || !parent) return null;
  const said = base.labels.map((label) => `“${label}”`).join(' or ');
  return `those who said ${said} to “${parent.text}”`;
}

/**
 * What a wave shows of how a question was put, from its true counts and from how its files were read.
 * `questions` are those of the wave.
 */
export function evidenceOf(
  wave: { id: number; name: string },
  counted: { question: AskedQuestion; all: Rates; groups: readonly GroupRates[] },
  files: readonly FileReading[],
  questions: readonly AskedQuestion[],
): WaveEvidence {
  const { question, all, groups } = counted;
  const readings = files.flatMap((file) => file.question ?? []);
  const routing = baseConditionOf(question);
  // Of a base that somebody chose, those outside it say nothing of who was asked.
  const strays = routing?.chosen ? 0 : all.strays;
  const kinds = readings.map(({ kind }) => kind);
  return {
    waveId: wave.id,
    wave: wave.name,
    wordings: [...new Set(files.map(({ wording }) => wording))],
    several: (kinds[0] ?? question.kind) === 'multiple',
    responses: Number(peopleAsked(question, all)) + all.missing.not_asked + strays,
    base: all.base,
    options: offered(question, all, readings),
    dontKnow: all.missing.dont_know,
    notAsked: all.missing.not_asked,
    noReply: all.missing.no_reply,
    strays,
    hasRouting: routing?.chosen === false,
    askedOf: askedOf(readings, questions),
    groups: groups.map(({ group }) => group),
  };
}
