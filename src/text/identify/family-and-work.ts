import { matchesOf, nearBefore, spanOf, near, type DetailReading } from './detail-reading.js';
import type { Detail } from './finding.js';
import { phraseAt } from './phrase-index.js';
import { firstOf, noWhere, yesWhere } from './signs.js';

const pattern = (source: string) => new RegExp(source, 'dgu');
const several = '(?:\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)';
const siblings =
  '(?:(?:little |big |younger |older |half |step |other |baby )*(?:brothers?|sisters?|siblings|sons|daughters|kids|girls|boys)(?: and (?:brothers?|sisters?))?)';

const relationPatterns: readonly RegExp[] = [
  pattern(
    '\\b(?:(?:non-?)?identical )?(?:twins?|triplets?|quads|quadruplets|quintuplets)\\b(?! (?:room|rooms|bed|beds|town|tub|track))',
  ),
  pattern('\\bonly child\\b(?! (?:who|here|in|that|to|with))'),
  pattern(
    `\\b(?:eldest|oldest|youngest|middle|one|second|third) (?:child |sibling |brother |sister |girl |boy )?of ${several}\\b(?! (?:reviewing|workers|homes|us in the house|people|places))(?<=(?:eldest|oldest|youngest|middle|child|sibling) of ${several})`,
  ),
  pattern(`\\bsibling groups? of ${several}\\b|\\bgroup of ${several} siblings\\b`),
  pattern(`\\b(?:my|our|his|her|their|these|all) (?<detail>${several} ${siblings})\\b`),
  pattern(
    `\\b(?:i have|i've got|i got|i've|have got|has got|have|has) (?<detail>${several} ${siblings})\\b(?! (?:in|to|on|at|here|under|of) )`,
  ),
  pattern(
    `\\b(?:all )?(?<detail>${several} of us)\\b(?=[^.\\n]{0,12}\\b(?:kids|children|siblings|brothers|sisters|got split|were split|split|taken|in care|went))`,
  ),
  pattern(`\\ball (?<detail>${several} of us)\\b`),
];
/** Of a child's own: few in care are parents. */
const ofChild = pattern(
  '\\bmy (?<detail>(?:own )?(?:baby|son|daughter|little girl|little boy))\\b(?! (?:brother|sister|bro|sis|cousin|niece|nephew|photos?|pictures?|book|teeth|days|tooth|blanket))',
);

/** Relations that few people have. */
export const findRelations = (reading: DetailReading): Detail[] =>
  [...relationPatterns, ...(reading.context.group === 'child' ? [ofChild] : [])].flatMap((one) =>
    matchesOf(reading, one, 'relation'),
  );

const wishes = new Set('want wants wanna wanted like become becoming dream grow be'.split(' '));
const articles = new Set(
  'a an both retired serving former trained qualified local fulltime professional'.split(' '),
);
const being = new Set("am is was were are im i'm hes he's shes she's as dads mums".split(' '));

const isUsedToBe = (reading: DetailReading, at: number) =>
  [1, 2].every((by) => near(reading, at, -by) === ['be', 'to', 'used'][by]);

/** Whether what stands before a job, and before its article, says that somebody has it; `at` is of the article. */
const isAtWork = firstOf(
  noWhere((reading, at) => near(reading, at, -2) === 'there'),
  yesWhere((reading, at) => near(reading, at, -1) === 'be' && isUsedToBe(reading, at - 1)),
  noWhere((reading, at) =>
    nearBefore(reading, at - 1, { within: 4, isOne: (form) => wishes.has(form) }),
  ),
  yesWhere((reading, at) => being.has(near(reading, at, -1))),
  // "my dad's a soldier"
  ({ words }, at, { form }) => words[at - 1]?.possessive === true && articles.has(form),
);

/** Work that somebody has: "my dad is a soldier", "we are farmers"; not what somebody wants to be. */
export const findJobs = (reading: DetailReading): Detail[] =>
  reading.words.flatMap((word, at) => {
    const { words, lookup } = reading;
    const length = phraseAt(lookup.phrases.jobs, words, at);
    if (length === 0) return [];
    let start = at;
    while (articles.has(near(reading, start, -1))) start -= 1;
    const isDriven = word.form === 'taxi' && /^driv(?:e|es|ing)$/u.test(near(reading, start, -1));
    const isSaid = start < at || word.form.endsWith('s');
    const isJob = word.form === 'taxi' ? isDriven : isSaid && isAtWork(reading, start);
    return isJob ? [spanOf(words, at, at + length - 1, 'job')] : [];
  });
