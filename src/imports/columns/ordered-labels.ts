/** How often, most often first; the wording that stands first in a label decides. */
const frequencies: readonly RegExp[] = [
  /more than once a day|several times a day/,
  /\bdaily\b|every (day|night)|once a day/,
  /(few|several|\d) (times|days) (a|per) week/,
  /\bweekly\b|once a week|every week/,
  /(few|several|\d) times (a|per) month/,
  /\bmonthly\b|once a month|every month/,
  /\b(yearly|annually)\b|once a year|every year/,
  /less (often|than once)/,
  /\bnever\b|not at all|\bdo ?n[o'’]t\b/,
];

function frequencyRank(label: string): number | undefined {
  const less = /^(less|once a (month|year) or less)/.exec(label);
  const found = frequencies
    .map((wording, rank) => ({ rank, at: label.search(wording) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.rank - a.rank)[0];
  return found && (less ? Math.max(found.rank, 5) + 0.5 : found.rank);
}

const numberWords = 'none one two three four five six seven eight nine ten'.split(' ');
const days: Readonly<Record<string, number>> = {
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 30,
  year: 365,
};

/** The first amount of a label: "$25,000 - $49,999" is 25,000, "Less than 1 year" a little under 365 days. */
function amountRank(label: string): number | undefined {
  const plain = label.replace(/(\d),(?=\d{3})/g, '$1').replace(/[£$€]/g, '');
  const word = numberWords.findIndex((name) => new RegExp(`^${name}\\b`).test(plain));
  const found = /\d+(\.\d+)?/.exec(plain)?.[0];
  if (word < 0 && found === undefined) return undefined;
  const amount = word >= 0 ? word : Number(found);
  const unit = Object.keys(days).find((name) => new RegExp(`\\b${name}s?\\b`).test(plain));
  const below = /^(less|under|fewer|below|up to|<)/.test(plain) ? -0.5 : 0;
  const above = /^(more|over|above|after|>)|\+|or (more|over|older)/.test(plain) ? 0.5 : 0;
  return (amount + below + above) * (unit === undefined ? 1 : (days[unit] ?? 1));
}

/**
 * A rank for each label where all of them name a time, an amount or how often, and differ; undefined
 * where they do not.
 */
export function orderOf(labels: readonly string[]): number[] | undefined {
  if (labels.length < 3) return undefined;
  const folded = labels.map((label) => label.trim().toLowerCase());
  for (const rankOf of [frequencyRank, amountRank]) {
    const ranks = folded.map(rankOf).filter((rank) => rank !== undefined);
    if (ranks.length === labels.length && new Set(ranks).size === labels.length) return ranks;
  }
  return undefined;
}
