import type { StoredPart } from '../report-parts.js';
import type { QuoteFacts } from './moves.js';

/** Whether somebody approved a quote who wrote none of its words. */
export const isApprovedByAnother = (
  { approvedById }: Pick<StoredPart, 'approvedById'>,
  { writers }: Pick<QuoteFacts, 'writers'>,
): boolean => approvedById !== null && !writers.includes(approvedById);

/** Why the approval of a quote does not hold, in a sentence; null where it does, or there is none. */
export function approvalFault(
  part: Pick<StoredPart, 'extract' | 'approvedExtract' | 'approvedById'>,
  facts: Pick<QuoteFacts, 'status' | 'writers'>,
): string | null {
  if (facts.status !== 'approved') return null;
  if (part.extract !== part.approvedExtract)
    return 'Its words are not those that were approved. Edit it and save it, then have it approved.';
  if (isApprovedByAnother(part, facts)) return null;
  return 'Nobody but its own author has approved this quote. Another person has to.';
}
