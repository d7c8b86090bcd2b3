import { setImmediate as otherWork } from 'node:timers/promises';
import { flaggedAmong } from '../comments/flagged-view-queries.js';
import { segmentText, type Segment } from '../comments/mark-text.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { readText } from '../text/read-text.js';
import { rememberLast } from '../text/remember-last.js';
import type { Span } from '../text/sentiment-labels.js';
import { parseContent, type FrameContent, type RuleText } from './code-frame.js';
import { compileFrame, wordsOf } from './compile-frame.js';
import { withRule } from './edit-frame.js';
import { tooBroad } from './rule-breadth.js';
import { createMatcher } from './theme-matcher.js';
import { readComments, type TrialComment } from './trial-queries.js';
import { sampleFor } from './trial-sample.js';

/** A rule to try: in the place of the theme's rule number `at` (from 0), or beside all of them. */
export interface RuleToTry {
  key: string;
  at: number;
  rule: RuleText;
}

export interface RuleHit {
  id: number;
  question: string;
  segments: Segment[];
  /** Whether no other rule of the theme finds the comment. */
  isNew: boolean;
}

/** What a rule finds. */
export interface RuleTrial {
  /** Comments that were read, of `total` that the viewer may see. */
  read: number;
  total: number;
  /** Whether the time was up before all that was to be read was. */
  stoppedEarly: boolean;
  hits: number;
  /** Hits that no other rule of the theme finds. */
  added: number;
  /** Some of the hits, new ones first; none of a comment that is flagged. */
  shown: RuleHit[];
  broad: string | undefined;
}

const readAtOnce = 200;
const longestMilliseconds = 10_000;
const mostShown = 10;
/** Kept of each kind while reading, as flagged ones among them are not shown. */
const mostKept = 40;

/** What a rule finds in a comment. */
type Try = (comment: TrialComment) => { evidence: Span[]; isNew: boolean } | undefined;

/** The rest of a frame stays as it is while somebody writes a rule, and takes longer to make than to use. */
const matcherOf = rememberLast(4, (frame: string) =>
  createMatcher(compileFrame(parseContent(JSON.parse(frame)))),
);

/**
 * Only where the rule finds something is the whole frame asked, without the rule: whether the theme is
 * found all the same, and, for a rule that counts alone, whether anything is.
 */
function createTry(content: FrameContent, { key, at, rule }: RuleToTry): Try {
  const withRules = (change: (own: RuleText[]) => RuleText[]): FrameContent['themes'] =>
    content.themes.map((theme) =>
      theme.key === key ? { ...theme, rules: change(theme.rules) } : theme,
    );
  const tried = content.themes
    .filter((theme) => theme.key === key)
    .map((theme) => ({ ...theme, askedAbout: [], rules: [{ ...rule, alone: false }] }));
  const { rules } = compileFrame({ ...content, themes: tried });
  const vocabulary = wordsOf(withRules((own) => withRule(own, at, rule)));
  const matchRule = createMatcher({ rules, vocabulary });
  const themes = withRules((own) => own.toSpliced(at, 1));
  const matchOthers = matcherOf(JSON.stringify({ ...content, themes }));
  return ({ text, question }) => {
    const read = readText(text);
    const [hit] = matchRule(read, question);
    if (!hit) return undefined;
    const others = matchOthers(read, question);
    if (rule.alone && others.length > 0) return undefined;
    return { evidence: hit.evidence, isNew: others.every((theme) => theme.key !== key) };
  };
}

interface Kept {
  fresh: RuleHit[];
  known: RuleHit[];
}

function keep({ fresh, known }: Kept, { id, text, question }: TrialComment, hit: ReturnType<Try>) {
  const list = hit?.isNew ? fresh : known;
  if (!hit || list.length >= mostKept) return;
  const segments = segmentText(text, [], hit.evidence);
  list.push({ id, question, segments, isNew: hit.isNew });
}

async function unflagged(db: Db, { fresh, known }: Kept): Promise<RuleHit[]> {
  const hits = [...fresh, ...known];
  const flagged = new Set(
    await flaggedAmong(
      db,
      hits.map(({ id }) => id),
    ),
  );
  return hits.filter(({ id }) => !flagged.has(id)).slice(0, mostShown);
}

/**
 * Tries a rule on the comments that somebody may see, or on some drawn at random where there are many.
 * Other requests are answered in between, and it ends after ten seconds with what it has.
 * @throws ViewfinderError `invalid` for a rule that cannot be read.
 */
export async function tryRule(
  db: Db,
  viewer: Sight,
  { content, seed, ...toTry }: RuleToTry & { content: FrameContent; seed: number },
  isGone: () => boolean = () => false,
): Promise<RuleTrial> {
  const tryOn = createTry(content, toTry);
  // What is loaded with the first text is no part of the time that reading takes.
  tryOn({ id: 0, text: 'Here.', question: '' });
  const { ids, total } = await sampleFor(db, viewer, seed);
  const until = performance.now() + longestMilliseconds;
  const kept: Kept = { fresh: [], known: [] };
  const counts = { read: 0, hits: 0, added: 0 };
  let from = 0;
  for (; from < ids.length && performance.now() < until && !isGone(); from += readAtOnce) {
    const comments = await readComments(db, viewer, ids.slice(from, from + readAtOnce));
    for (const comment of comments) {
      const hit = tryOn(comment);
      counts.read += 1;
      if (hit) counts.hits += 1;
      if (hit?.isNew) counts.added += 1;
      keep(kept, comment, hit);
    }
    await otherWork();
  }
  return {
    ...counts,
    total,
    stoppedEarly: from < ids.length,
    shown: await unflagged(db, kept),
    broad: tooBroad(toTry.rule, { hits: counts.hits, total: counts.read }),
  };
}
