import type { MappingEdits } from './import-papers.js';
import type { Comparison, Mapping, Renaming } from './import-types.js';

/** Fewer known questions than this share of those known: the file is another questionnaire of the survey. */
const leastShared = 0.2;

interface ShownRenaming extends Renaming {
  /** The form's field. */
  name: string;
}

const shown = (
  { renamed }: Comparison,
  prefix: string,
  judged: MappingEdits['renamed'],
): ShownRenaming[] =>
  renamed.map((one, at) => ({
    ...one,
    isSame: judged?.[at]?.isSame ?? one.isSame,
    name: `${prefix}-${at}`,
  }));

/** What is new, gone and renamed in a file beside its survey's earlier ones; null for a first file. */
export function comparedPage({ compared, questions }: Mapping, edits: MappingEdits | null) {
  if (!compared) return null;
  const renamed = shown(compared, 'renamed', edits?.renamed);
  const known = compared.same + compared.gone.length + renamed.length;
  const answers = questions.flatMap(({ text, compared: own }, at) => {
    if (!own) return [];
    const names = shown(own, `renamed-answer-${at}`, edits?.questions[at]?.renamed);
    return [{ question: text, added: own.added, gone: own.gone, renamed: names }];
  });
  return {
    ...compared,
    renamed,
    known,
    isOther: compared.same + renamed.length < known * leastShared,
    answers,
  };
}
