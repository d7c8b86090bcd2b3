import type { ClauseScore } from './score-clauses.js';
import type { SentimentModel } from './sentiment-model.js';
import { perWord, type Token } from './words.js';

/** How bad the worst statement of a comment is, in words. */
export const criticalities = [
  { level: 0, name: 'none', meaning: 'Nothing bad is said.' },
  {
    level: 1,
    name: 'minor',
    meaning: 'A wish, a grumble or a fault: “more trips”, “the food could be better”.',
  },
  {
    level: 2,
    name: 'serious',
    meaning:
      'Someone is let down, afraid, unheard or kept waiting for what they are owed: “nobody rang for months”.',
  },
  {
    level: 3,
    name: 'severe',
    meaning: 'Harm, or danger of it: violence, abuse, injury, self-harm, hunger, being locked in.',
  },
] as const;

/** Words that make a bad statement this bad. They are looked for in clauses that are not praise. */
const wordsByLevel: Readonly<Record<2 | 3, string>> = {
  2: `never nobody none nothing no-one ignored ignore ignores months month years year weeks still lied lies
    lie bullied bullying bully bullies scared afraid frightened terrified unsafe lonely crying cry cried upset
    disgusting disgraceful appalling shocking dreadful terrible horrible awful worst hate hated traumatic
    distressing failed failing failure fails refused refuse neglect rude humiliated humiliating degrading
    dangerous broken lost stolen cancelled excluded homeless separated split forgotten abandoned desperate
    moved placements complaint complained discrimination racist unacceptable useless pain painful suffered
    suffering worse prison unhappy`,
  3: `hit hits hitting punched punch kicked slapped smacked beaten battered assaulted assault attacked attack
    abused abuse abusive abuser raped rape touched hurt hurts injured injury injuries bruise bruises bruised
    bleeding bled swollen broke choked strangled suicide suicidal overdose overdosed kill killed die died
    starving starved hungry locked burns burnt stabbed knife threatened threaten threats exploited groomed
    drugs breathe unconscious`,
};

const levelOf = perWord(({ form }) => levels.get(form) ?? 0);
const levels = new Map<string, 2 | 3>();
for (const level of [2, 3] as const) {
  for (const word of wordsByLevel[level].split(/\s+/)) levels.set(word, level);
}
/** "I cut myself", "hurting herself": either word alone says little. */
const selves = new Set(['myself', 'himself', 'herself', 'themselves', 'yourself']);
const harms = new Set(['cut', 'cutting', 'cuts', 'harm', 'harmed', 'harming', 'hurting', 'hang']);

const surelyBad = 0.85;
const strongValence = -4;

function worstWord(
  tokens: readonly Token[],
  { read: { clause, negation } }: ClauseScore,
  { valenceOf }: SentimentModel,
): number {
  let worst = 0;
  for (let at = clause.from; at < clause.to; at += 1) {
    const word = tokens[at]?.word;
    if (!word || negation[at - clause.from]) continue;
    const isStrong = valenceOf(word) <= strongValence;
    worst = Math.max(worst, levelOf(word), isStrong ? 2 : 0);
    const next = tokens[at + 1]?.word.form ?? '';
    if (harms.has(word.form) && selves.has(next)) worst = 3;
  }
  return worst;
}

function criticalityOf(tokens: readonly Token[], one: ClauseScore, model: SentimentModel): number {
  const [praise, , blame] = one.chances;
  if (praise > blame) return 0;
  const worst = worstWord(tokens, one, model);
  if (worst > 0 && blame >= 0.4) return worst;
  if (blame < 0.5) return 0;
  return blame >= surelyBad && one.read.clause.to - one.read.clause.from > 12 ? 2 : 1;
}

/** How bad the worst clause is, 0 to 3: see `criticalities`. Never an average. */
export function worstCriticality(
  tokens: readonly Token[],
  clauses: readonly ClauseScore[],
  model: SentimentModel,
): number {
  return clauses.reduce((worst, one) => Math.max(worst, criticalityOf(tokens, one, model)), 0);
}
