import { createTagger } from '../../src/themes/tag-comments.js';
import type { Dice } from './large-export.js';

/** What one process finds about coding, for its parent. */
export interface CodingFigures {
  /** Milliseconds from the start of the process to the first comment that is coded. */
  started: number;
  comments: number;
  words: number;
  /** Comments a CPU second. */
  whole: number;
  baselines: { name: string; rate: number }[];
  /** Most memory that the process has had, in MB, before others were loaded. */
  peakMegabytes: number;
}

const comments = Number(process.argv[2] ?? 20_000);
const question = 'What could be better?';
const tagger = createTagger();
tagger.tag('We waited a year for an answer', question);
const started = Math.round(performance.now());

// What the measurement needs and Viewfinder does not is no part of how soon it starts.
const { sentences } = await import('./comment-phrases.js');
const { dice } = await import('./large-export.js');

/** Two of these are about 30 words. */
const sentence = (roll: Dice) => {
  const parts = sentences[roll(sentences.length)] ?? [];
  return parts.map((phrases) => phrases[roll(phrases.length)] ?? '').join(' ');
};
const commentText = (roll: Dice) => `${sentence(roll)}. ${sentence(roll)}`;

const roll = dice(20130501);
const texts = Array.from({ length: comments }, () => commentText(roll));
const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0);

/** How many of some texts are read in a second of CPU time, warmed up. */
function rateOf(read: (text: string) => unknown, some: readonly string[]): number {
  for (const text of some.slice(0, 500)) read(text);
  const before = process.cpuUsage();
  for (const text of some) read(text);
  const { user, system } = process.cpuUsage(before);
  return (some.length * 1e6) / (user + system);
}

const whole = rateOf((text) => tagger.tag(text, question), texts);
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
// After the peak of memory.
const { createBaselines } = await import('../../src/themes/baseline-sentiment.js');
const baselines = (await createBaselines()).baselines.map(({ name, read }) => ({
  name,
  rate: rateOf(read, texts.slice(0, 3000)),
}));
const figures: CodingFigures = { started, comments, words, whole, baselines, peakMegabytes };
console.log(JSON.stringify(figures));
