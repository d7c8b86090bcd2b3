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

// Long work: brings the page up to date each second, and goes on to the next page when there is one.
const live = document.querySelector('[data-live]');
async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = next.querySelector('[data-live]');
  if (answer.redirected || !fresh) return location.assign(answer.url);
  live.replaceChildren(...fresh.childNodes);
  setTimeout(refresh, 1000);
}
if (live) setTimeout(refresh, 1000);
