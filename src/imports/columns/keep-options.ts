import { foldLabel } from '../../surveys/words.js';
import type { Comparison, QuestionMapping, Renaming } from '../import-types.js';
import { foldWording } from './likeness.js';
import { pairRenamings, type Wording } from './pair-renamings.js';

/** The answers of a file under the labels that the survey knows. */
interface KeptOptions {
  /** The known label of an answer, by its folded wording in this file, where the two differ. */
  knownAs: ReadonlyMap<string, string>;
  compared: Comparison | undefined;
}

/** An option as it stands in cells, folded: by its label, and as its file words it. */
export const spellingsOf = ({
  label,
  wordings = [],
}: Pick<QuestionMapping['options'][number], 'label' | 'wordings'>): string[] =>
  [label, ...wordings.map((one) => one.label)].map(foldLabel);

const wording = (text: string): Wording => ({ text, sort: 'option', answers: [] });

/** Labels by what is left of them without punctuation, where that is one label's alone. */
function byPlainWords(labels: readonly string[]): Map<string, string> {
  const plain = new Map<string, string>();
  const twice = new Set<string>();
  for (const label of labels) {
    if (plain.has(foldWording(label))) twice.add(foldWording(label));
    plain.set(foldWording(label), label);
  }
  return new Map([...plain].filter(([folded]) => !twice.has(folded)));
}

function decide(renaming: Renaming, decided: readonly Renaming[]): Renaming {
  const own = decided.find(({ from, to }) => from === renaming.from && to === renaming.to);
  return own ? { ...renaming, isSame: own.isSame } : renaming;
}

/**
 * Finds the known options behind the answers of a file: typed otherwise ("very good!"), worded as in
 * another earlier file, or renamed. `decided` are renamings that an officer has judged.
 */
function keepOptions(
  given: readonly string[],
  known: QuestionMapping,
  decided: readonly Renaming[] = [],
): KeptOptions {
  const labels = new Map(known.options.map(({ label }) => [foldLabel(label), label]));
  const earlier = new Map(
    known.options.flatMap(({ label, wordings = [] }) =>
      wordings.map((one) => [foldLabel(one.label), label] as const),
    ),
  );
  const plain = byPlainWords([...labels.values()]);
  const knownAs = new Map<string, string>();
  const added: string[] = [];
  for (const answer of given.filter((one) => !labels.has(foldLabel(one)))) {
    const label = earlier.get(foldLabel(answer)) ?? plain.get(foldWording(answer));
    if (label === undefined) added.push(answer);
    else knownAs.set(foldLabel(answer), label);
  }
  const seen = new Set([...given.map(foldLabel), ...[...knownAs.values()].map(foldLabel)]);
  const gone = [...labels.values()].filter(
    (label) => !seen.has(foldLabel(label)) && label !== known.writtenIn,
  );
  const renamed = pairRenamings(gone.map(wording), added.map(wording)).map((one) =>
    decide(one, decided),
  );
  for (const { from, to, isSame } of renamed) if (isSame) knownAs.set(foldLabel(to), from);
  const paired = new Set(renamed.flatMap(({ from, to }) => [from, to]));
  const compared = {
    same: given.length - added.length,
    added: added.filter((label) => !paired.has(label)),
    gone: gone.filter((label) => !paired.has(label)),
    renamed,
  };
  const differs = added.length + gone.length > 0;
  return { knownAs, compared: differs ? compared : undefined };
}

/**
 * The answers of a file as options: each once, under its known label where there is one, with what it is
 * otherwise called in the file.
 */
export function nameAnswers(
  seen: readonly string[],
  known: QuestionMapping | undefined,
  decided: readonly Renaming[],
) {
  const { knownAs, compared } = known
    ? keepOptions(seen, known, decided)
    : { knownAs: new Map<string, string>(), compared: undefined };
  const given = new Map<string, string>();
  const wordings = new Map<string, string[]>();
  for (const answer of seen) {
    const label = knownAs.get(foldLabel(answer)) ?? answer;
    const folded = foldLabel(label);
    given.set(folded, given.get(folded) ?? label);
    if (folded !== foldLabel(answer))
      wordings.set(folded, [...(wordings.get(folded) ?? []), answer]);
  }
  const wordingsOf = (label: string) => wordings.get(foldLabel(label)) ?? [];
  return { given: [...given.values()], compared, wordingsOf };
}
