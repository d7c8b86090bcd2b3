import type { Db } from '../db/schema.js';
import { ViewfinderError, type FieldFault } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import { may, type Actor } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import type { AskedQuestion } from './asked-question.js';
import { meantBy } from './base-counts.js';
import { ruleOf, type BaseForm } from './base-form.js';
import { baseConditionOf } from './base-rule.js';
import { baseInWords, writtenBase } from './base-words.js';
import { questionsOf } from './conditions.js';
import { baseFormFaults } from './parse-base-form.js';
import { saveBaseRule } from './rate-queries.js';
import { ratesForAll, type Rates } from './rates.js';
import { countAsIf, type WaveQuestions } from './wave-counts.js';
import { publishedRates } from './disclosure/publication.js';
import type { Figure } from './withhold.js';

/** The question as the form would have it. */
export const withBase = (question: AskedQuestion, form: BaseForm): AskedQuestion => ({
  ...question,
  baseRule: ruleOf(form, question),
  baseWords: form.words === '' ? null : form.words,
  dontKnowInBase: form.dontKnowInBase,
});

/** Whether the base of a question is, by way of those it asks of, chosen by the question itself. */
function asksOfItself(question: AskedQuestion, questions: readonly AskedQuestion[]): boolean {
  const seen = new Set<number>();
  const reaches = (one: AskedQuestion | undefined): boolean => {
    const base = one && baseConditionOf(one);
    return (base ? questionsOf(base.condition) : []).some((id) => {
      if (id === question.id) return true;
      if (seen.has(id)) return false;
      seen.add(id);
      return reaches(questions.find((other) => other.id === id));
    });
  };
  return reaches(question);
}

/** What the base would be, in words as the form has them and as the program writes them. */
export async function previewBase(
  db: Db,
  viewer: Sight,
  wave: WaveQuestions,
  changed: AskedQuestion,
): Promise<{ shown: string; written: string; rates: Rates }> {
  const rates = ratesForAll(changed, await countAsIf(db, wave, changed));
  const publishedWave = { id: wave.mark.id, questions: wave.questions };
  const table = { question: changed, by: null, where: null };
  const figures: Rates<Figure> = may(viewer, 'true_counts')
    ? rates
    : (await publishedRates(db, publishedWave, table, { all: rates, parts: [] })).all;
  return {
    shown: baseInWords(changed, wave.questions, figures),
    written: writtenBase(changed, wave.questions, figures),
    rates,
  };
}

async function faultsOf(
  db: Db,
  wave: WaveQuestions,
  question: AskedQuestion,
  form: BaseForm,
): Promise<FieldFault[]> {
  const faults = baseFormFaults(form, question, wave.questions);
  if (form.who !== 'chosen' || faults.some(({ field }) => field !== 'words')) return faults;
  const changed = withBase(question, form);
  const refused = (message: string) => [{ field: 'row-1-question', message }, ...faults];
  if (asksOfItself(changed, wave.questions)) {
    return refused(
      `The base of that question is itself chosen by the answers to “${question.text}”. Choose another question`,
    );
  }
  const rates = ratesForAll(changed, await countAsIf(db, wave, changed));
  if (meantBy(changed, rates) !== 0) return faults;
  return refused('Nobody in this wave meets these conditions. Choose others');
}

const auditOf = ({ baseRule = null, baseWords = null, dontKnowInBase }: AskedQuestion) => ({
  // Its numbers: an answer that few gave may be their own words, and the audit is never erased.
  rule: baseRule === null ? 'as asked' : JSON.stringify(baseRule),
  words: baseWords,
  dontKnowInBase,
});

/**
 * Changes who is in a question's base, in every wave; says nothing to the audit where nothing is changed.
 * @throws ViewfinderError `invalid` with each fault of the form.
 */
export async function changeBase(
  db: Db,
  actor: Actor,
  { wave, question, form }: { wave: WaveQuestions; question: AskedQuestion; form: BaseForm },
): Promise<void> {
  const faults = await faultsOf(db, wave, question, form);
  if (faults.length > 0) {
    throw new ViewfinderError('invalid', 'The base has not been changed.', { faults });
  }
  const changed = withBase(question, form);
  const [before, after] = [auditOf(question), auditOf(changed)];
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  await db.transaction().execute(async (transaction) => {
    await saveBaseRule(transaction, changed);
    await recordAudit(transaction, actor, {
      action: 'base_changed',
      subject: { kind: 'question', id: question.id, name: question.text },
      before,
      after,
    });
  });
}
