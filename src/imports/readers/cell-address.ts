/** The letters of a 0-based column: 0 is A, 26 is AA. */
export function columnLetter(position: number): string {
  let letters = '';
  for (let rest = position; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** "C5" for the 0-based row 4 and column 2. */
export const cellAddress = (row: number, column: number) => `${columnLetter(column)}${row + 1}`;
