/** Numbers, dates and plurals as a British civil servant writes them. */

const wholeNumbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });
const times = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h12',
  timeZone: 'Europe/London',
});

/** "1,186" */
export const formatNumber = (value: number) => wholeNumbers.format(value);

/** "1,186"; what stands for a number that is not shown, such as "[c]", as it is. */
export const formatFigure = (value: number | string) =>
  typeof value === 'number' ? formatNumber(value) : value;

/** "25%"; "[c]" as it is; nothing where there is no percentage. */
export const formatShare = (percentage: number | string | null) =>
  typeof percentage === 'number' ? `${percentage}%` : (percentage ?? '');

/** "23 November 2026", from an ISO instant. */
export const formatDate = (instant: string) => days.format(new Date(instant));

/** "23 November 2026 at 6:44pm", from an ISO instant. */
export const formatTime = (instant: string) =>
  `${formatDate(instant)} at ${times.format(new Date(instant)).replace(/\s/g, '')}`;

/** "1 comment", "1,186 comments"; the plural is the singular with an s unless given. */
export const formatCount = (count: number, singular: string, plural = `${singular}s`) =>
  `${formatNumber(count)} ${count === 1 ? singular : plural}`;

const oneDecimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** "2.4 MB", from bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return formatCount(bytes, 'byte');
  if (bytes < 1_000_000) return `${wholeNumbers.format(bytes / 1000)} KB`;
  return `${oneDecimal.format(bytes / 1_000_000)} MB`;
}

/** "a, b and c" */
export function formatList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** "Adoption survey" within a sentence: "adoption survey"; an acronym keeps its capitals. */
export const lowerFirst = (text: string) =>
  /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
