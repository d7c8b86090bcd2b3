import type { Polarity } from '../../surveys/words.js';
import {
  badWordings,
  denyingWordings,
  factWordings,
  fearingWordings,
  formalWordings,
  goodWordings,
  mendedWordings,
  mendingWordings,
  plainFactWordings,
  sayingWordings,
} from './wordings.js';

/** What an answer is where agreeing with the wording is bad. */
export const opposite: Record<Polarity, Polarity> = {
  positive: 'negative',
  negative: 'positive',
  neutral: 'neutral',
  excluded: 'excluded',
};

/** What agreeing with a wording, or saying yes to it, says; `sure` where the wording itself shows it. */
export interface Sense {
  sense: 'good' | 'bad' | 'fact';
  sure: boolean;
}

/** They set the scene, whatever they are worded with ("speaking", "opportunity"). */
const opener =
  /^(generally speaking|in general|overall|on the whole|all things considered|given the (opportunity|choice|chance)|under normal circumstances|in your (opinion|view|experience))\s*,\s*/i;

/** What something is said to be more than: "does more good than harm". */
const comparison = /\b(more|rather|better)\b([^,.;?]*?)\s+than\b[^,.;?]*/gi;

const instruction = /^(please|tick|select|choose|pick|mark|circle|check|select|optional)\b/i;
const asksAgreement = /\bagree|\bstatements?\b|\bhow true\b/i;

/**
 * What is judged: without instructions and brackets; of several sentences the last question, and of a
 * grid that asks for agreement its row alone.
 */
function statementOf(question: string): string {
  const plain = question.replace(/[([][^()[\]]*[)\]]/g, ' ').replace(/[“”"]/g, '');
  const pieces = plain
    .split(/(?<=[?:.!…])\s+|\n+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '' && !instruction.test(piece));
  const last = pieces.at(-1) ?? plain;
  const before = pieces.slice(0, -1).join(' ');
  return last.endsWith('?') || asksAgreement.test(before) ? last : pieces.join(' ') || plain;
}

/** "If I am worried, …" and "… when I need it" are about the occasion, not about what is judged. */
const occasion =
  /\b(if|when|whenever|because|although|after|before|until|where|should you|(?<=\w )why)\b[^,.;?]*(,|[.;?]|$)/gi;

const nextClause =
  /[,;]?\s+(?:and|but|yet)\s+(?=(?:i|we|they|he|she|it|you|staff|my|the|there|nobody|no-?one|do|does|did|don[’']?t|am|is|are|was|were|have|has|never|not)\b)/i;

const everyBad = new RegExp(badWordings, 'gi');

/** A bad thing in a clause that is neither made less nor seen to. */
const isOfBad = (clause: string): boolean =>
  [...clause.matchAll(everyBad)].some(({ index, 0: bad }) => {
    const before = clause.slice(0, index);
    if (mendedWordings.test(clause.slice(index + bad.length))) return false;
    const saidOfSubject = sayingWordings.test(before) && !/\bwho\b/i.test(before);
    return saidOfSubject || !mendingWordings.test(before);
  });

/** Denials of a clause; what stands behind a fear belongs to it. */
function countDenials(clause: string): number {
  const fear = fearingWordings.exec(clause);
  const own = fear ? clause.slice(0, fear.index + fear[0].length) : clause;
  // "Cannot" and "can't" are one denial each, however they are written.
  return [...own.matchAll(denyingWordings)].length;
}

function readClause(clause: string): { bad: boolean; signs: number } {
  const denials = countDenials(clause);
  const ofBad = isOfBad(clause);
  return { bad: (denials + Number(ofBad)) % 2 === 1, signs: denials + Number(ofBad) };
}

/** A comparison without what it is better than, where that is of something bad. */
const withoutBad = (whole: string, than: string, what: string) =>
  badWordings.test(whole.slice(than.length + what.length)) ? `${than}${what}` : whole;

/** What is left of a statement without its occasions. */
function withoutOccasions(statement: string): string {
  const outside = statement.replace(occasion, ' ').trim();
  return /\p{L}{2,}.*\s\p{L}{2,}/u.test(outside) ? outside : statement;
}

/**
 * Whether agreeing with a wording, or saying yes to it, is good, bad or neither: bad things and denials
 * each turn it round, so that "I don't feel unsafe" is good and "I don't feel listened to" bad.
 */
export function senseOf(question: string): Sense {
  const statement = statementOf(question).replace(opener, '');
  const judged = withoutOccasions(statement).replace(comparison, withoutBad);
  if (formalWordings.test(judged)) return { sense: 'fact', sure: true };
  const clauses = judged.split(nextClause).map(readClause);
  const clear = clauses.every(({ signs }) => signs < 3);
  const bad = clauses.filter((clause) => clause.bad);
  if (bad.length > 0) return { sense: 'bad', sure: clear && bad.length === clauses.length };
  return goodOrFact(
    judged,
    clear,
    clauses.some(({ signs }) => signs > 0),
  );
}

function goodOrFact(judged: string, clear: boolean, denied: boolean): Sense {
  if (factWordings.test(judged)) return { sense: 'fact', sure: true };
  const plainlyGood = denied || goodWordings.test(judged) || badWordings.test(judged);
  if (!plainlyGood && plainFactWordings.test(judged)) return { sense: 'fact', sure: false };
  return { sense: 'good', sure: plainlyGood && clear };
}

const lastPart = (question: string) => question.split(': ').at(-1)?.trim() ?? question;

/** A form builder's name of a question ("own_animals", "Q12a", "leaks") does not say what agreeing means. */
export const isCode = (question: string) =>
  /^\S*[_\d]\S*$/.test(lastPart(question)) || /^\p{Ll}+$/u.test(question);
