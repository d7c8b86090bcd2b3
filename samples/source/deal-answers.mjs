/** Mulberry32: the same seed gives the same files on every machine. */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ordered = (people, rank) =>
  people
    .map((person) => ({ person, place: rank(person) }))
    .sort((a, b) => a.place - b.place)
    .map(({ person }) => person);

export const shuffled = (people, random) => ordered(people, () => random());

export function isAsked(question, person) {
  const groups = question.open ?? Object.keys(question.answers ?? question.ticks ?? {});
  if (!question.group && !question.follows && !groups.includes(person.group)) return false;
  if (!question.onlyIf) return true;
  const [key, label] = question.onlyIf.split('=');
  return person.answers.get(key) === label;
}

/** Gives out what is left of the counts: happy people the first options where the question leans. */
function dealGroup(question, counts, people, random) {
  const left = new Map(Object.entries(counts));
  for (const person of people) {
    const label = person.answers.get(question.key);
    if (label === undefined) continue;
    if (!(left.get(label) > 0)) throw new Error(`${question.key}: too many “${label}”`);
    left.set(label, left.get(label) - 1);
  }
  // A number's labels would otherwise be dealt in the order of a JavaScript object: ascending.
  const labels = question.number ? [...left.keys()].sort((a, b) => b - a) : [...left.keys()];
  const hand = labels.flatMap((label) => Array(left.get(label)).fill(label));
  const waiting = shuffled(people.filter((p) => !p.answers.has(question.key)), random);
  if (hand.length > waiting.length) throw new Error(`${question.key}: more answers than people`);
  const takers = waiting.slice(0, hand.length);
  const rank = question.lean ? (p) => random() * 1.6 - p.mood : () => random();
  ordered(takers, rank).forEach((person, i) => person.answers.set(question.key, hand[i]));
}

function dealTicks(question, counts, people, random) {
  const alone = question.alone;
  const undecided = shuffled(people.filter((p) => !p.answers.has(question.key)), random);
  for (const person of undecided.splice(0, counts[alone])) person.answers.set(question.key, alone);
  const ticked = new Map(undecided.map((person) => [person, []]));
  for (const [label, count] of Object.entries(counts)) {
    if (label === alone) continue;
    for (const person of shuffled(undecided, random).slice(0, count)) ticked.get(person).push(label);
  }
  for (const [person, labels] of ticked) person.answers.set(question.key, labels.join(';'));
}

/** Completes everybody's closed answers so that each option has exactly the count of its definition. */
export function dealAnswers({ questions, groups, people }, random) {
  for (const question of questions) {
    for (const group of Object.keys(groups)) {
      const asked = people.filter((p) => p.group === group && isAsked(question, p));
      const counts = (question.answers ?? question.ticks)?.[group];
      if (question.ticks && counts) dealTicks(question, counts, asked, random);
      else if (counts && !question.follows) dealGroup(question, counts, asked, random);
      for (const person of asked) {
        if (question.group) person.answers.set(question.key, groups[group].label);
        const followed = question.follows && person.answers.get(question.follows);
        if (followed) person.answers.set(question.key, question.answers[followed]);
      }
    }
  }
}
