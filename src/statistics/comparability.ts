/** An answer that a wave offered: one that was given, or that its file lists without anybody giving it. */
export interface OfferedOption {
  code: number;
  label: string;
  count: number;
  /** As the wave's files word it. */
  wordings: string[];
}

/** What one wave's files show of how a question was put. Counts are true counts: never shown. */
export interface WaveEvidence {
  waveId: number;
  wave: string;
  /** As its files word the question. */
  wordings: string[];
  several: boolean;
  responses: number;
  base: number;
  options: OfferedOption[];
  dontKnow: number;
  notAsked: number;
  noReply: number;
  /** Those who answered though they are outside the routing that the survey knows of; in no other count. */
  strays: number;
  /** Whether the figures are of those whom a known routing leads to the question, whoever was asked. */
  hasRouting: boolean;
  /** "those who said “Yes” to “…”", where the wave's files say of whom it was asked. */
  askedOf: string | null;
  /** Plurals of the respondent groups that answered. */
  groups: string[];
}

export type FindingKind =
  'wording' | 'options' | 'kind' | 'routing' | 'dont_know' | 'groups' | 'small';

/** Something that differs between two waves of a question. */
export interface Finding {
  kind: FindingKind;
  /** Whether a person has to say that the waves can be compared all the same; otherwise it is only noted. */
  toSettle: boolean;
  sentence: string;
  /** Both wordings, where it is the wording that changed. */
  wordings: { wave: string; text: string }[];
}

/** What a person has said of two waves. */
export interface Decision {
  comparable: boolean;
  note: string;
  accountName: string;
  decidedAt: string;
  /** The sentences of what the program had found by then. */
  findings: string[];
}

/** Whether a wave can be compared with an earlier one, as things stand. */
export interface Standing {
  comparable: 'yes' | 'no' | 'unsettled';
  findings: Finding[];
  decision: Decision | null;
  /** Sentences to print beside the change. */
  notes: string[];
}

const sentencesOf = (findings: readonly Finding[]) => findings.map(({ sentence }) => sentence);

/**
 * Whether two waves can be compared: as a person has said, else as the program finds. What it finds
 * only after somebody said that they can be compared has to be settled anew.
 */
export function standingOf(findings: Finding[], decision: Decision | null): Standing {
  const toSettle = findings.filter((finding) => finding.toSettle);
  const other = findings.filter((finding) => !finding.toSettle);
  const isNew = toSettle.some(({ sentence }) => !decision?.findings.includes(sentence));
  if (decision && !decision.comparable) {
    return { comparable: 'no', findings, decision, notes: [decision.note] };
  }
  if (isNew) {
    return { comparable: 'unsettled', findings, decision, notes: sentencesOf(findings) };
  }
  const note = decision ? [decision.note] : [];
  return { comparable: 'yes', findings, decision, notes: [...note, ...sentencesOf(other)] };
}
