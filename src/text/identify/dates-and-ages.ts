import { matchesOf, type DetailReading } from './detail-reading.js';
import type { Detail } from './finding.js';
import type { Lookup } from './lookup.js';
import { perKey } from './per-key.js';

const small =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty';
const number = `(?:\\d{1,2}|${small})`;
const ordinal =
  '(?:\\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|twenty-first)';
const age = `${number}(?:\\s*1\\/2|½| and a (?:half|bit))?`;
const year = '(?:19|20)\\d\\d';
const units = '(?:years?|yrs?|yr|months?|mths?|weeks?|wks?|days?)';

const pattern = (source: string) => new RegExp(source, 'dgu');

/** Patterns of dates; `month` is every name of one, `always` those that are no other word. */
const datePatterns = perKey(({ month, monthAlways }: Lookup): RegExp[] => {
  const day = '\\d{1,2}(?:st|nd|rd|th)?';
  const weekday = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?';
  return [
    pattern(`\\b${weekday}${day}(?: of)? (?:${month})\\b(?:,? (?:${year}|'?\\d\\d)\\b)?`),
    pattern(
      `\\b${weekday}(?:${month}) (?:the )?(?:\\d{1,2}(?:st|nd|rd|th)|(?:[1-9]|[12]\\d|3[01]))\\b(?!\\s*(?:years|months|weeks|days|hours|times|of us))(?:,? ${year}\\b)?`,
    ),
    pattern(`\\b(?:${month}),? (?:of )?${year}\\b`),
    pattern(`\\b(?<![\\d/.])\\d{1,2}([/.-])\\d{1,2}\\1(?:${year}|\\d\\d)\\b(?![\\d/])`),
    pattern(`\\b(?:19|20)\\d\\d-\\d\\d-\\d\\d\\b`),
    pattern(
      `\\b(?:born|moved|came|adopted|placed|taken|died|removed|arrived|into care)\\b[^.\\n]{0,25}?\\b(?:in|since) (?<detail>${year})\\b`,
    ),
    pattern(
      `\\b(?:on|since|from|by) (?<detail>the \\d{1,2}(?:st|nd|rd|th))\\b(?! (?:floor|time|of (?!${monthAlways})|place|birthday|social|worker|day|year))`,
    ),
    pattern(
      `\\b(?<detail>(?:the )?(?:\\d{1,2}|a|${small}|few) (?:days?|weeks?) (?:before|after) (?:christmas|xmas|easter|eid|new year|my birthday))\\b`,
    ),
  ];
});

export const findDates = (reading: DetailReading): Detail[] =>
  datePatterns(reading.lookup).flatMap((one) => matchesOf(reading, one, 'date'));

/** What may follow an age that has no "years old" after it; "of", "minutes" and any thing counted may not. */
const afterAge =
  '(?=\\s*(?:$|[.,;!?)\\n–-]| (?:and|but|so|when|now|next|or|cos|coz|because|becos|not|they|he|she|i|we|you|my|me|then|that|already|still|today|tomorrow|soon|nearly|which|who|yet|this|lol|the|his|her|on|for|with|when) | (?:and|now|so|lol|next|yet)$| in (?:january|february|march|april|may|june|july|august|september|october|november|december)))';
const filler =
  '(?:(?:now|only|just|nearly|almost|about|around|like|still|not even|not|even|little|very|over|already|turning|nearly|so|a) )*';

const agePatterns: readonly RegExp[] = [
  pattern(
    `\\b(?:aged?|ages)(?: of)?:? (?:about |only |just )?${age}(?:(?:,? and|,|,? or| to|-) ?${number}(?!\\p{L}))*(?![\\p{L}:%]|\\d|\\/| out| minutes| times)`,
  ),
  pattern(`(?<!\\d)\\b${age}(?: or ${number})?[ -]?${units}(?:'s)?[ -]?olds?\\b`),
  pattern(`\\b${age} ?(?:yo|y\\/o)\\b`),
  pattern(`\\b${age} (?:years|yrs) of age\\b`),
  pattern(
    `\\b(?:i am|i'm|i m|im|am|i was|i were|i been|iv been|he is|he's|hes|she is|she's|shes|he was|she was|they were|we were|they are|i turned|he turned|she turned|turned|turning|just turned) ${filler}(?<detail>${age})(?: (?:years|yrs))?${afterAge}`,
  ),
  pattern(
    `\\b(?:my|our|his|her|their|the|a) (?:\\p{L}+ )?(?:\\p{L}+ )?(?:brother|sister|son|daughter|boy|girl|lad|child|baby|cousin|mum|nan|dad|foster brother|foster sister|kid|one|twin|niece|nephew|youngest|eldest|oldest)(?: \\p{L}+)? (?:is|was|are|were|turned) ${filler}(?<detail>${age})${afterAge}`,
  ),
  pattern(
    `\\b(?!(?:it|that|this|there|which|what|review|room)\\b)\\p{L}+ was ${filler}(?<detail>${age})(?= when (?:he|she|they|we|i)\\b)`,
  ),
  pattern(
    `\\b(?:when|since|until|till|til|before|after) (?:i|he|she|they|we|\\p{L}+) (?:was|were|turned|is|am|got|hit|reached) ${filler}(?<detail>${age})(?! (?:of|out|in|minutes|mins|hours|days|weeks|months(?! old)|miles|times|more|other|people|kids|staff|different|\\p{L}+s )|\\d|%|:|\\/)\\b`,
  ),
  pattern(
    `\\b(?:pregnant|mum|mother|dad|father|parent|adopted|removed|moved out|kicked out|taken|taken away|taken into care|into care|too old|too young|placed|married|died|homeless) at (?:just |only |about )?(?<detail>${age})${afterAge}`,
  ),
  pattern(
    `\\b(?:boy|girl|lad|lass|child|mum|mother|dad|man|woman|person|teenager|baby|kid|son|daughter|brother|sister) of (?:just |only |nearly |about )?(?<detail>${age})(?! (?:people|kids|siblings|children|brothers|sisters|of|different))\\b`,
  ),
  pattern(`\\((?:aged? |age )?(?<detail>\\d{1,2}(?: and \\d{1,2})?)\\)`),
  pattern(`\\b(?:nearly|almost|coming up to) (?<detail>${age})${afterAge}`),
  pattern(`\\b(?<detail>${ordinal} birthday)\\b`),
];

/** "when I turn 18", "I am 10 out of 10": what everybody comes to, and marks. */
const notAges = pattern(
  `\\b(?:turn|turning|leave (?:care )?at|stay(?:ing)? (?:on )?(?:till|until)|be|im|i'm|i am) (?<detail>(?:18|21|25))\\b(?= (?:what|they|you|we))|\\bturn (?<detail2>1[68]|21|25)\\b`,
);

export function findAges(reading: DetailReading): Detail[] {
  const not = [...reading.lower.matchAll(notAges)].map(({ index, 0: all }) => index + all.length);
  return agePatterns
    .flatMap((one) => matchesOf(reading, one, 'age'))
    .filter(({ end }) => !not.includes(end));
}
