/** A coefficient, or in words why there is none. */
export type Coefficient = { value: number } | { undefinedBecause: string };

/** A code that somebody gave; a theme that is there or not is 'yes' or 'no'. */
export type Code = string;

export const noVariation: Coefficient = {
  undefinedBecause:
    'Everybody gave the same code throughout, so there is no variation to agree on.',
};

export const nothingInCommon: Coefficient = {
  undefinedBecause: 'No comment has been coded by two people.',
};

export const countCodes = (codes: Iterable<Code>): Map<Code, number> => {
  const counts = new Map<Code, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
};
