import type { Comparison, Mapping, Renaming } from '../import-types.js';

/** What an officer says of a renaming. */
export type Judgement = Pick<Renaming, 'from' | 'to' | 'isSame'>;

const judge = (renaming: Renaming, judged: readonly Judgement[]): Renaming => {
  const own = judged.find(({ from, to }) => from === renaming.from && to === renaming.to);
  return own ? { ...renaming, isSame: own.isSame } : renaming;
};

/** The renamings that were judged otherwise than they stood, as they stand now. */
export function changedRenamings(
  renamed: readonly Renaming[] = [],
  judged: readonly Judgement[] = [],
): Renaming[] {
  return renamed.flatMap((one) => {
    const now = judge(one, judged);
    return now.isSame === one.isSame ? [] : [now];
  });
}

export const judgeRenamings = (
  compared: Comparison,
  judged: readonly Judgement[] = [],
): Comparison => ({
  ...compared,
  renamed: compared.renamed.map((one) => judge(one, judged)),
});

/** The renamed answers of a question as an officer judged them. */
export function judgeOptions(
  { questions }: Mapping,
  key: string,
  judged: readonly Judgement[] = [],
): Renaming[] {
  const renamed = questions.find((question) => question.key === key)?.compared?.renamed ?? [];
  return renamed.map((one) => judge(one, judged));
}
