import { isFew, type DisclosureRules } from './disclosure/rules.js';
import { formatList } from '../http/formats.js';
import { questionKey } from '../surveys/words.js';
import type { Finding, FindingKind, OfferedOption, WaveEvidence } from './comparability.js';

/** A change that would be there by chance less often than this is looked at as one. */
const seldom = 0.05;
/** From this share of responses on, those not asked are a matter of routing and not of stray blanks. */
const routedShare = 0.05;
/** People tire of questions, but not so much more in one wave than in another. */
const blankShare = 0.2;

/**
 * Few are taken for one: whether an answer has to be settled would otherwise tell how many of them there
 * are, which tables withhold.
 */
const notTold = (count: number, { leastCell }: DisclosureRules) =>
  isFew(count, leastCell) ? 1 : count;

/** How likely it is that nobody of `others` gives an answer that `count` of `base` gave. */
const chanceOfNone = (count: number, base: number, others: number) =>
  base === 0 ? 1 : (1 - Math.min(1, count / base)) ** others;

const keysOf = (texts: readonly string[]) => new Set(texts.map(questionKey));
const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  [...a].some((one) => b.has(one));
const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === b.size && [...a].every((one) => b.has(one));
const quoted = (labels: readonly string[]) => formatList(labels.map((label) => `“${label}”`));

const found = (
  kind: FindingKind,
  toSettle: boolean,
  sentence: string,
  wordings: Finding['wordings'] = [],
): Finding => ({ kind, toSettle, sentence, wordings });

function wordingChange(earlier: WaveEvidence, later: WaveEvidence): Finding[] {
  if (sameSet(keysOf(earlier.wordings), keysOf(later.wordings))) return [];
  const wordings = [earlier, later].flatMap(({ wave, wordings: texts }) =>
    texts.map((text) => ({ wave, text })),
  );
  const sentence = `The question was worded otherwise in ${earlier.wave} than in ${later.wave}.`;
  return [found('wording', true, sentence, wordings)];
}

function kindChange(earlier: WaveEvidence, later: WaveEvidence): Finding[] {
  if (earlier.several === later.several) return [];
  const many = ({ several }: WaveEvidence) => (several ? 'several answers' : 'one answer');
  const sentence = `People could give ${many(earlier)} in ${earlier.wave}, ${many(later)} in ${later.wave}.`;
  return [found('kind', true, sentence)];
}

/** Answers of one wave that the other does not have. */
function optionsOnlyIn(own: WaveEvidence, other: WaveEvidence, rules: DisclosureRules): Finding[] {
  const known = new Set(other.options.map(({ code }) => code));
  const only = own.options.filter(({ code }) => !known.has(code));
  // Of a choice among several each answer has a column of its own, given or not.
  const listed = own.several && other.several;
  const likely = only.filter(
    ({ count }) => listed || chanceOfNone(notTold(count, rules), own.base, other.base) < seldom,
  );
  const doubtful = only.filter((option) => !likely.includes(option));
  const verb = listed ? 'could be chosen' : 'was answered';
  const say = (labels: string[]) =>
    `${quoted(labels)} ${labels.length > 1 ? verb.replace('was', 'were') : verb} in ${own.wave}, ${
      listed ? 'and not' : 'and by nobody'
    } in ${other.wave}`;
  const labelsOf = (options: OfferedOption[]) => options.map(({ label }) => label);
  return [
    ...(likely.length > 0 ? [found('options', true, `${say(labelsOf(likely))}.`)] : []),
    ...(doubtful.length > 0
      ? [found('options', false, `${say(labelsOf(doubtful))}, which may be chance.`)]
      : []),
  ];
}

/** The same answer under other words. */
function optionsReworded(earlier: WaveEvidence, later: WaveEvidence): Finding[] {
  return later.options.flatMap((option) => {
    const before = earlier.options.find(({ code }) => code === option.code);
    if (!before || overlap(keysOf(before.wordings), keysOf(option.wordings))) return [];
    const sentence = `The answer ${quoted(before.wordings)} of ${earlier.wave} was worded ${quoted(option.wordings)} in ${later.wave}.`;
    return [found('options', true, sentence)];
  });
}

const isRouted = ({ notAsked, responses }: WaveEvidence) =>
  responses > 0 && notAsked / responses >= routedShare;

