export const hiddenNote = (title: string) => `The hidden sheet “${title}” was not read.`;

/** `first` is an address, "C5". */
export const errorNote = (title: string, { first, count }: { first: string; count: number }) =>
  count === 1
    ? `Sheet “${title}”: the error in cell ${first} was read as blank.`
    : `Sheet “${title}”: ${count} cells with an error such as #N/A were read as blank, the first of them ${first}.`;

export function withoutBlankEnd(rows: string[][]): string[][] {
  let end = rows.length;
  while (end > 0 && rows[end - 1]?.every((text) => text === '')) end -= 1;
  return end === rows.length ? rows : rows.slice(0, end);
}
