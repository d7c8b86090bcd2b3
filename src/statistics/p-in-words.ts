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

/** As many decimals, from two, as keep the rounded p value on its own side of what gives it a meaning. */
function rounded(p: number): string {
  for (let decimals = p < 0.01 ? 3 : 2; decimals < 15; decimals += 1) {
    const text = p.toFixed(decimals);
    if (meanings.every(([below]) => Number(text) < below === p < below)) return text;
  }
  return String(p);
}

/** "p < 0.001", "p = 0.004", "p = 0.03", "p = 0.0496", "p > 0.99"; "not tested" for null. */
export function pInWords(p: number | null): string {
  if (p === null) return 'not tested';
  if (p < 0.001) return 'p < 0.001';
  if (p > 0.99) return 'p > 0.99';
  return `p = ${rounded(p)}`;
}

/** One plain sentence. A p value that is one of many is to be corrected first; see adjust.ts. */
export function meaningOfP(p: number | null): string {
  if (p === null) return others.untested;
  return meanings.find(([below]) => p < below)?.[1] ?? others.chance;
}
