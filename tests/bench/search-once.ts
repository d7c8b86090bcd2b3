import { performance } from 'node:perf_hooks';
import { noChoices, type Choices } from '../../src/comments/comment-filter.js';
import { SearchEngine } from '../../src/comments/engine/search-engine.js';
import { describeComments } from '../../src/comments/comment-queries.js';
import { parseSearch, toSearchQuery } from '../../src/comments/parse-query.js';
import type { Order, PageEdge } from '../../src/comments/page-edge.js';
import { openDatabase } from '../../src/db/open-database.js';
import { wholeSight } from '../../src/people/sight.js';
import { seldomWord } from './search-comments.js';

/** What one kind of search took, in milliseconds. */
export interface SearchFigures {
  name: string;
  first: number;
  p50: number;
  p99: number;
  found: number;
}
export interface SearchMeasured {
  loadSeconds: number;
  megabytes: number;
  lines: SearchFigures[];
}

const [file = ''] = process.argv.slice(2);
const db = openDatabase(file);
const engine = new SearchEngine(db, 60_000);
const began = performance.now();
await engine.takeIn();
const loadSeconds = (performance.now() - began) / 1000;

const common = ['the', 'was', 'and', 'for', 'my', 'it', 'we', 'i', 'they', 'on'];
const ordinary = [
  'respite',
  'restraint',
  'contact',
  'training',
  'bedtime',
  'football',
  'heating',
  'panel',
];
const rare = Array.from({ length: 30 }, (_, at) => seldomWord(200 + at * 300));
const phrases = [
  '"the reviewing officer"',
  '"never rings back"',
  '"it was noisy"',
  '"the care plan"',
];
const either = common
  .slice(0, 5)
  .flatMap((one) => ordinary.slice(0, 3).map((other) => `${one} OR ${other}`));

/** Three filters, another survey and theme each time. */
const filters = (at: number): Choices => ({
  ...noChoices,
  sentiment: ['negative'],
  survey: [String(1 + (at % 6))],
  theme: [`bench-${at % 26}`],
});

interface Kind {
  name: string;
  searches: readonly string[];
  filtered?: boolean;
  order?: Order;
  /** From the middle of the list on. */
  deep?: boolean;
}
const kinds: Kind[] = [
  { name: 'a rare word', searches: rare },
  { name: 'an ordinary word', searches: ordinary },
  { name: 'a very common word', searches: common },
  { name: 'a phrase', searches: phrases },
  { name: 'one word OR another', searches: either },
  { name: 'a rare word, three filters', searches: rare, filtered: true },
  { name: 'an ordinary word, three filters', searches: ordinary, filtered: true },
  { name: 'a very common word, three filters', searches: common, filtered: true },
  { name: 'no word, three filters', searches: [''], filtered: true },
  { name: 'every comment, counts of all facets', searches: [''] },
  { name: 'a deep page of a very common word', searches: common, deep: true },
  { name: 'a deep page at random', searches: common, deep: true, order: 'random' },
];
const runsOfKind = 100;

async function search(typed: string, chosen: Choices, { order, deep = false }: Kind) {
  const parsed = toSearchQuery(parseSearch(typed).parts);
  const filter = { search: parsed, chosen, viewer: wholeSight };
  const selected = await engine.select(filter);
  const edge: PageEdge | undefined = deep
    ? { side: 'after', rank: order === 'random' ? 2 ** 30 : 1e9, id: selected.marks.length >> 1 }
    : undefined;
  const usual = parsed ? 'best' : 'newest';
  const by = { order: order ?? usual, seed: 7, edge, limit: 25 };
  const { page } = await engine.page(filter, selected, by);
  await describeComments(db, page);
  return selected.total;
}

const lines: SearchFigures[] = [];
for (const kind of kinds) {
  const times: number[] = [];
  let found = 0;
  for (let run = 0; run < runsOfKind; run += 1) {
    // Most of what is asked is new: what the engine keeps of the last selections seldom helps.
    const typed = kind.searches[run % kind.searches.length] ?? '';
    const start = performance.now();
    found = await search(typed, kind.filtered ? filters(run) : noChoices, kind);
    times.push(performance.now() - start);
  }
  const [first = 0] = times;
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
  lines.push({ name: kind.name, first, p50: at(0.5), p99: at(0.99), found });
}
const measured: SearchMeasured = {
  loadSeconds,
  megabytes: process.resourceUsage().maxRSS / 1024,
  lines,
};
process.stdout.write(JSON.stringify(measured));
await db.destroy();
