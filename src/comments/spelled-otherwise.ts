import { stemOf } from './word-forms.js';

/** Parts of words as British and American English spell them; what is spelled alike in both is not here. */
const parts: readonly (readonly [british: string, american: string])[] = [
  ['ageing', 'aging'],
  ['anaesth', 'anesth'],
  ['armour', 'armor'],
  ['behaviour', 'behavior'],
  ['cancell', 'cancel'],
  ['catalogue', 'catalog'],
  ['centre', 'center'],
  ['colour', 'color'],
  ['cosy', 'cozy'],
  ['counsell', 'counsel'],
  ['defence', 'defense'],
  ['demeanour', 'demeanor'],
  ['dialogue', 'dialog'],
  ['diarrhoea', 'diarrhea'],
  ['endeavour', 'endeavor'],
  ['favour', 'favor'],
  ['flavour', 'flavor'],
  ['foetal', 'fetal'],
  ['foetus', 'fetus'],
  ['grey', 'gray'],
  ['harbour', 'harbor'],
  ['honour', 'honor'],
  ['humour', 'humor'],
  ['instalment', 'installment'],
  ['jewell', 'jewel'],
  ['judgement', 'judgment'],
  ['labell', 'label'],
  ['labour', 'labor'],
  ['licence', 'license'],
  ['manoeuvr', 'maneuver'],
  ['metre', 'meter'],
  ['modell', 'model'],
  ['moustache', 'mustache'],
  ['mum', 'mom'],
  ['neighbour', 'neighbor'],
  ['odour', 'odor'],
  ['offence', 'offense'],
  ['paedi', 'pedi'],
  ['practise', 'practice'],
  ['programme', 'program'],
  ['pyjama', 'pajama'],
  ['quarrell', 'quarrel'],
  ['rumour', 'rumor'],
  ['sceptic', 'skeptic'],
  ['skilful', 'skillful'],
  ['theatre', 'theater'],
  ['travell', 'travel'],
  ['vigour', 'vigor'],
  ['wilful', 'willful'],
];

/** Endings behind which "organise" and "organize", "analyse" and "analyze" differ in one letter. */
const endings = /(?<=[a-z]{2}[iy])[sz](?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)/;

/** The pair's other spelling in place of the longer that the word has: "counsellor" has "counsel" as well. */
function replaced(word: string, pair: readonly string[]): string[] {
  const byLength = [...pair].sort((one, other) => other.length - one.length);
  const found = byLength.find((part) => word.includes(part));
  const other = byLength.find((part) => part !== found);
  return found && other ? [word.replace(found, other)] : [];
}

/**
 * How the other side of the Atlantic may spell a word in lower case. Not all need be words: only those that
 * comments hold are worth offering, and none that a search for the word finds already.
 */
export function spelledOtherwise(word: string): string[] {
  const byEnding = word.replace(endings, (letter) => (letter === 's' ? 'z' : 's'));
  const all = [byEnding, ...parts.flatMap((pair) => replaced(word, pair))];
  return [...new Set(all)].filter((one) => stemOf(one) !== stemOf(word));
}
