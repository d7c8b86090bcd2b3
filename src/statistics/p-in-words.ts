/** What a p value says of a difference, for those to whom it says nothing; by the least p first. */
const meanings: readonly [below: number, words: string][] = [
  [0.001, 'A difference this large would be very rare by chance alone: less than once in 1,000.'],
  [0.01, 'A difference this large would be rare by chance alone: less than once in 100.'],
  [0.05, 'A difference this large would be unusual by chance alone: less than once in 20.'],
];

/** What is said of every other p value, and of a difference that was not tested. */
const others = {
  chance: 'A difference this large could well be due to chance.',
  untested: 'This difference was not tested.',
};

/** Where two decimals would tell on the wrong side of 0.05 or 0.01, a third is given. */
const decimals = (p: number) => (p < 0.01 || (p >= 0.045 && p < 0.055) ? 3 : 2);

/** "p < 0.001", "p = 0.004", "p = 0.03", "p > 0.99"; "not tested" for null. */
export function pInWords(p: number | null): string {
  if (p === null) return 'not tested';
  if (p < 0.001) return 'p < 0.001';
  if (p > 0.99) return 'p > 0.99';
  return `p = ${p.toFixed(decimals(p))}`;
}

/** One plain sentence. A p value that is one of many is to be corrected first; see adjust.ts. */
export function meaningOfP(p: number | null): string {
  if (p === null) return others.untested;
  return meanings.find(([below]) => p < below)?.[1] ?? others.chance;
}
