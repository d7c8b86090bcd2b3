import { ViewfinderError } from '../errors.js';
import { formatCount, formatNumber } from '../http/formats.js';
import { headFault, verifyAudit, type AuditVerdict } from '../people/verify-audit.js';
import type { CommandLine } from './command-line.js';
import { withDatabase } from './with-database.js';

function verdictLines({ entries, head, fault, notedHead }: AuditVerdict): string[] {
  const counted = formatCount(entries, 'entry', 'entries');
  const lines = fault
    ? [
        `The audit is broken at entry ${fault.id}. ${fault.message}`,
        `${counted} before it as written; the hash of the last of them is ${head}`,
      ]
    : [`The audit is whole: ${counted}.`, `Head: ${head}`];
  if (!notedHead) return lines;
  const found =
    notedHead.id === null
      ? `No entry has the hash ${notedHead.hash}: the audit was rewritten since, or the hash is of another database.`
      : `The hash ${notedHead.hash} is that of entry ${formatNumber(notedHead.id)}: nothing up to there was rewritten since.`;
  return [...lines, found];
}

/** `audit verify [--head HASH] [--json]`; ends with 1 where the audit is not whole. */
export async function auditCommand({ positionals, values }: CommandLine): Promise<void> {
  const head = values.head?.trim().toLowerCase();
  if (positionals.length !== 1 || positionals[0] !== 'verify') {
    throw new ViewfinderError('invalid', 'Say what: audit verify [--head HASH]');
  }
  const fault = head === undefined ? undefined : headFault(head);
  if (fault !== undefined) throw new ViewfinderError('invalid', `${fault}.`);
  const verdict = await withDatabase((db) => verifyAudit(db, head));
  console.log(values.json ? JSON.stringify(verdict, null, 2) : verdictLines(verdict).join('\n'));
  if (!verdict.whole) process.exitCode = 1;
}
