// Pages work without this file; it only adds what a script can do better.
import { initAll } from '/assets/govuk-frontend.min.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();

/** What a cell sorts by: its own key, else a number where the whole text is one, else its text. */
function sortKey(cell) {
  const text = (cell?.dataset.sort ?? cell?.textContent ?? '').trim();
  const number = Number(text.replace(/[,%]/g, ''));
  return text !== '' && Number.isFinite(number) ? number : text.toLowerCase();
}

const compare = (a, b) =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en-GB', { numeric: true });

for (const table of document.querySelectorAll('table[data-sortable]')) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, place) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'app-sort';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const down = heading.getAttribute('aria-sort') === 'ascending';
      headings.forEach((other) => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const rows = [...table.tBodies[0].rows].map((row) => [sortKey(row.cells[place]), row]);
      rows.sort((a, b) => compare(a[0], b[0]) * (down ? -1 : 1));
      table.tBodies[0].append(...rows.map(([, row]) => row));
    });
  });
}

if (document.querySelector('[data-columns-form]')) await import('/assets/columns.js');
if (document.querySelector('[data-rule-form]')) await import('/assets/rule.js');
if (document.querySelector('[data-review]')) await import('/assets/review.js');
if (document.querySelector('[data-keys-help]')) await import('/assets/comments.js');
if (document.querySelector('[data-print]')) await import('/assets/preview.js');
if (document.querySelector('[data-round]')) await import('/assets/round.js');
if (document.querySelector('[data-sign-off]')) await import('/assets/sign-off.js');
if (document.querySelector('[data-attribution]')) await import('/assets/attribution.js');
if (document.querySelector('[data-report]')) await import('/assets/report.js');
if (document.querySelector('[data-extract-form]')) await import('/assets/extract.js');

/** Changes what is there in place: a bar put there anew would flicker, and lose its place. */
function bringUpToDate(old, fresh) {
  if (old.nodeName !== fresh.nodeName || old.childNodes.length !== fresh.childNodes.length) {
    return old.replaceWith(fresh);
  }
  if (!(old instanceof Element)) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const name of old.getAttributeNames()) {
    if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const children = [...fresh.childNodes];
  [...old.childNodes].forEach((child, at) => bringUpToDate(child, children[at]));
}

// Long work: brings its figures up to date each second, and goes on to the next page when there is one.
const live = document.querySelectorAll('[data-live]');
async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = [...live].map(({ id }) => page.querySelector(`#${id}[data-live]`));
  if (answer.redirected || fresh.includes(null)) return location.assign(answer.url);
  live.forEach((part, at) => bringUpToDate(part, fresh[at]));
  refreshIn(1000);
}
// A server that starts again answers some seconds later.
const refreshIn = (milliseconds) =>
  setTimeout(() => refresh().catch(() => refreshIn(5000)), milliseconds);
if (live.length > 0) refreshIn(1000);
