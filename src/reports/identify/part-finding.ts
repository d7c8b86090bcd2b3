import type { Finding, FindingKind } from '../../text/identify/finding.js';

/** A detail of the words, an answer that few people of the wave gave, or the writer's own wish. */
export type PartFindingKind = FindingKind | 'small_setting' | 'in_confidence';

/** A detail of a quote that could tell who somebody is. */
export interface PartFinding {
  kind: PartFindingKind;
  /** Where it stands first in the extract; null for what the words do not say. */
  start: number | null;
  detail: string;
  why: string;
  /** What one click puts in its place, everywhere in the extract; null where nothing can be. */
  redaction: string | null;
  /** Why a person has decided to leave it; null while nobody has. */
  settled: { reason: string; by: string; at: string } | null;
}

export type FoundDetail = Omit<PartFinding, 'settled'>;

/** Each kind as a page names it, and why it is redacted, as the quote keeps it. */
export const kindWords: Readonly<Record<PartFindingKind, { name: string; reason: string }>> = {
  name: { name: 'A name', reason: 'Names a person' },
  place: { name: 'A place', reason: 'Names a place or a school' },
  school: { name: 'A school', reason: 'Names a place or a school' },
  setting: { name: 'A home or setting', reason: 'Names the home, the team or the agency' },
  date: { name: 'A date', reason: 'An age or a date that could identify somebody' },
  age: { name: 'An age', reason: 'An age or a date that could identify somebody' },
  background: {
    name: 'Ethnicity, nationality, religion, language or sexual orientation',
    reason: 'Health, ethnicity or religion that could identify somebody',
  },
  condition: {
    name: 'A health condition',
    reason: 'Health, ethnicity or religion that could identify somebody',
  },
  relation: { name: 'A relation', reason: 'A family matter that could identify somebody' },
  job: { name: 'Somebody’s work', reason: 'A job that could identify somebody' },
  contact: { name: 'A way to reach somebody', reason: 'A way to reach somebody' },
  case_number: { name: 'A number of a file', reason: 'A number that leads to a file' },
  court: { name: 'A court', reason: 'Names a place or a school' },
  combination: {
    name: 'Details together',
    reason: 'Details that together could identify somebody',
  },
  small_setting: { name: 'Few responses', reason: 'Few people in the setting could have said it' },
  in_confidence: {
    name: 'Not to be passed on',
    reason: 'The writer asks that it is not passed on',
  },
};

/** Findings of the words with those that say the same once: whoever settles one has settled all. */
export function foundOnce(findings: readonly Finding[]): FoundDetail[] {
  const found = new Map<string, FoundDetail>();
  for (const { end, ...finding } of findings) {
    const key = `${finding.kind} ${finding.detail}`;
    if (!found.has(key)) found.set(key, finding);
  }
  return [...found.values()];
}
