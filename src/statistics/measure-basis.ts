import { z } from 'zod';
import { polarities } from '../surveys/words.js';
import { definitionSchema } from './measure-definition.js';

/** A published import as a figure was counted with it. */
const importBasisSchema = z.object({
  id: z.number(),
  fileName: z.string(),
  publishedAt: z.string().nullable(),
  responses: z.number(),
  /** How many responses of earlier files it changed. */
  corrected: z.number(),
});

/** All that a measure's figures follow from: where it is the same, so are they. */
export const basisSchema = z.object({
  definition: definitionSchema,
  waves: z.array(
    z.object({
      id: z.number(),
      revision: z.number(),
      /** Its responses have been removed, and its figures kept. */
      purged: z.boolean(),
      imports: z.array(importBasisSchema),
    }),
  ),
  question: z.object({
    polarities: z.array(z.tuple([z.number(), z.enum(polarities)])),
    /** The rule chosen for its base, as JSON; null where there is none. */
    baseRule: z.string().nullable(),
    /** Of whom it was asked: the other question and its answers, as JSON. */
    routing: z.string(),
  }),
});
export type Basis = z.infer<typeof basisSchema>;
type ImportBasis = z.infer<typeof importBasisSchema>;

/** The parts of a definition that a change of it can be told by. */
const definitionParts = ['counted', 'groups', 'condition', 'waves', 'dont_know', 'scores'] as const;

/** Why a figure is another than before; never the wording of an answer, which may be one person's own. */
export const reasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('first') }),
  z.object({ kind: z.literal('definition'), parts: z.array(z.enum(definitionParts)) }),
  z.object({
    kind: z.literal('imported'),
    importId: z.number(),
    fileName: z.string(),
    at: z.string().nullable(),
    corrected: z.number(),
  }),
  z.object({ kind: z.literal('undone'), importId: z.number(), fileName: z.string() }),
  z.object({ kind: z.literal('erased'), responses: z.number() }),
  z.object({
    kind: z.literal('polarity'),
    code: z.number(),
    before: z.enum(polarities).nullable(),
    after: z.enum(polarities).nullable(),
  }),
  z.object({ kind: z.literal('base_rule') }),
  z.object({ kind: z.literal('routing') }),
  z.object({ kind: z.literal('answers') }),
]);
export type Reason = z.infer<typeof reasonSchema>;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function changedParts({ definition: a }: Basis, { definition: b }: Basis) {
  const parts = {
    counted: same([a.counted, a.optionCodes], [b.counted, b.optionCodes]),
    groups: same([a.groupKeys, a.groupsApart], [b.groupKeys, b.groupsApart]),
    condition: same(a.condition, b.condition),
    waves: same(a.otherWaveIds, b.otherWaveIds),
    dont_know: a.dontKnowInBase === b.dontKnowInBase,
    scores: same(a.scores, b.scores),
  };
  return definitionParts.filter((part) => !parts[part]);
}

const importsOf = ({ waves }: Basis) =>
  new Map(waves.flatMap(({ imports }) => imports.map((one) => [one.id, one])));

function importReasons(before: Basis, after: Basis): Reason[] {
  const [then, now] = [importsOf(before), importsOf(after)];
  // Of a wave that the measure did not count before, its files are no news.
  const known = new Set(before.waves.map(({ id }) => id));
  const added = after.waves
    .filter(({ id }) => known.has(id))
    .flatMap(({ imports }) => imports)
    .filter(({ id }) => !then.has(id));
  const kept = new Set(after.waves.flatMap(({ id, purged }) => (purged ? [] : [id])));
  const gone = before.waves
    .filter(({ id }) => kept.has(id))
    .flatMap(({ imports }) => imports)
    .filter(({ id }) => !now.has(id));
  const fewer = (one: ImportBasis) =>
    Math.max(0, one.responses - (now.get(one.id)?.responses ?? one.responses));
  const erased = [...then.values()].reduce((sum, one) => sum + fewer(one), 0);
  return [
    ...added.map(({ id, fileName, publishedAt, corrected }) => {
      const told = { importId: id, fileName, at: publishedAt, corrected };
      return { kind: 'imported' as const, ...told };
    }),
    ...gone.map(({ id, fileName }) => ({ kind: 'undone' as const, importId: id, fileName })),
    ...(erased > 0 ? [{ kind: 'erased' as const, responses: erased }] : []),
  ];
}

function polarityReasons({ question: a }: Basis, { question: b }: Basis): Reason[] {
  const [then, now] = [new Map(a.polarities), new Map(b.polarities)];
  return [...then].flatMap(([code, before]): Reason[] => {
    const after = now.get(code) ?? null;
    // An answer that is gone went with the responses that gave it.
    return after === null || after === before ? [] : [{ kind: 'polarity', code, before, after }];
  });
}

/** Why figures of the one basis are not those of the other: every change between them. */
export function reasonsBetween(before: Basis, after: Basis): Reason[] {
  const parts = changedParts(before, after);
  const reasons: Reason[] = [
    ...(parts.length > 0 ? [{ kind: 'definition' as const, parts }] : []),
    ...importReasons(before, after),
    ...polarityReasons(before, after),
    ...(before.question.baseRule === after.question.baseRule
      ? []
      : [{ kind: 'base_rule' as const }]),
    ...(before.question.routing === after.question.routing ? [] : [{ kind: 'routing' as const }]),
  ];
  return reasons.length > 0 ? reasons : [{ kind: 'answers' }];
}