/** True where everybody was asked; where nobody was outside the routing, there is no telling. */
const isOpen = (wave: WaveEvidence) =>
  !isRouted(wave) && (!wave.hasRouting || wave.strays / wave.responses >= routedShare);

function routingChange(earlier: WaveEvidence, later: WaveEvidence): Finding[] {
  const waves = [earlier, later];
  const routed = waves.filter(isRouted);
  const known = new Set(routed.map(({ askedOf }) => askedOf ?? undefined));
  const differ = routed.length === 2 && known.size === 2 && !known.has(undefined);
  if (!differ && !(routed.length === 1 && waves.some(isOpen))) return [];
  const of = (wave: WaveEvidence) =>
    isRouted(wave) ? `only of ${wave.askedOf ?? 'some of those who replied'}` : 'of everybody';
  const who =
    differ || !later.hasRouting ? '' : '; the figures of both are of those led to it alone';
  const sentence = `Asked ${of(earlier)} in ${earlier.wave}, ${of(later)} in ${later.wave}${who}.`;
  return [found('routing', true, sentence)];
}

/** A file may leave blank those who were not asked, where its reading knows of no routing. */
function noReplyChange(earlier: WaveEvidence, later: WaveEvidence): Finding[] {
  const share = ({ noReply, responses, notAsked }: WaveEvidence) =>
    responses > notAsked ? noReply / (responses - notAsked) : 0;
  const [most, least] = share(earlier) > share(later) ? [earlier, later] : [later, earlier];
  if (share(most) - share(least) < blankShare) return [];
  const sentence = `Many more gave no reply in ${most.wave} than in ${least.wave}: perhaps not everybody was asked.`;
  return [found('routing', true, sentence)];
}

function dontKnowChange(
  earlier: WaveEvidence,
  later: WaveEvidence,
  rules: DisclosureRules,
): Finding[] {
  const [own, other] = earlier.dontKnow > 0 ? [earlier, later] : [later, earlier];
  if (own.dontKnow === 0 || other.dontKnow > 0) return [];
  const unsure = notTold(own.dontKnow, rules);
  const toSettle = chanceOfNone(unsure, own.base + unsure, other.base) < seldom;
  const sentence = `“Don’t know” was answered in ${own.wave}, and by nobody in ${other.wave}`;
  return [
    found('dont_know', toSettle, toSettle ? `${sentence}.` : `${sentence}, which may be chance.`),
  ];
}

function groupsChange(earlier: WaveEvidence, later: WaveEvidence): Finding[] {
  const onlyIn = (own: WaveEvidence, other: WaveEvidence) => {
    const groups = own.groups.filter((group) => !other.groups.includes(group));
    if (groups.length === 0 || other.groups.length === 0) return [];
    return [
      found(
        'groups',
        false,
        `${formatList(groups)} answered in ${own.wave} and not in ${other.wave}.`,
      ),
    ];
  };
  return [...onlyIn(earlier, later), ...onlyIn(later, earlier)];
}

function smallBases(waves: readonly WaveEvidence[], { leastBase }: DisclosureRules): Finding[] {
  return waves
    .filter(({ base }) => base < leastBase)
    .map(({ wave }) => found('small', false, `Fewer than ${leastBase} answered in ${wave}.`));
}

/**
 * What changed of a question from one wave to a later one, found from what their files hold: what must
 * be settled first.
 */
export function findChanges(
  earlier: WaveEvidence,
  later: WaveEvidence,
  rules: DisclosureRules,
): Finding[] {
  const sameKind = earlier.several === later.several;
  const findings = [
    ...wordingChange(earlier, later),
    ...kindChange(earlier, later),
    ...(sameKind ? optionsOnlyIn(earlier, later, rules) : []),
    ...(sameKind ? optionsOnlyIn(later, earlier, rules) : []),
    ...optionsReworded(earlier, later),
    ...routingChange(earlier, later),
    ...noReplyChange(earlier, later),
    ...dontKnowChange(earlier, later, rules),
    ...groupsChange(earlier, later),
    ...smallBases([earlier, later], rules),
  ];
  return findings.sort((a, b) => Number(b.toSettle) - Number(a.toSettle));
}
