import { segmentText } from '../comments/mark-text.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { attributionForms } from '../surveys/attribution-queries.js';
import { viewFrom, type AttributionForms } from '../surveys/attribution.js';
import { respondentGroups } from '../surveys/respondent-groups.js';
import { flagWords } from '../comments/flag-words.js';
import { z } from 'zod';
import { parseRisks } from './parse-risks.js';
import { riskAddress, riskFields, type RiskFilter } from './risk-filter.js';
import {
  countRisks,
  findRisk,
  hitsPerPage,
  listRisks,
  riskChoices,
  riskDecisions,
} from './risk-queries.js';
import { riskKinds } from './risk-rules.js';
import { kindWords, outcomeWords } from './risk-words.js';

type StoredHit = Awaited<ReturnType<typeof findRisk>>;

/** What was found, by rule: its kind and reason in words, and the words of the comment. */
function reasonsOf({ evidence }: StoredHit) {
  return parseRisks(evidence).map(({ kind, why, words }) => ({
    kind: kindWords(kind),
    why,
    words,
  }));
}

function describeHit(hit: StoredHit, filter: RiskFilter, forms: AttributionForms) {
  const { id, text, groupKey: group, survey, wave, question, foundAt, flag } = hit;
  const reasons = reasonsOf(hit);
  const spans = parseRisks(hit.evidence).flatMap(({ evidence }) => evidence);
  return {
    id,
    text,
    segments: segmentText(text, spans),
    view: viewFrom(forms, group, survey),
    group,
    survey,
    wave,
    question,
    kinds: z.array(z.string()).parse(JSON.parse(hit.kinds)).map(kindWords),
    reasons,
    foundAt,
    outcome: hit.outcome && outcomeWords(hit.outcome),
    settledBy: hit.settledBy,
    settledAt: hit.settledAt,
    flag: flag === null ? null : flagWords(flag),
    href: riskAddress(filter, `/review/risk/${id}`),
  };
}

const asOptions = (any: string, pairs: readonly (readonly [string, string])[]) => [
  { value: '', text: any },
  ...pairs.map(([value, text]) => ({ value, text })),
];

/** The list of comments that may tell of risk, with its filters. */
export async function showRisks(db: Db, viewer: Sight, filter: RiskFilter) {
  const total = await countRisks(db, viewer, filter);
  const page = Math.min(filter.page, Math.max(1, Math.ceil(total / hitsPerPage)));
  const shown = { ...filter, page };
  const found = await listRisks(db, viewer, shown);
  const forms = await attributionForms(db);
  const { surveys, groups } = await riskChoices(db, viewer);
  const first = (page - 1) * hitsPerPage + 1;
  const at = (to: number) => riskAddress({ ...shown, page: to });
  return {
    total,
    first,
    last: first + found.length - 1,
    hits: found.map((hit) => describeHit(hit, shown, forms)),
    filter: shown,
    isNarrowed: riskFields({ ...shown, page: 1, state: 'waiting' }).length > 0,
    waitingHref: riskAddress({ ...shown, page: 1, state: 'waiting' }),
    settledHref: riskAddress({ ...shown, page: 1, state: 'settled' }),
    previous: page > 1 ? at(page - 1) : null,
    next: first + found.length <= total ? at(page + 1) : null,
    kinds: asOptions('All kinds', Object.entries(riskKinds)),
    surveys: asOptions(
      'All surveys',
      surveys.map(({ id, name }) => [String(id), name]),
    ),
    groups: asOptions(
      'All groups',
      respondentGroups.flatMap(({ key, name }) => (groups.includes(key) ? [[key, name]] : [])),
    ),
  };
}

const decisionSchema = z.object({ outcome: z.string().nullable() });

/** One comment that may tell of risk, why, and what was decided of it. */
export async function showRisk(db: Db, viewer: Sight, commentId: number, filter: RiskFilter) {
  const hit = await findRisk(db, viewer, commentId);
  const decisions = await riskDecisions(db, commentId);
  return {
    ...describeHit(hit, filter, await attributionForms(db)),
    fields: riskFields(filter),
    decisions: decisions.map(({ after, accountName, decidedAt }) => {
      const { outcome } = decisionSchema.parse(JSON.parse(after));
      return {
        words: outcome === null ? 'Opened again' : outcomeWords(outcome),
        by: accountName,
        at: decidedAt,
      };
    }),
  };
}
