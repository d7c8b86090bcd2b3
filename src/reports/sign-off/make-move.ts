import { z } from 'zod';
import { inTransaction } from '../../db/in-transaction.js';
import type { Db } from '../../db/schema.js';
import { ViewfinderError, type FieldFault } from '../../errors.js';
import { parseFields, parseText } from '../../http/parse.js';
import { recordAudit } from '../../people/audit-queries.js';
import { may, type Viewer } from '../../people/permissions.js';
import { findReport, subjectOf, type Report } from '../report-queries.js';
import { findDeskQuote, type DeskQuote } from './desk-queries.js';
import { addEvent, setStatus } from './event-queries.js';
import { missingFor, moveKeys, moveOf, statusWords, type MoveKey } from './moves.js';

const longestNote = 1000;

/** What a form or a JSON body asks for; `revision` is that of the quote as it was shown. */
export interface AskedMove {
  move: MoveKey | 'note';
  revision: number;
  note: string;
}

const revision = z.coerce.number().int().catch(0);

/** @throws ViewfinderError `invalid` for a move that there is not. */
export function parseMove(body: unknown): AskedMove {
  const fields = parseFields(body);
  const move = (['note', ...moveKeys] as const).find((key) => key === fields['move']);
  if (!move) {
    throw new ViewfinderError('invalid', `Say what to do: note, ${moveKeys.join(', ')}.`);
  }
  return { move, revision: revision.parse(fields['revision']), note: parseText(fields['note']) };
}

/** Why nothing was done: 409 for how the quote stands, 422 for what was typed. */
export interface MoveRefusal {
  status: 409 | 422;
  faults: FieldFault[];
}

const refuse = (
  status: MoveRefusal['status'],
  field: string,
  messages: readonly string[],
): MoveRefusal => ({ status, faults: messages.map((message) => ({ field, message })) });

const forbidden = () =>
  new ViewfinderError('forbidden', 'Your account does not let you do that to a quote.');

function noteFaults({ note }: AskedMove, isAsked: boolean): string[] {
  if (note === '' && isAsked) return ['Say why in a note'];
  return note.length > longestNote ? [`Shorten the note to ${longestNote} characters`] : [];
}

function check(quote: DeskQuote, asked: AskedMove, viewer: Viewer): MoveRefusal | null {
  const { facts, part } = quote;
  if (asked.move === 'note') {
    const allowed = may(viewer, 'write_reports') || may(viewer, 'approve_quotes');
    if (!allowed) throw forbidden();
    const faults = noteFaults(asked, true);
    return faults.length > 0 ? refuse(422, 'note', faults) : null;
  }
  const move = moveOf(asked.move);
  if (!may(viewer, move.permission)) throw forbidden();
  if (asked.revision !== part.revision || !move.from.includes(facts.status)) {
    const now = statusWords[facts.status].toLowerCase();
    return refuse(409, 'quote', [
      `The quote has changed since you opened the page, so nothing was done. Here it is as it stands now (${now}): look at it again`,
    ]);
  }
  const missing = missingFor(asked.move, facts, viewer);
  if (missing.length > 0) return refuse(409, 'quote', missing);
  const faults = noteFaults(asked, move.note === 'asked');
  return faults.length > 0 ? refuse(422, 'note', faults) : null;
}

/** Of a note the audit keeps that there was one: it may say what the quote hides. */
const recorded = ({ comment, extract }: DeskQuote, asked: AskedMove) => ({
  comment: comment.id,
  characters: extract.length,
  note: asked.note !== '',
});

async function carryOut(
  db: Db,
  viewer: Viewer,
  { report, quote }: { report: Report; quote: DeskQuote },
  asked: AskedMove,
) {
  const subject = subjectOf(report);
  const { status } = quote.part;
  const to = asked.move === 'note' ? status : moveOf(asked.move).to;
  if (asked.move !== 'note') await setStatus(db, viewer, quote.part, to);
  await addEvent(db, viewer, quote.part.id, { status: to, note: asked.note || null });
  await recordAudit(db, viewer, {
    action: asked.move === 'note' ? 'quote_noted' : moveOf(asked.move).action,
    subject,
    before: { status },
    after: { status: to, ...recorded(quote, asked) },
  });
}

/**
 * Makes a move of a quote's sign-off, or leaves a note, where everything that it needs is there at this
 * moment; null where that is done. @throws ViewfinderError `not_found`; `forbidden` where the viewer's roles do not allow it.
 */
export const makeMove = (
  db: Db,
  viewer: Viewer,
  { reportId, partId }: { reportId: number; partId: number },
  asked: AskedMove,
): Promise<MoveRefusal | null> =>
  inTransaction(db, async (transaction) => {
    const report = await findReport(transaction, viewer, reportId);
    const quote = await findDeskQuote(transaction, viewer, report.id, partId);
    const refused = check(quote, asked, viewer);
    if (refused) return refused;
    await carryOut(transaction, viewer, { report, quote }, asked);
    return null;
  });
