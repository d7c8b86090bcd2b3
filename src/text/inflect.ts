const vowel = /[aeiou]/;
const endsShort = /[^aeiou][aeiou][bcdfgklmnprtvz]$/;
const hisses = /(?:s|x|z|ch|sh|o)$/;

/** "plan" doubles its last letter; "visit" does not; of a longer word either is allowed. */
function stemsForEndings(word: string): string[] {
  const doubled = word + word.slice(-1);
  if (word.length === 1 || !endsShort.test(word)) return [word];
  return word.length <= 4 ? [doubled] : [word, doubled];
}

/**
 * The regular forms of an English word, as noun and as verb: "bully" gives bullies, bullied,
 * bullying. Irregular forms ("ran") are the lemmatiser's part. A form that is no word does no harm.
 */
export function inflect(word: string): string[] {
  const forms = [word, hisses.test(word) ? `${word}es` : `${word}s`];
  if (word.endsWith('e')) return [...forms, `${word}d`, `${word.slice(0, -1)}ing`];
  const beforeLast = word.at(-2) ?? '';
  if (word.endsWith('y') && !vowel.test(beforeLast)) {
    const start = word.slice(0, -1);
    return [word, `${start}ies`, `${start}ied`, `${word}ing`];
  }
  for (const start of stemsForEndings(word)) forms.push(`${start}ed`, `${start}ing`);
  return forms;
}
