// The columns of an import: filters while typing, ticks many, and gives them one role at once.

const form = document.querySelector('[data-columns-form]');
const find = (id) => document.getElementById(id);
for (const one of form.querySelectorAll('[data-script-only]')) one.hidden = false;
for (const one of form.querySelectorAll('[data-without-script]')) one.remove();

const numbers = new Intl.NumberFormat('en-GB');
const count = (number, word) => `${numbers.format(number)} ${word}${number === 1 ? '' : 's'}`;

/** A list that shows only what fits its filters; `fits` says whether one of its entries does. */
function startList(name, noun, fits) {
  const entries = [...find(`${name}-list`).children];
  const words = new Map(
    entries.map((entry) => [entry, entry.firstElementChild.textContent.toLowerCase()]),
  );
  const fields = form.querySelector(`[data-view=${name}]`);
  const show = () => {
    const wanted = fields.querySelector('input').value.trim().toLowerCase();
    for (const entry of entries) entry.hidden = !(words.get(entry).includes(wanted) && fits(entry));
    const shown = entries.filter((entry) => !entry.hidden).length;
    form.querySelector(`[data-shown-count=${name}]`).textContent =
      `${numbers.format(shown)} of ${count(entries.length, noun)} shown`;
    form.querySelector(`[data-none-shown=${name}]`).hidden = shown > 0;
  };
  fields.addEventListener('input', show);
  // Enter in a filter would send the form; the filter has done its work already.
  fields.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault();
  });
  return { entries, show };
}

const roleOf = (column) => column.querySelector('select');
const isChanged = (column) =>
  'changed' in column.dataset || roleOf(column).value !== column.dataset.was;

const columns = startList('columns', 'column', (column) => {
  const [role, mark] = [find('role').value, find('mark').value];
  if (role !== '' && roleOf(column).value !== role) return false;
  if (mark === 'changed') return isChanged(column);
  return mark === '' || mark in column.dataset;
});
const questions = startList('questions', 'closed question', (question) => {
  const mark = find('questionMark').value;
  return mark === '' || question.dataset.marks.split(' ').includes(mark);
});

/** A role that the officer gives stands instead of the guess and its reason. */
function give(column, role) {
  roleOf(column).value = role;
  delete column.dataset.unsure;
  column.querySelector('.app-column__role p').textContent = 'As you chose.';
}

// What is changed here is sent with the form alone: leaving by a link asks first.
let unsaved = false;
form.addEventListener('change', ({ target }) => {
  if (!target.closest('[data-view]') && !target.matches('.app-tick, #bulk')) unsaved = true;
});
form.addEventListener('submit', () => (unsaved = false));
addEventListener('beforeunload', (event) => {
  if (unsaved) event.preventDefault();
});

// Order
const sureness = (column) =>
  'unsure' in column.dataset ? 0 : column.dataset.sureness === 'medium' ? 1 : 2;
const place = (column) => Number(column.querySelector('.app-tick').value);
find('order').addEventListener('change', ({ target }) => {
  const bySureness = (a, b) => sureness(a) - sureness(b) || place(a) - place(b);
  const inFile = (a, b) => place(a) - place(b);
  find('columns-list').append(
    ...columns.entries.sort(target.value === 'sureness' ? bySureness : inFile),
  );
});
const asRead = [...questions.entries];
const inFile = (a, b) => Number(a.dataset.at) - Number(b.dataset.at);
const toLook = (a, b) => a.dataset.rank - b.dataset.rank || inFile(a, b);
find('questionOrder').addEventListener('change', ({ target }) => {
  find('questions-list').append(...asRead.sort(target.value === 'file' ? inFile : toLook));
});

// Ticks
const ticks = () =>
  columns.entries.filter((one) => !one.hidden).map((one) => one.querySelector('.app-tick'));
const ticked = () => columns.entries.filter((one) => one.querySelector('.app-tick').checked);
const said = form.querySelector('[data-selected-count]');
function tell(words) {
  const selected = ticked();
  const hidden = selected.filter((one) => one.hidden).length;
  const beyond = hidden > 0 ? ` (${numbers.format(hidden)} not shown)` : '';
  said.parentElement.toggleAttribute('data-told', words !== undefined);
  said.textContent = words ?? `${count(selected.length, 'column')} selected${beyond}`;
  const shown = ticks();
  const all = find('select-shown');
  all.checked = shown.length > 0 && shown.every((tick) => tick.checked);
  all.indeterminate = !all.checked && shown.some((tick) => tick.checked);
}
let last = null;
const list = find('columns-list');
list.addEventListener('click', ({ target, shiftKey }) => {
  if (!target.matches('.app-tick')) return;
  const shown = ticks();
  const [from, to] = [shown.indexOf(last), shown.indexOf(target)].sort((a, b) => a - b);
  if (shiftKey && from >= 0) {
    for (const tick of shown.slice(from, to + 1)) tick.checked = target.checked;
  }
  last = target;
  tell();
});
list.addEventListener('keydown', (event) => {
  if (!event.target.matches('.app-tick')) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined && event.key !== 'Enter') return;
  event.preventDefault();
  const shown = ticks();
  const next = event.key === 'Enter' ? find('bulk') : shown[shown.indexOf(event.target) + step];
  if (event.key === 'Enter') last = event.target;
  next?.focus();
});
list.addEventListener('change', ({ target }) => {
  if (target.name.startsWith('role-')) give(target.closest('li'), target.value);
});
find('select-shown').addEventListener('change', ({ target }) => {
  for (const tick of ticks()) tick.checked = target.checked;
  tell();
});
form.querySelector('[data-clear-selection]').addEventListener('click', () => {
  for (const one of ticked()) one.querySelector('.app-tick').checked = false;
  tell();
  (last ?? find('select-shown')).focus();
});
for (const view of form.querySelectorAll('[data-view=columns]')) {
  view.addEventListener('input', () => tell());
}

// One role for all that are ticked; without any the server says what is missing.
form.querySelector('[value=apply-selected]').addEventListener('click', (event) => {
  const role = find('bulk');
  const selected = ticked();
  if (role.value === '' || selected.length === 0) return;
  event.preventDefault();
  unsaved = true;
  for (const one of selected) {
    give(one, role.value);
    one.querySelector('.app-tick').checked = false;
  }
  tell(`${role.selectedOptions[0].textContent}: given to ${count(selected.length, 'column')}`);
  role.value = '';
  const back = last && !last.closest('li').hidden ? last : ticks()[0];
  (back ?? find('words')).focus();
});

// What needs a look
const looks = {
  unsure: ['columns', { words: '', role: '', mark: 'unsure' }],
  personal: ['columns', { words: '', role: 'personal', mark: '' }],
  questions: ['questions', { questionWords: '', questionMark: 'unsure' }],
  turned: ['questions', { questionWords: '', questionMark: 'turned' }],
  routed: ['questions', { questionWords: '', questionMark: 'routed' }],
};
form.addEventListener('click', (event) => {
  const look = event.target.closest('[data-look]');
  if (!look) return;
  event.preventDefault();
  const [name, values] = looks[look.dataset.look];
  for (const [field, value] of Object.entries(values)) find(field).value = value;
  (name === 'columns' ? columns : questions).show();
  find(name).focus();
});

tell();
