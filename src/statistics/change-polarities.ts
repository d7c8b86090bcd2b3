import type { Db } from '../db/schema.js';
import { rulesOf, type DisclosureRules } from '../disclosure-rules.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { savePolarities, type PolarityChange } from './rate-queries.js';
import type { QuestionRates } from './wave-rates.js';

/** An answer that few gave may be their own words: the audit, which is never erased, has its number alone. */
const answerName = (
  { code, label, count }: QuestionRates['options'][number],
  { leastCell }: DisclosureRules,
) => (typeof count === 'number' && count >= leastCell ? label : `Answer ${code}`);

/** Changes which answers count as negative; says nothing to the audit where nothing is changed. */
export async function changePolarities(
  db: Db,
  actor: Actor,
  question: QuestionRates,
  change: PolarityChange,
): Promise<void> {
  const changed = question.options.flatMap((option) => {
    const polarity = change.polarities.get(option.code) ?? option.polarity;
    return polarity === option.polarity ? [] : [{ option, polarity }];
  });
  const rules = rulesOf(db);
  const sameBase = change.dontKnowInBase === question.dontKnowInBase;
  if (changed.length === 0 && sameBase) return;
  const base = (dontKnowInBase: boolean) => (sameBase ? {} : { dontKnowInBase });
  await db.transaction().execute(async (transaction) => {
    await savePolarities(transaction, question.id, change);
    await recordAudit(transaction, actor, {
      action: 'polarity_changed',
      subject: { kind: 'question', id: question.id, name: question.text },
      before: {
        ...Object.fromEntries(
          changed.map(({ option }) => [answerName(option, rules), option.polarity]),
        ),
        ...base(question.dontKnowInBase),
      },
      after: {
        ...Object.fromEntries(
          changed.map(({ option, polarity }) => [answerName(option, rules), polarity]),
        ),
        ...base(change.dontKnowInBase),
      },
    });
  });
}
