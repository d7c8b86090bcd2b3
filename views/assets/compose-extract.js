// What an extract says, of words that are quoted or left out: {text, space (before it), isQuoted, mark, group, sic}.
// `mark` is what stands for a word left out, once for all of its `group`; '' for "…" where words follow.

/** The words as the page shows them. */
export const readWords = (units) =>
  units.map((unit) => {
    const stretch = unit.closest('[data-stretch]');
    const { marks } = stretch.dataset;
    return {
      text: unit.textContent,
      space: 'space' in unit.dataset ? ' ' : '',
      isQuoted: stretch.dataset.stretch === 'quoted',
      mark: marks === '…' ? '' : marks,
      sic: 'sic' in unit.dataset,
      group: stretch,
    };
  });

function marksOf(run, isWithin) {
  const marks = [];
  let group;
  for (const word of run) {
    if (word.mark && word.group !== group) marks.push(word.mark);
    // At either end of the quote nothing has to say that there is more.
    else if (!word.mark && isWithin && marks.at(-1) !== '…') marks.push('…');
    group = word.group;
  }
  return marks.join(' ');
}

const closing = /^[.,;:!?)]/;

function leftOut(words, at, end) {
  const marks = marksOf(words.slice(at, end), at > 0 && end < words.length);
  if (marks === '') return words[at].space;
  const next = words[end];
  const before = marks.startsWith('…') ? ' ' : words[at].space;
  const after = next && marks.endsWith('…') && !closing.test(next.text) ? ' ' : (next?.space ?? '');
  return before + marks + after;
}

const quoted = (words, at, end) =>
  words
    .slice(at, end)
    .map(({ text, space, sic }, i) => (i > 0 ? space : '') + text + (sic ? ' (sic)' : ''))
    .join('');

export function composeExtract(words) {
  let extract = '';
  for (let at = 0, end = 0; at < words.length; at = end) {
    const { isQuoted } = words[at];
    while (end < words.length && words[end].isQuoted === isQuoted) end += 1;
    extract += isQuoted ? quoted(words, at, end) : leftOut(words, at, end);
  }
  return extract.trim();
}

/** Where the next sentence begins from `at` on (`step` 1), or this one or the one before (-1). */
export function sentenceFrom(words, at, step) {
  const begins = (one) => one === 0 || /[.!?]$/.test(words[one - 1].text);
  let to = at + step;
  while (to > 0 && to < words.length - 1 && !begins(to)) to += step;
  return to;
}
