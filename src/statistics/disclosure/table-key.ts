import { z } from 'zod';
import type { AskedQuestion } from '../asked-question.js';
import { conditionSchema } from '../conditions.js';
import { baseRuleSchema } from '../base-rule.js';
import type { PublishedTable } from './published-table.js';
import type { DisclosureRules } from './rules.js';

/** What makes a table the same: whom it counts how; the wordings are the survey's. */
const specSchema = z.object({
  rules: z.object({ leastCell: z.number(), leastBase: z.number() }),
  questionId: z.number(),
  byId: z.number().nullable(),
  where: conditionSchema.nullable(),
  counted: z.array(z.number()).nullable(),
  baseRule: baseRuleSchema.nullable(),
  dontKnowInBase: z.boolean(),
  excluded: z.array(z.number()),
  negative: z.array(z.number()),
});

const codesOf = ({ options }: AskedQuestion, polarity: string) =>
  options.filter((option) => option.polarity === polarity).map(({ code }) => code);

/** A table as text: the same table under the same rules has the same. */
export function keyOfTable(
  { question, by, where, counted }: PublishedTable,
  { leastCell, leastBase }: DisclosureRules,
): string {
  const spec: z.infer<typeof specSchema> = {
    rules: { leastCell, leastBase },
    questionId: question.id,
    byId: by?.id ?? null,
    where,
    counted,
    baseRule: question.baseRule ?? null,
    dontKnowInBase: question.dontKnowInBase,
    excluded: codesOf(question, 'excluded'),
    negative: codesOf(question, 'negative'),
  };
  return JSON.stringify(spec);
}

/** The table that a key stands for; undefined where it is of other rules, or its questions are gone. */
export function tableOfKey(
  key: string,
  questions: readonly AskedQuestion[],
  rules: DisclosureRules,
): PublishedTable | undefined {
  const spec = specSchema.parse(JSON.parse(key));
  const find = (id: number) => questions.find((question) => question.id === id);
  const own = find(spec.questionId);
  const by = spec.byId === null ? null : find(spec.byId);
  const isSame =
    spec.rules.leastCell === rules.leastCell && spec.rules.leastBase === rules.leastBase;
  if (!own || by === undefined || !isSame) return undefined;
  const polarityOf = (code: number) => {
    if (spec.excluded.includes(code)) return 'excluded';
    return spec.negative.includes(code) ? 'negative' : 'neutral';
  };
  const options = own.options.map(
    (option) => ({ ...option, polarity: polarityOf(option.code) }) as const,
  );
  const { baseRule, dontKnowInBase, where, counted } = spec;
  return { question: { ...own, baseRule, dontKnowInBase, options }, by, where, counted };
}
