import type { QuoteStatus } from '../../db/schema-reports.js';
import type { NoticeKey } from '../../http/notices.js';
import type { AuditAction } from '../../people/audit-actions.js';
import { may, type Permission, type Viewer } from '../../people/permissions.js';

/** All of a quote that decides which moves are open. */
export interface QuoteFacts {
  status: QuoteStatus;
  /** Why it must not be printed, whoever approves it; null while it may. */
  fault: string | null;
  /** Details that could identify somebody, neither redacted nor kept with a reason. */
  unsettled: number;
  /** Redactions of the extract without a reason. */
  unexplained: number;
  /** Every account that wrote any of its versions; null in it is a shell or a server. */
  writers: readonly (number | null)[];
  /** Whether the last version is what the quote says now. */
  isKnown: boolean;
}

type Needs = (facts: QuoteFacts, viewer: Pick<Viewer, 'accountId'>) => string | null;

const when = (holds: boolean, sentence: string) => (holds ? sentence : null);

/** What a move may need: a sentence that says what is missing, or null. */
const needs = {
  printable: ({ fault }) => fault,
  settled: ({ unsettled }) =>
    when(
      unsettled > 0,
      'Some details could identify somebody. Redact each, or say why it can stay.',
    ),
  explained: ({ unexplained }) =>
    when(unexplained > 0, 'Give a reason for each redaction: edit the quote.'),
  known: ({ isKnown }) =>
    when(!isKnown, 'Nobody is known to have written these words. Edit the quote and save it.'),
  // Whoever wrote an earlier version would approve words of their own, if another then moved a comma.
  another: ({ writers }, { accountId }) =>
    when(
      accountId === null || writers.includes(accountId),
      'You wrote words of this quote, so somebody else has to approve it.',
    ),
} satisfies Record<string, Needs>;

export interface Move {
  from: readonly QuoteStatus[];
  to: QuoteStatus;
  permission: Permission;
  needs: readonly (keyof typeof needs)[];
  /** Whether whoever makes it has to say why. */
  note: 'asked' | 'optional';
  action: AuditAction;
  notice: NoticeKey;
  /** On its button. */
  text: string;
}

/** Every change of status that there is. Changed words make a draft of a quote without any: see recordVersion. */
export const moves = {
  ready: {
    from: ['draft'],
    to: 'ready',
    permission: 'write_reports',
    needs: ['printable', 'settled', 'explained', 'known'],
    note: 'optional',
    action: 'quote_readied',
    notice: 'quote-readied',
    text: 'Ready to be approved',
  },
  approve: {
    from: ['ready'],
    to: 'approved',
    permission: 'approve_quotes',
    needs: ['printable', 'settled', 'explained', 'known', 'another'],
    note: 'optional',
    action: 'quote_approved',
    notice: 'quote-approved',
    text: 'Approve',
  },
  send_back: {
    from: ['ready'],
    to: 'draft',
    permission: 'approve_quotes',
    needs: [],
    note: 'asked',
    action: 'quote_sent_back',
    notice: 'quote-sent-back',
    text: 'Send back',
  },
  take_back: {
    from: ['ready'],
    to: 'draft',
    permission: 'write_reports',
    needs: [],
    note: 'optional',
    action: 'quote_taken_back',
    notice: 'quote-taken-back',
    text: 'Make it a draft again',
  },
  undo_approval: {
    from: ['approved'],
    to: 'ready',
    permission: 'approve_quotes',
    needs: [],
    note: 'asked',
    action: 'quote_approval_undone',
    notice: 'quote-approval-undone',
    text: 'Take back the approval',
  },
  withdraw: {
    from: ['draft', 'ready', 'approved'],
    to: 'withdrawn',
    permission: 'write_reports',
    needs: [],
    note: 'asked',
    action: 'quote_withdrawn',
    notice: 'quote-withdrawn',
    text: 'Withdraw',
  },
  bring_back: {
    from: ['withdrawn'],
    to: 'draft',
    permission: 'write_reports',
    needs: [],
    note: 'optional',
    action: 'quote_brought_back',
    notice: 'quote-brought-back',
    text: 'Bring it back as a draft',
  },
} as const satisfies Record<string, Move>;

export type MoveKey = keyof typeof moves;
export const moveKeys = Object.keys(moves) as MoveKey[];
export const moveOf = (key: MoveKey): Move => moves[key];

export const statusWords: Readonly<Record<QuoteStatus, string>> = {
  draft: 'Draft',
  ready: 'Ready',
  approved: 'Approved',
  withdrawn: 'Withdrawn',
};
export const statuses = Object.keys(statusWords) as QuoteStatus[];

/** What keeps this viewer from a move that is theirs to make, a sentence each; none where it is open. */
export const missingFor = (
  key: MoveKey,
  facts: QuoteFacts,
  viewer: Pick<Viewer, 'accountId'>,
): string[] => moveOf(key).needs.flatMap((need) => needs[need](facts, viewer) ?? []);

/** The moves that the status and the viewer's roles allow, each with what is missing for it. */
export const movesFor = (
  facts: QuoteFacts,
  viewer: Pick<Viewer, 'accountId' | 'permissions'>,
): { key: MoveKey; missing: string[] }[] =>
  moveKeys
    .filter((key) => moveOf(key).from.includes(facts.status) && may(viewer, moveOf(key).permission))
    .map((key) => ({ key, missing: missingFor(key, facts, viewer) }));
