/** The vocabulary of questions and answers; DESIGN's table of words as types. */

export const questionKinds = [
  'single',
  'multiple',
  'scale',
  'number',
  'date',
  'open',
  'attribute',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** What an attribute of the respondent stands for. */
export const questionRoles = [
  'respondent_group',
  'provider',
  'region',
  'local_authority',
  'date',
] as const;
export type QuestionRole = (typeof questionRoles)[number];

/** `excluded`: the answer takes its response out of the base. */
export const polarities = ['positive', 'neutral', 'negative', 'excluded'] as const;
export type Polarity = (typeof polarities)[number];

/** Why there is no answer, in the order of their reserved codes, highest first. */
export const missingKinds = [
  'not_asked',
  'no_reply',
  'dont_know',
  'not_applicable',
  'prefer_not',
  'invalid',
] as const;
export type MissingKind = (typeof missingKinds)[number];

/** As screens and files name them. */
export const missingWords: Record<MissingKind, string> = {
  not_asked: 'Not asked',
  no_reply: 'No reply',
  dont_know: "Don't know",
  not_applicable: 'Not applicable',
  prefer_not: 'Prefer not to say',
  invalid: 'Not a valid answer',
};

/** White space of any other kind than a space, as `\s` has it. */
export const isOddSpace = (code: number) =>
  code < 160
    ? code >= 9 && code <= 13
    : code === 0xa0 ||
      (code >= 0x1680 &&
        (code <= 0x205f || code >= 0x3000) &&
        /\s/.test(String.fromCharCode(code)));

/** A loop, because a pattern takes four times as long, and every comment of an import is looked at. */
function isUneven(text: string): boolean {
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 32 ? before === 32 : (code < 14 || code >= 160) && isOddSpace(code)) return true;
    before = code;
  }
  return false;
}

/** Without spaces around, and one space wherever there were several or a line break. */
export function spaceEvenly(text: string): string {
  const trimmed = text.trim();
  return isUneven(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

/** Two answers are the same when they differ in case and spacing alone. */
export const foldLabel = (label: string) => spaceEvenly(label).toLowerCase();

/** The same wording gives the same key: case, accents, punctuation, mark-up and spacing do not count. */
export function questionKey(text: string): string {
  const folded = text
    .replace(/<[^>]*>/g, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return folded === '' ? text.trim() : folded;
}
