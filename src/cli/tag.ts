import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { CommandLine } from './command-line.js';
import { ViewfinderError } from '../errors.js';
import { shippedLearning } from '../themes/learning.js';
import { readFrameFile } from '../themes/read-frame-file.js';
import { createTagger, type Tagger } from '../themes/tag-comments.js';

const lineSchema = z.object({
  text: z.string(),
  question: z.string().nullish(),
  id: z.union([z.string(), z.number()]).nullish(),
});

function parseLine(line: string, number: number) {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    throw new ViewfinderError(
      'invalid',
      `Line ${number} is not a comment: each line must be JSON such as {"text": "…", "question": "…", "id": 1}.`,
    );
  }
}

function tagLine(line: string, number: number, tagger: Tagger, names: Map<string, string>): string {
  const { text, question, id } = parseLine(line, number);
  const { sentiment, themes, risks } = tagger.tag(text, question ?? '');
  const words = (spans: readonly { start: number; end: number }[]) =>
    spans.map(({ start, end }) => text.slice(start, end)).join(' … ');
  return JSON.stringify({
    id: id ?? number,
    sentiment: sentiment.label,
    probability: Math.round(sentiment.probability * 1000) / 1000,
    themes: themes.map(({ key, evidence }) => ({
      theme: names.get(key) ?? key,
      key,
      evidence: words(evidence),
    })),
    ...(risks.length > 0
      ? {
          risks: risks.map(({ kind, why, evidence }) => ({ kind, why, evidence: words(evidence) })),
        }
      : {}),
  });
}

/**
 * Reads {text, question?, id?} a line and writes {id, sentiment, probability, themes} a line, in
 * order, no faster than they are taken. A line without an id is called by its number.
 */
export async function tagCommand({ values: { frame } }: CommandLine): Promise<void> {
  const tagger = createTagger(
    frame === undefined ? undefined : { frame: readFrameFile(frame), learning: shippedLearning() },
  );
  const names = new Map(tagger.frame.themes.map((theme) => [theme.key, theme.name]));
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1;
    // Windows programs begin a file with a byte order mark.
    const content = (number === 1 ? line.replace(/^\uFEFF/, '') : line).trim();
    if (content === '') continue;
    const isTaken = process.stdout.write(`${tagLine(content, number, tagger, names)}\n`);
    if (!isTaken) await once(process.stdout, 'drain');
  }
}
