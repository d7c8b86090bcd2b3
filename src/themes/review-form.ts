import { z } from 'zod';
import type { FieldFault } from '../errors.js';
import { parseFields, parseText, parseTexts } from '../http/parse.js';
import { sentimentLabels, type SentimentLabel, type Span } from '../text/sentiment-labels.js';
import type { FrameTheme } from './code-frame.js';
import type { CodingToSave } from './save-coding.js';

/** What the form of one comment holds. */
export interface CodingForm {
  seen: string;
  themes: Map<string, boolean>;
  marked: Map<string, Span[]>;
  sentiment?: SentimentLabel;
  /** A theme's name as somebody typed it. */
  add: string;
}

const markedSchema = z.record(
  z.string(),
  z.array(z.object({ start: z.number().int().min(0), end: z.number().int().min(1) })).max(50),
);

function parseMarked(text: string): Map<string, Span[]> {
  try {
    return new Map(Object.entries(markedSchema.parse(JSON.parse(text))));
  } catch {
    return new Map();
  }
}

/** Reads the form, or the JSON of a program: what is offered and not ticked does not apply. */
export function parseCodingForm(body: unknown): CodingForm {
  const fields = parseFields(body);
  const ticked = new Set(parseTexts(fields['theme']));
  const offered = parseTexts(fields['offered']);
  const sentiment = sentimentLabels.find((label) => label === fields['sentiment']);
  return {
    seen: parseText(fields['seen']),
    themes: new Map([...offered, ...ticked].map((key) => [key, ticked.has(key)])),
    marked: parseMarked(parseText(fields['marked'])),
    ...(sentiment ? { sentiment } : {}),
    add: parseText(fields['add']),
  };
}

const folded = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The theme that somebody means: by its whole name, or by a part that no other has. */
export function themeNamed(text: string, themes: readonly FrameTheme[]): FrameTheme | undefined {
  const wanted = folded(text);
  const exact = themes.find(({ key, name }) => folded(name) === wanted || key === text);
  if (exact) return exact;
  const partly = themes.filter(({ name }) => folded(name).includes(wanted));
  return partly.length === 1 ? partly[0] : undefined;
}

/** What is to be saved, or what is wrong with the form; spans that do not lie in the text are left out. */
export function codingToSave(
  commentId: number,
  text: string,
  form: CodingForm,
  frame: readonly FrameTheme[],
): { save: Omit<CodingToSave, 'isReviewed'> } | { faults: FieldFault[] } {
  const themes = new Map(form.themes);
  if (form.add !== '') {
    const added = themeNamed(form.add, frame);
    if (!added) {
      const message = `No one theme is called “${form.add}”. Choose a theme from the list`;
      return { faults: [{ field: 'add', message }] };
    }
    themes.set(added.key, true);
  }
  const marked = new Map(
    [...form.marked].map(([key, spans]) => [
      key,
      spans.filter(({ start, end }) => start < end && end <= text.length),
    ]),
  );
  const { seen, sentiment } = form;
  return { save: { commentId, seen, themes, marked, ...(sentiment ? { sentiment } : {}) } };
}
