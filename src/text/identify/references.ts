import { matchesOf, near, spanOf, type DetailReading } from './detail-reading.js';
import type { Detail } from './finding.js';
import { isStrange } from './name-signs.js';
import { phraseAt } from './phrase-index.js';
import { firstOf, yesWhere } from './signs.js';

const pattern = (source: string) => new RegExp(source, 'dgu');

const contacts: readonly (readonly [RegExp, redaction: string])[] = [
  [pattern('(?<!\\d)(?:\\+44 ?\\(?0?\\)? ?|0)\\d(?:[ -]?\\d){8,9}(?!\\d)'), 'phone number'],
  [pattern('[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+'), 'detail'],
  [pattern('(?:https?:\\/\\/|www\\.)[^\\s)]+[^\\s).,;]'), 'detail'],
  [
    pattern('\\b[\\p{L}\\p{N}-]{2,}\\.(?:com|co\\.uk|org|org\\.uk|net|uk)\\b(?:\\/[^\\s).,;]*)?'),
    'detail',
  ],
  [pattern('(?<![\\p{L}\\p{N}._%+-])@[\\p{L}\\p{N}_.]*[\\p{L}\\p{N}_]'), 'detail'],
  [
    pattern(
      "\\b(?:snap|snapchat|insta|instagram|tiktok|facebook|fb|twitter|discord|xbox|psn|gamertag|whatsapp|username|user name|kik|skype)(?: name| tag| id)? (?:is|its|it's|:|=)? ?(?<detail>(?=[\\p{L}\\p{N}._]*[\\d._])[\\p{L}\\p{N}_.]{3,}[\\p{L}\\p{N}_])",
    ),
    'detail',
  ],
];

const caseNumbers: readonly RegExp[] = [
  pattern('\\b[a-z]{2}\\d{2}[a-z]\\d{5}\\b'),
  pattern(
    "\\b(?:case|ref|reference|file|nhs|ni|national insurance|ics|record|urn|application|unique|client|person|hearing|complaint|crime)(?:'s)?(?: case)?(?: (?:no|number|num|ref|reference|id|nr))?\\.?(?: (?:was|is|of))?[,:#]? {0,2}(?:number |no\\.? )?(?<detail>(?:[a-z]{1,5}[ \\/-]?)?\\d[\\d\\/ -]{2,}\\d\\b|[a-z]{1,5}[\\/-][\\d\\/]{3,})",
  ),
  pattern('\\b[a-z]{2,5}[\\/-]\\d{3,}(?:\\/\\d+)*\\b'),
  pattern('\\b[a-z]\\d{5,}\\b'),
  pattern('\\b[a-z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]\\b'),
];

/** Telephone numbers, addresses of e-mail and the web, names on social media. */
export const findContacts = (reading: DetailReading): Detail[] =>
  contacts.flatMap(([one, redaction]) =>
    matchesOf(reading, one, 'contact').map((detail) => ({ ...detail, redaction })),
  );

export const findCaseNumbers = (reading: DetailReading): Detail[] =>
  caseNumbers.flatMap((one) => matchesOf(reading, one, 'case_number'));

const courtWords = new Set(
  "family county crown magistrates magistrates' magistrate's high combined youth justice civil district".split(
    ' ',
  ),
);

const isPlace = firstOf(
  yesWhere(({ words, lookup }, at) => phraseAt(lookup.phrases.places, words, at) > 0),
  yesWhere(({ lookup }, _, { form }) => lookup.ambiguousPlaces.has(form)),
  (reading, _, word) => isStrange(reading, word) && !word.first,
);

/** The name of a court: "Leeds Family Court", "went court in Leeds". */
export const findCourts = (reading: DetailReading): Detail[] =>
  reading.words.flatMap((word, at) => {
    const { words } = reading;
    if (!/^courts?$/u.test(word.form)) return [];
    let named = at - 1;
    while (courtWords.has(words[named]?.form ?? '')) named -= 1;
    if (isPlace(reading, named)) return [spanOf(words, named, at, 'court')];
    const isThere = ['in', 'at'].includes(near(reading, at, 1)) && words[at + 2]?.joined === true;
    return isThere && isPlace(reading, at + 2) ? [spanOf(words, at + 2, at + 2, 'court')] : [];
  });
