import {
  bootstrapScores,
  cohenKappa,
  krippendorffAlpha,
  scoreFindings,
  type Finding,
  type Interval,
  type Kappa,
  type Scores,
} from '../text/agreement.js';
import type { GoldCoding, Round, RoundCoding } from './round-queries.js';

/** Figures on fewer comments would be read for more than they are. */
export const leastForFigures = 30;

/** What the program had found, as a round keeps it. */
export interface MachineCoding {
  themeKeys: string[];
  sentiment: string | null;
}

export interface CodedComment {
  commentId: number;
  machine: MachineCoding;
  codings: RoundCoding[];
  gold: GoldCoding | undefined;
}

/** How coders agree on one theme, or on the sentiment. */
export interface Agreement {
  key: string;
  /** Comments that two or more coded. */
  n: number;
  /** Of all codings, the share that gives the theme. */
  prevalence: number;
  /** Of the first two coders; null with fewer comments than figures need, or where there are more coders. */
  kappa: Kappa | null;
  alpha: number | null;
}

/** How the program fares against what coders settled on. */
export interface MachineScores {
  key: string;
  n: number;
  there: number;
  scores: Scores | null;
  intervals: Record<keyof Scores, Interval | null> | null;
}

const says = (coding: Pick<RoundCoding, 'themeKeys'>, key: string) =>
  coding.themeKeys.includes(key) ? 'yes' : 'no';

function agreementOn(
  key: string,
  comments: readonly CodedComment[],
  codeOf: (coding: RoundCoding) => string | null,
  coders: Round['coders'],
): Agreement {
  const units = comments
    .map(({ codings }) => codings.flatMap((coding) => codeOf(coding) ?? []))
    .filter((codes) => codes.length >= 2);
  const all = units.flat();
  const isShown = units.length >= leastForFigures;
  return {
    key,
    n: units.length,
    prevalence: all.filter((code) => code === 'yes').length / Math.max(all.length, 1),
    kappa: isShown && coders.length === 2 ? kappaOf(comments, codeOf, coders) : null,
    alpha: isShown ? krippendorffAlpha(units) : null,
  };
}

function kappaOf(
  comments: readonly CodedComment[],
  codeOf: (coding: RoundCoding) => string | null,
  [first, second]: Round['coders'],
): Kappa {
  const pairs = comments.flatMap(({ codings }) => {
    const codeBy = (accountId: number | undefined) => {
      const coding = codings.find((one) => one.accountId === accountId);
      return coding ? codeOf(coding) : null;
    };
    const [one, other] = [codeBy(first?.accountId), codeBy(second?.accountId)];
    return one === null || other === null ? [] : [[one, other] as const];
  });
  return cohenKappa(
    pairs.map(([one]) => one),
    pairs.map(([, other]) => other),
  );
}

/** How the coders of a round agree, for each theme and for the sentiment. */
export function agreementsOf(round: Round, comments: readonly CodedComment[]): Agreement[] {
  return [
    ...round.themeKeys.map((key) =>
      agreementOn(key, comments, (coding) => says(coding, key), round.coders),
    ),
    agreementOn('sentiment', comments, ({ sentiment }) => sentiment, round.coders),
  ];
}

/** What is right of a comment, and what the program makes of it. */
export interface Compared {
  right: Pick<GoldCoding, 'themeKeys'>;
  machine: Pick<MachineCoding, 'themeKeys'>;
}

/** The program against people, for each theme; hidden where there are fewer than 30 comments. */
export function machineScores(
  keys: readonly string[],
  comments: readonly Compared[],
): MachineScores[] {
  return keys.map((key) => {
    const findings = comments.map(({ right, machine }): Finding => ({
      isFound: machine.themeKeys.includes(key),
      isThere: right.themeKeys.includes(key),
    }));
    const isShown = findings.length >= leastForFigures;
    return {
      key,
      n: findings.length,
      there: findings.filter(({ isThere }) => isThere).length,
      scores: isShown ? scoreFindings(findings) : null,
      intervals: isShown ? bootstrapScores(findings) : null,
    };
  });
}

const sameKeys = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((key) => other.includes(key));

/** Whether everybody who coded a comment said the same of it. */
export function isAgreed({ codings }: Pick<CodedComment, 'codings'>): boolean {
  const [first, ...others] = codings;
  return others.every(
    (coding) =>
      first !== undefined &&
      coding.sentiment === first.sentiment &&
      sameKeys(coding.themeKeys, first.themeKeys),
  );
}
