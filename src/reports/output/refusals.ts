import type { QuoteStatus } from '../../db/schema-reports.js';

/** A part of a report with all that decides whether it may be printed. */
export type CheckedPart = { partId: number; place: number } & (
  | {
      kind: 'quote';
      /** Blank for those who must not read a flagged comment. */
      words: string;
      /** Why its words must not be printed, whoever approved them: altered, flagged or waiting; null while they may. */
      fault: string | null;
      flagged: boolean;
      waiting: boolean;
      /** Details that could identify somebody, neither redacted nor kept with a reason. */
      unsettled: number;
      /** Redactions without a reason. */
      unexplained: number;
      status: QuoteStatus;
      /** Whether what was approved is what is printed, word for word. */
      isAsApproved: boolean;
      /** Whether whoever approved it wrote none of its words. */
      byAnother: boolean;
      /** "…: it was …, it is …"; null where it is as accepted. */
      stale: string | null;
    }
  | { kind: 'figure'; words: string; isInternal: boolean; stale: string | null }
  | { kind: 'gap'; words: string }
);

/** Why a report does not leave as it stands: one part of it. */
export interface Refusal {
  partId: number;
  /** Its place in the report, from 1. */
  place: number;
  reason: ReasonKey;
  /** A sentence. */
  why: string;
  /** The words of the quote, or of the figure; blank where there are none to show. */
  words: string;
}

interface Reason {
  /** Whether a draft for reading may leave all the same. */
  inDraft: boolean;
  why: (part: CheckedPart) => string | null;
}

type CheckedQuote = Extract<CheckedPart, { kind: 'quote' }>;

const ofQuote =
  (why: (quote: CheckedQuote) => string | null): Reason['why'] =>
  (part) =>
    part.kind === 'quote' ? why(part) : null;

const when = (holds: boolean, sentence: string) => (holds ? sentence : null);

const statusFaults: Readonly<Record<QuoteStatus, string | null>> = {
  draft: 'This quote is a draft: it has to be put forward, and approved by another person.',
  ready: 'Nobody has approved this quote yet.',
  approved: null,
  withdrawn: null,
};

/** Every reason why a part is not printed, the gravest first; of each part the first one is told. */
const reasons = {
  erased: {
    inDraft: false,
    why: (part) => when(part.kind === 'gap', 'Something is missing here. Take the gap out.'),
  },
  flagged: {
    inDraft: false,
    why: ofQuote(({ flagged, fault }) => (flagged ? fault : null)),
  },
  risk_waiting: {
    inDraft: false,
    why: ofQuote(({ waiting, fault }) => (waiting ? fault : null)),
  },
  altered: { inDraft: false, why: ofQuote(({ fault }) => fault) },
  identifying: {
    inDraft: false,
    why: ofQuote(({ unsettled }) =>
      when(
        unsettled > 0,
        'Some details could identify somebody. Redact each, or say why it can stay.',
      ),
    ),
  },
  true_counts: {
    inDraft: false,
    why: (part) =>
      when(
        part.kind === 'figure' && part.isInternal,
        'This chart shows true counts, which are not for publication. Put the published one in its place.',
      ),
  },
  unexplained: {
    inDraft: true,
    why: ofQuote(({ unexplained }) =>
      when(unexplained > 0, 'Give a reason for each redaction: edit the quote.'),
    ),
  },
  not_approved: { inDraft: true, why: ofQuote(({ status }) => statusFaults[status]) },
  changed_since: {
    inDraft: true,
    why: ofQuote(({ isAsApproved }) =>
      when(
        !isAsApproved,
        'Its words are not those that were approved. Edit it and save it, then have it approved.',
      ),
    ),
  },
  own_approval: {
    inDraft: true,
    why: ofQuote(({ byAnother }) =>
      when(!byAnother, 'Whoever approved this quote wrote words of it. Another person has to.'),
    ),
  },
  stale: {
    inDraft: true,
    why: (part) => (part.kind === 'gap' ? null : part.stale),
  },
} as const satisfies Record<string, Reason>;
export type ReasonKey = keyof typeof reasons;

const keys = Object.keys(reasons) as ReasonKey[];

/**
 * The parts of a report that must not be printed, each with the gravest reason; a draft for reading
 * may leave where nothing is missing but approval or a look at what has changed.
 */
export const refusalsOf = (parts: readonly CheckedPart[], isDraft: boolean): Refusal[] =>
  parts.flatMap((part) => {
    const { partId, place, words } = part;
    if (part.kind === 'quote' && part.status === 'withdrawn') return [];
    for (const reason of keys) {
      const { inDraft, why }: Reason = reasons[reason];
      const sentence = isDraft && inDraft ? null : why(part);
      if (sentence !== null) return [{ partId, place, reason, why: sentence, words }];
    }
    return [];
  });
