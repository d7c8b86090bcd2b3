import { z } from 'zod';
import { ruleLanguage, type RuleSign } from './rule-language.js';

/** What the rule's form calls the parts that a frame's file names in English words of its own. */
const fieldWords: Readonly<Record<string, string>> = {
  unless: 'unless the sentence has',
  whenAsked: 'where the question says',
};

const partsSchema = z.record(z.string(), z.unknown());

/** `tea` and "unless the sentence has" `cup of tea`: a rule as it is put into the form. */
function written({ rule }: RuleSign): { words: string; pattern: string }[] {
  if (typeof rule === 'string') return [{ words: '', pattern: rule }];
  return Object.entries(partsSchema.parse(rule)).flatMap(([field, value]) => {
    const words = field === 'say' ? '' : fieldWords[field];
    return words === undefined ? [] : [{ words, pattern: [value].flat().join(' ') }];
  });
}

/** Without the name of the part in a frame's file, which the form does not show. */
const meaning = ({ means }: RuleSign) => {
  const plain = means.replace(/^(unless|alone|whenAsked|negated)[:.] ((never|only)\. )?/, '');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

/** All that a rule can say, for the help beside its form. */
export const ruleHelp = ruleLanguage.map((sign) => ({
  name: sign.name,
  written: written(sign),
  means: meaning(sign),
  finds: sign.finds,
  leaves: sign.leaves,
  questions: sign.questions ?? null,
}));
