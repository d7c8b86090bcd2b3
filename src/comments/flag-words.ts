/** Why a comment is flagged. A closed list: a free reason would soon repeat what a child wrote. */
export const flagReasons = {
  harm: 'Somebody may be hurt, or in danger now',
  abuse: 'It tells of abuse or neglect',
  self_harm: 'It tells of self-harm or suicide',
  missing: 'It tells of going missing or being exploited',
  allegation: 'It makes an allegation against staff or a carer',
  other: 'Another worry about somebody’s safety',
} as const;
export type FlagReason = keyof typeof flagReasons;

/** As screens name a stored reason. */
export const flagWords = (reason: string): string =>
  Object.entries(flagReasons).find(([key]) => key === reason)?.[1] ?? flagReasons.other;

/** How a flag was settled. */
export const flagOutcomes = {
  passed_on: 'Passed on to those who must act on it',
  known: 'Known already, and being acted on',
  no_risk: 'Looked into: nobody is at risk',
  mistake: 'Flagged by mistake',
} as const;
export type FlagOutcome = keyof typeof flagOutcomes;
