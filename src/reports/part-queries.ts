import { notFound, ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import type { QuoteStatus } from '../db/schema-reports.js';
import { inTransaction } from '../db/in-transaction.js';
import { recordAudit } from '../people/audit-queries.js';
import { wholeSight } from '../people/sight.js';
import type { Actor } from '../people/permissions.js';
import { pageOfSource, parseStoredSource, type FigureSource } from './figure-source.js';
import { acceptedNow } from './accepted.js';
import { livePartsOf } from './live-parts.js';
import { redactionsIn } from './redactions.js';
import type { StoredPart } from './report-parts.js';
import { nextRevision, subjectOf, type Report } from './report-queries.js';
import { recordVersion } from './sign-off/version-queries.js';

/** A part with the report that it belongs to. */
export interface PartOfReport {
  report: Report;
  part: StoredPart;
}

export type NewPart =
  | { kind: 'section' | 'text'; body: string }
  | { kind: 'quote'; commentId: number; extract: string }
  | { kind: 'call_out'; measureId: number }
  | { kind: 'chart' | 'table'; source: FigureSource; surveyId: number };

const known: readonly QuoteStatus[] = ['draft', 'ready', 'approved', 'withdrawn'];

/** A report's parts in their order; a quote with a status that there is not is a draft. */
export async function listParts(db: Db, reportId: number): Promise<StoredPart[]> {
  const parts = await db
    .selectFrom('reportPart')
    .selectAll()
    .where('reportId', '=', reportId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return parts.map((part) => ({
    ...part,
    status: known.includes(part.status) ? part.status : 'draft',
  }));
}

/** @throws ViewfinderError `not_found` for a part of another report too. */
export async function findPart(db: Db, reportId: number, partId: number): Promise<StoredPart> {
  const part = (await listParts(db, reportId)).find(({ id }) => id === partId);
  if (!part) throw notFound('part of the report');
  return part;
}

/** The report of a part and its place in that, from 1; undefined for a part that somebody has taken out. */
export async function placeOfPart(db: Db, partId: number) {
  const part = await db
    .selectFrom('reportPart')
    .select('reportId')
    .where('id', '=', partId)
    .executeTakeFirst();
  const parts = part ? await listParts(db, part.reportId) : [];
  return part && { ...part, place: parts.findIndex(({ id }) => id === partId) + 1 };
}

type Recorded = Partial<StoredPart>;

async function recordedMeasure(db: Db, measureId: number): Promise<Record<string, unknown>> {
  const measures = db.selectFrom('measure').select('name').where('id', '=', measureId);
  return { measure: (await measures.executeTakeFirst())?.name ?? null };
}

function recordedQuote({ commentId = null, extract }: Recorded): Record<string, unknown> {
  const quoted = extract ?? '';
  return { comment: commentId, characters: quoted.length, redactions: redactionsIn(quoted) };
}

/** What the audit keeps of a part: of words how many they are, never the words. */
export async function recorded(db: Db, part: Recorded): Promise<Record<string, unknown>> {
  const { kind, measureId, body, source = null } = part;
  if (kind === 'section' || kind === 'text') return { kind, characters: body?.length ?? 0 };
  if (kind === 'chart' || kind === 'table') {
    const shown = parseStoredSource(source);
    return { kind, of: shown ? pageOfSource(shown) : null };
  }
  return typeof measureId === 'number' ? recordedMeasure(db, measureId) : recordedQuote(part);
}

const added = {
  section: 'section_added',
  text: 'text_added',
  quote: 'quote_added',
  call_out: 'call_out_added',
  chart: 'chart_added',
  table: 'table_added',
} as const;

/** The columns of a new part. */
function columnsOf(part: NewPart): Partial<StoredPart> & Pick<StoredPart, 'kind'> {
  if (!('source' in part)) return part;
  const { kind, surveyId, source } = part;
  return {
    kind,
    surveyId,
    source: JSON.stringify(source),
    waveId: 'waveId' in source ? source.waveId : null,
    questionId: 'questionId' in source ? source.questionId : null,
    measureId: source.of === 'measure' ? source.measureId : null,
  };
}

const nothing = { commentId: null, measureId: null, source: null };

/** New parts with what each prints now: whoever adds one accepts that. */
async function withAccepted(db: Db, rows: readonly ReturnType<typeof columnsOf>[]) {
  const live = await livePartsOf(
    db,
    wholeSight,
    rows.map((row) => ({ ...nothing, ...row })),
  );
  const accepted: (string | null)[] = [];
  for (const one of live) accepted.push(await acceptedNow(db, one));
  return rows.map((row, at) => ({ ...row, accepted: accepted[at] ?? null }));
}

/** Writes the order of a report's parts anew: `ids` are all of them. */
export async function writeOrder(db: Db, ids: readonly number[]): Promise<void> {
  for (const [i, id] of ids.entries())
    await db
      .updateTable('reportPart')
      .set({ position: i + 1 })
      .where('id', '=', id)
      .execute();
}

/** The order with new ones after one of them; 0 puts them first, and what is not there any more last. */
export function orderWith(
  ids: readonly number[],
  fresh: readonly number[],
  afterId: number | null,
): number[] {
  const others = ids.filter((id) => !fresh.includes(id));
  const at = afterId === null ? -1 : others.indexOf(afterId);
  if (afterId === 0) return [...fresh, ...others];
  return at === -1 ? [...others, ...fresh] : others.toSpliced(at + 1, 0, ...fresh);
}

/** @throws ViewfinderError `conflict` where somebody has added the same at the same time. */
async function refuseTwice(
  db: Db,
  reportId: number,
  { kind, commentId, extract, measureId }: Partial<StoredPart>,
): Promise<void> {
  const there = (await listParts(db, reportId)).filter((part) => part.kind === kind);
  const isThere =
    kind === 'call_out'
      ? there.some((part) => part.measureId === measureId)
      : kind === 'quote' &&
        there.some((part) => part.commentId === commentId && part.extract === extract);
  if (!isThere) return;
  throw new ViewfinderError(
    'conflict',
    'Nothing was added: somebody has just added the same. Look at the report again.',
    { link: { href: `/reports/${reportId}`, text: 'Open the report' } },
  );
}

/** A report, and the part of it after which new ones go: absent for the end. */
type PlaceForParts = Pick<Report, 'id' | 'title'> & { afterId?: number | null };

/**
 * Adds parts to a report: after one of its parts, or at the end. Returns the id of the first.
 * @throws ViewfinderError `not_found` for a report that somebody has deleted.
 */
export async function addParts(
  db: Db,
  actor: Actor,
  { afterId = null, ...report }: PlaceForParts,
  parts: readonly NewPart[],
): Promise<number> {
  // Before the transaction: figures may have to be counted, and nobody should wait for that.
  const rows = await withAccepted(db, parts.map(columnsOf));
  return inTransaction(db, async (transaction) => {
    const reportId = report.id;
    const revision = await nextRevision(transaction, reportId);
    const createdAt = new Date().toISOString();
    const fresh: number[] = [];
    for (const row of rows) {
      await refuseTwice(transaction, reportId, row);
      const { id } = await transaction
        .insertInto('reportPart')
        .values({ reportId, position: Number.MAX_SAFE_INTEGER, createdAt, revision, ...row })
        .returning('id')
        .executeTakeFirstOrThrow();
      fresh.push(id);
      if (row.kind === 'quote') await recordVersion(transaction, actor, id, row.extract ?? '');
      const after = await recorded(transaction, row);
      const entry = { action: added[row.kind], subject: subjectOf(report), after };
      await recordAudit(transaction, actor, entry);
    }
    const ids = (await listParts(transaction, reportId)).map(({ id }) => id);
    await writeOrder(transaction, orderWith(ids, fresh, afterId));
    return Math.min(...fresh);
  });
}
