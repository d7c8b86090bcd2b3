import { formatCount } from '../http/formats.js';
import { parsePattern, type Pattern } from '../text/parse-pattern.js';
import type { RuleText } from './code-frame.js';

/** Words that say nothing by themselves, or that are in comments on anything. */
const common = new Set(
  `a about after again all also always am an and another any are as ask at bad be because been before being
  best better but by can child come could day did different do does done down each else even every everything
  feel few find for from get give go going good got great had happy has have he help her here him his home how
  i if in into is it its just keep kids know last like little live long look lot love made make many me more
  most much my need never new next nice no not nothing now of off on one only or other our out over own
  people place put really right said same say see she should so some something sometimes still take tell than
  thank that the their them then there these they thing think this those time to told too try two up us use
  very want was way we well went were what when where which while who why will with work would year yes
  you your`.split(/\s+/),
);

/** Of the comments that were read, the part from which on a rule tells little, and the fewest to tell by. */
const mostHits = 1 / 3;
const fewestComments = 30;

/** The rows of words that a pattern is of, each place as the ways to meet it, as written. */
const rowsOf = ({ source }: Pattern) =>
  source.split(/ (?=[~>])/).map((row) =>
    row
      .replace(/^[~>]\d+ ?/, '')
      .split(' ')
      .map((place) => place.split('/')),
  );

function broadPattern(source: string): string | undefined {
  const rows = rowsOf(parsePattern(source));
  const short = rows.flat(2).find((part) => /^..\*$/u.test(part));
  if (short && rows.flat().length === 1) {
    return `“${short}” matches every word that begins with ${short.slice(0, 2)}: write more of the word, or a word that must be near it.`;
  }
  const weak = rows.map(([place = [], ...more]) =>
    more.length > 0 ? undefined : place.find((part) => common.has(part.replace('=', ''))),
  );
  if (weak.some((word) => word === undefined)) return undefined;
  return weak.length === 1
    ? `“${weak[0] ?? ''}” is in comments on anything: put a word before or after it, or one that must be near it (${weak[0] ?? ''} ~4 …).`
    : `“${source}” is of words that are in comments on anything: write one that says more.`;
}

/**
 * Why a rule is too broad, in a sentence for who writes it; undefined where it is not, as far as its
 * shape and what it hit can tell.
 * @param counts hits: comments that the rule finds, of `total` that were read
 * @throws PatternFault for a rule that cannot be read
 */
export function tooBroad(
  { say }: Pick<RuleText, 'say'>,
  counts?: { hits: number; total: number },
): string | undefined {
  for (const source of say) {
    const broad = broadPattern(source);
    if (broad) return broad;
  }
  if (!counts || counts.total < fewestComments || counts.hits <= counts.total * mostHits) {
    return undefined;
  }
  const share = Math.round((100 * counts.hits) / counts.total);
  return `This rule matches ${share}% of ${formatCount(counts.total, 'comment')}. A theme that is nearly everywhere tells nothing: name a word that must be near, or what undoes it.`;
}
