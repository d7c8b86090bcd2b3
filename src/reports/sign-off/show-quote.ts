import type { Db } from '../../db/schema.js';
import { may, type Viewer } from '../../people/permissions.js';
import { extractSides } from '../extract-sides.js';
import { kindWords } from '../identify/part-finding.js';
import type { StoredPart } from '../report-parts.js';
import { approvalFault } from './approval.js';
import { deskQuotes, type DeskQuote } from './desk-queries.js';
import { eventsOf, type QuoteEvent } from './event-queries.js';
import { missingFor, moveOf, movesFor } from './moves.js';

/** Whether a quote waits for this viewer to approve it or send it back. */
export const waitsFor = (viewer: Viewer, { facts }: DeskQuote): boolean =>
  facts.status === 'ready' &&
  may(viewer, 'approve_quotes') &&
  viewer.accountId !== null &&
  !facts.writers.includes(viewer.accountId);

/** A quote as the tables and the head of its page show it; without a word of it for who must not read it. */
export function describeQuote(quote: DeskQuote) {
  const { part, extract, place, section, comment, versions, facts, mayRead } = quote;
  const last = versions.at(-1);
  return {
    id: part.id,
    place,
    section,
    revision: part.revision,
    status: part.status,
    extract: mayRead ? extract : '',
    attribution: comment.attribution,
    survey: comment.survey,
    wave: comment.wave,
    question: comment.question,
    commentId: comment.id,
    fault: facts.fault ?? approvalFault(part, facts),
    flagged: comment.flagged,
    waiting: comment.waiting,
    writtenBy: last?.accountName ?? null,
    writtenAt: last?.at ?? null,
    approvedBy: part.approvedBy,
    approvedAt: part.approvedAt,
  };
}

/** What became of a quote with an event, in a word or two; `before` is the status that it had. */
function eventWords(
  { status }: QuoteEvent,
  before: QuoteEvent['status'],
  byAnother: boolean,
): string {
  if (status === before) return 'Left a note';
  if (before === 'ready' && status === 'draft' && byAnother) return 'Sent it back';
  if (before === 'approved' && status === 'ready') return 'Took back the approval';
  if (before === 'withdrawn') return 'Brought it back as a draft';
  return {
    draft: 'Made it a draft again',
    ready: 'Said that it is ready',
    approved: 'Approved it',
    withdrawn: 'Withdrew it',
  }[status];
}

interface Entry {
  at: string;
  by: string;
  what: string;
  note: string | null;
  /** The words that the quote got. */
  words: string | null;
}

/** Everything that happened to a quote, newest first. */
export function historyOf({ versions }: DeskQuote, events: readonly QuoteEvent[]): Entry[] {
  const written = versions.map(({ at, accountName, extract }, i) => ({
    at,
    by: accountName,
    what: i === 0 ? 'Wrote it' : 'Changed its words',
    note: null,
    words: extract,
  }));
  const decided = events.map((event, i) => ({
    at: event.at,
    by: event.accountName,
    what: eventWords(
      event,
      events[i - 1]?.status ?? 'draft',
      versions.every(({ accountName }) => accountName !== event.accountName),
    ),
    note: event.note,
    words: null,
  }));
  // Of one moment, the words came before what followed from them.
  return [...written, ...decided]
    .sort((a, b) => a.at.localeCompare(b.at) || Number(a.words === null) - Number(b.words === null))
    .reverse();
}

/** The moves open to this viewer, and what is missing for those that are not yet. */
function movesShown({ facts }: DeskQuote, viewer: Viewer) {
  return movesFor(facts, viewer).map(({ key, missing }) => {
    const { text, note } = moveOf(key);
    return { key, text, asksNote: note === 'asked', missing };
  });
}

/** One quote of a report for those who sign it off. */
export async function showQuote(db: Db, viewer: Viewer, reportId: number, partId: number) {
  const quotes = await deskQuotes(db, viewer, reportId);
  const at = quotes.findIndex(({ part }) => part.id === partId);
  const quote = quotes[at];
  if (!quote) return undefined;
  const { comment, extract, mayRead } = quote;
  // Those after it first, then round to those before.
  const others = [...quotes.slice(at + 1), ...quotes.slice(0, at)];
  const waiting = others.filter((one) => waitsFor(viewer, one));
  const readable = mayRead
    ? {
        sides: extractSides(comment.text, extract),
        redactions: quote.redactions.map(({ mark, reason }) => ({ mark, reason })),
        findings: quote.findings.map(({ kind, detail, why, settled }) => ({
          ...{ kind: kindWords[kind].name, detail, why, settled },
        })),
        history: historyOf(quote, await eventsOf(db, partId)),
      }
    : { sides: null, redactions: [], findings: [], history: [] };
  return {
    ...describeQuote(quote),
    ...readable,
    moves: movesShown(quote, viewer),
    /** What an approval still misses, whoever gives it; told to its author. */
    missing: missingFor('ready', quote.facts, viewer),
    waitsForYou: waitsFor(viewer, quote),
    next: waiting[0]?.part.id ?? null,
    alsoWaiting: waiting.length,
  };
}

/** How far the sign-off of a quote is, and what was said of it last, for the page on which it is edited. */
export async function signOffLine(db: Db, { id, status }: Pick<StoredPart, 'id' | 'status'>) {
  const said = (await eventsOf(db, id)).filter(({ note }) => note !== null).at(-1);
  return { status, said: said ? { note: said.note, by: said.accountName, at: said.at } : null };
}
