import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectPath } from '../paths.js';
import { readDomainSet, readPublicSet } from './labelled-sets.js';
import { riskKindKeys, type RiskKind } from './risk-rules.js';
import type { Tagger } from './tag-comments.js';

/** A comment of which somebody has said whether it tells of risk. */
export interface RiskComment {
  text: string;
  question: string;
  /** What it tells of; null for one that only looks so. */
  kind: RiskKind | null;
  /** The rules were revised on 'dev', and never on 'test'. */
  part: 'dev' | 'test';
}

const lineSchema = z
  .object({
    text: z.string(),
    question: z.string().nullish(),
    kind: z.enum(riskKindKeys).nullable(),
    part: z.enum(['dev', 'test']),
  })
  .transform((line): RiskComment => ({ ...line, question: line.question ?? '' }));

/** Comments of JSON, one a line. @throws where a line is something else. */
export const parseRiskLines = (source: string): RiskComment[] =>
  source
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));

/**
 * What was written for this, by the author of the rules: disclosures in many voices, and comments that
 * only look so. See tests/text/risk-comments.md.
 */
export const readRiskSet = (): RiskComment[] =>
  parseRiskLines(readFileSync(projectPath('tests/text/risk-comments.jsonl'), 'utf8'));

export interface RiskReport {
  part: RiskComment['part'];
  disclosures: number;
  /** Of the disclosures, the share that is hit, whatever kind the program calls them. */
  recall: number;
  lookAlikes: number;
  /** Of the comments that only look so, the share that is hit. */
  alarms: number;
  kinds: { kind: RiskKind; disclosures: number; recall: number; sameKind: number }[];
}

const shareOf = <T>(all: readonly T[], test: (one: T) => boolean) =>
  all.filter(test).length / all.length;

/** Measures what is found of risk on one part of a set. Shares are of 1; NaN where there is nothing to divide by. */
export function evaluateRisk(
  comments: readonly RiskComment[],
  part: RiskComment['part'],
  tagger: Tagger,
): RiskReport {
  const read = comments
    .filter((comment) => comment.part === part)
    .map(({ text, question, kind }) => ({
      kind,
      found: tagger.tag(text, question).risks.map((risk) => risk.kind),
    }));
  const disclosures = read.filter(({ kind }) => kind !== null);
  const lookAlikes = read.filter(({ kind }) => kind === null);
  const isHit = ({ found }: { found: RiskKind[] }) => found.length > 0;
  return {
    part,
    disclosures: disclosures.length,
    recall: shareOf(disclosures, isHit),
    lookAlikes: lookAlikes.length,
    alarms: shareOf(lookAlikes, isHit),
    kinds: riskKindKeys.flatMap((kind) => {
      const own = disclosures.filter((one) => one.kind === kind);
      if (own.length === 0) return [];
      const sameKind = shareOf(own, ({ found }) => found.includes(kind));
      return [{ kind, disclosures: own.length, recall: shareOf(own, isHit), sameKind }];
    }),
  };
}

/** Comments of a set, such as a thousand of a survey, in which something is hit: what an officer has to look at. */
export const hitsPerThousand = (
  comments: readonly { text: string; question: string }[],
  tagger: Tagger,
): number =>
  1000 * shareOf(comments, ({ text, question }) => tagger.tag(text, question).risks.length > 0);

export interface RiskEvaluation {
  parts: RiskReport[];
  /** Hits per thousand comments of sets that were not written for this. */
  burden: { set: string; perThousand: number }[];
}

/** Measures on the set written for this, and counts hits on others: the public ones where they are here. */
export function evaluateRisks(tagger: Tagger): RiskEvaluation {
  const comments = readRiskSet();
  const nhs = readPublicSet('nhs_pxtextmining_v6');
  const sets = [readDomainSet(), ...(nhs ? [nhs] : [])];
  return {
    parts: (['dev', 'test'] as const).map((part) => evaluateRisk(comments, part, tagger)),
    burden: sets.map((set) => ({
      set: set.name,
      perThousand: hitsPerThousand(set.comments, tagger),
    })),
  };
}
