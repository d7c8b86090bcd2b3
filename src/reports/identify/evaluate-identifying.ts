import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectPath } from '../../paths.js';
import { wilsonInterval, type Interval } from '../../statistics/intervals.js';
import { findIdentifying } from '../../text/identify/find-identifying.js';
import { findingKinds, type FindingKind } from '../../text/identify/finding.js';
import { identifyingLookup } from './identifying-lookup.js';

const commentLine = z.object({
  id: z.number(),
  /** Tables and rules were revised on 'dev', and never on 'test'. */
  part: z.enum(['dev', 'test']),
  group: z.string(),
  text: z.string(),
  spans: z.array(
    z.object({
      kind: z.enum(findingKinds),
      start: z.number(),
      end: z.number(),
      detail: z.string(),
    }),
  ),
});

export type MarkedComment = z.infer<typeof commentLine>;
type Part = MarkedComment['part'];

/** Comments of JSON, one a line. @throws where a line is something else. */
export const parseMarkedLines = (source: string): MarkedComment[] =>
  source
    .trim()
    .split('\n')
    .map((line) => commentLine.parse(JSON.parse(line)));

/** What was written for this, by who wrote the rules; see tests/text/identifying-comments.md. */
export const readMarkedComments = (): MarkedComment[] =>
  parseMarkedLines(readFileSync(projectPath('tests/text/identifying-comments.jsonl'), 'utf8'));

export interface KindReport {
  /** 'any': found as whatever kind. */
  kind: FindingKind | 'any';
  marked: number;
  /** Of the marked details those that a finding of the kind overlaps. */
  recalled: number;
  recall: Interval | null;
  found: number;
  /** Of the findings those that overlap a marked detail of the kind. */
  right: number;
}

export interface IdentifyingReport {
  part: Part;
  kinds: KindReport[];
  /** Comments in which nothing identifies anybody, and those of them in which something was found. */
  harmless: number;
  alarms: number;
}

interface Place {
  kind: FindingKind;
  start: number;
  end: number;
}
const overlaps = (one: Place, other: Place) => one.start < other.end && other.start < one.end;

interface Read {
  comment: MarkedComment;
  found: Place[];
}

function reportOn(read: readonly Read[], kind: KindReport['kind']): KindReport {
  const own = (places: readonly Place[]) =>
    places.filter((one) => kind === 'any' || one.kind === kind);
  let [marked, recalled, found, right] = [0, 0, 0, 0];
  for (const { comment, found: places } of read) {
    const [wanted, got] = [own(comment.spans), own(places)];
    marked += wanted.length;
    recalled += wanted.filter((one) => got.some((other) => overlaps(one, other))).length;
    found += got.length;
    right += got.filter((one) => wanted.some((other) => overlaps(one, other))).length;
  }
  return {
    kind,
    marked,
    recalled,
    recall: wilsonInterval({ numerator: recalled, base: marked }),
    found,
    right,
  };
}

/** What is found in a comment, but for combinations: they are of what is found. */
const readOne = (comment: MarkedComment): Read => ({
  comment,
  found: findIdentifying(comment.text, identifyingLookup(), { group: comment.group }).filter(
    ({ kind }) => kind !== 'combination',
  ),
});

/** Measures what is found of each kind on one part of a set. */
export function evaluateIdentifying(
  comments: readonly MarkedComment[],
  part: Part,
): IdentifyingReport {
  const read = comments.filter((comment) => comment.part === part).map(readOne);
  const harmless = read.filter(({ comment }) => comment.spans.length === 0);
  const kinds = findingKinds.filter((kind) => kind !== 'combination');
  return {
    part,
    kinds: [...kinds, 'any' as const].map((kind) => reportOn(read, kind)),
    harmless: harmless.length,
    alarms: harmless.filter(({ found }) => found.length > 0).length,
  };
}

/** Both parts of a set. */
export const evaluateIdentifyings = (comments: readonly MarkedComment[]): IdentifyingReport[] =>
  (['dev', 'test'] as const).map((part) => evaluateIdentifying(comments, part));
