import type { Detail, FindingKind, WriterContext } from './finding.js';
import type { Lookup } from './lookup.js';
import { readWords, type TextWord } from './read-words.js';

/** A text with its words and the tables, as every search for details takes it. */
export interface DetailReading {
  text: string;
  /** In lower case, with straight apostrophes; as long as the text. */
  lower: string;
  words: readonly TextWord[];
  lookup: Lookup;
  context: WriterContext;
}

export const readForDetails = (
  text: string,
  lookup: Lookup,
  context: WriterContext,
): DetailReading => {
  const lower = text.toLowerCase().replace(/’/gu, "'");
  // A few letters, such as "İ", are longer in lower case: positions would not hold.
  return {
    text,
    lower: lower.length === text.length ? lower : text,
    words: readWords(text),
    lookup,
    context,
  };
};

/** From one word to another, both included. */
export const spanOf = (
  words: readonly TextWord[],
  from: number,
  to: number,
  kind: FindingKind,
): Detail => ({ kind, start: words[from]?.start ?? 0, end: words[to]?.end ?? 0 });

/** The form of the word so many places away; '' beyond the text, and beyond the sentence before. */
export function near({ words }: DetailReading, at: number, by: number): string {
  if (by < 0) {
    for (let one = at; one > at + by; one -= 1) if (words[one]?.first) return '';
  } else {
    for (let one = at + 1; one <= at + by; one += 1) if (words[one]?.first) return '';
  }
  return words[at + by]?.form ?? '';
}

/** Whether one of the words before, up to so many, is one of these. */
export const nearBefore = (
  reading: DetailReading,
  at: number,
  { within, isOne }: { within: number; isOne: (form: string) => boolean },
): boolean =>
  Array.from({ length: within }, (_, i) => near(reading, at, -1 - i)).some(
    (form) => form !== '' && isOne(form),
  );

/** What a pattern finds in the lower-case text: its group `detail` where it has one, else all of it. Its flags have d. */
export const matchesOf = ({ lower }: DetailReading, pattern: RegExp, kind: FindingKind): Detail[] =>
  [...lower.matchAll(pattern)].map((match) => {
    const [from, to] = match.indices?.groups?.['detail'] ?? [
      match.index,
      match.index + match[0].length,
    ];
    return { kind, start: from, end: to };
  });
