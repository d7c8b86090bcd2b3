import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ViewfinderError } from '../errors.js';
import { createTagger } from '../themes/tag-comments.js';

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

/** Reads {text, question?, id?} a line and writes {id, sentiment, probability, themes} a line, in order. */
export async function tagCommand(): Promise<void> {
  const tagger = createTagger();
  const names = new Map(tagger.frame.themes.map((theme) => [theme.key, theme.name]));
  let number = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    number += 1;
    if (line.trim() === '') continue;
    const { text, question, id } = parseLine(line, number);
    const { sentiment, themes } = tagger.tag(text, question ?? '');
    const tagged = {
      id: id ?? number,
      sentiment: sentiment.label,
      probability: sentiment.probability,
      themes: themes.map(({ key, evidence }) => ({
        theme: names.get(key) ?? key,
        key,
        evidence: evidence.map(({ start, end }) => text.slice(start, end)).join(' … '),
      })),
    };
    process.stdout.write(`${JSON.stringify(tagged)}\n`);
  }
}
