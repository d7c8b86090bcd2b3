// The keyboard of the coding page, and the next comment in the place of this one without loading the page
// anew; without this file every key has its button or box, and every comment its page.
const find = (query) => document.querySelector(query);
let form, text, themes, marked, saveButton, add, list, options;

/** Takes up the comment that is on the page now. */
function start() {
  form = find('[data-review-form]');
  text = find('[data-review-text]');
  themes = find('[data-review-themes]');
  marked = form.elements.namedItem('marked');
  saveButton = form.querySelector('[value="save"]');
  add = form.elements.namedItem('add');
  list = find('#found-themes');
  options = [...list.children];
  add.removeAttribute('list');
  const parts = { role: 'combobox', 'aria-controls': list.id, 'aria-expanded': 'false' };
  for (const [name, value] of Object.entries(parts)) add.setAttribute(name, value);
  startAdding();
}

/** Where the selected words stand in the comment, in UTF-16 units; none where nothing of it is selected. */
function selectedSpan() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { start, end: start + range.toString().length };
}

function mark(key, span) {
  const spans = JSON.parse(marked.value);
  spans[key] = [...(spans[key] ?? []), span];
  marked.value = JSON.stringify(spans);
  const words = text.textContent.slice(span.start, span.end);
  const said = document.createElement('span');
  said.className = 'app-quiet';
  said.textContent = ` because of “${words}”`;
  document.querySelector(`label[for="theme-${CSS.escape(key)}"]`).append(said);
  document.getSelection().removeAllRanges();
}

function toggle(box) {
  const span = box.type === 'checkbox' ? selectedSpan() : undefined;
  box.checked = box.type === 'radio' || span !== undefined || !box.checked;
  if (span) mark(box.value, span);
  box.focus({ preventScroll: true });
}

// Adding a theme: a list that shrinks while one types, gone through by the arrow keys.
/** Of the words that were selected before the field took the selection away. */
let spanToMark;
const shown = () => options.filter((option) => !option.hidden);
const active = () => options.find((option) => option.getAttribute('aria-selected') === 'true');

function choose(option) {
  for (const one of options) one.setAttribute('aria-selected', String(one === option));
  if (option) add.setAttribute('aria-activedescendant', option.id);
  else add.removeAttribute('aria-activedescendant');
  option?.scrollIntoView({ block: 'nearest' });
}

function openList(isOpen) {
  list.hidden = !isOpen;
  add.setAttribute('aria-expanded', String(isOpen));
}

function narrow() {
  const wanted = add.value.trim().toLowerCase();
  for (const one of options) one.hidden = !one.textContent.toLowerCase().includes(wanted);
  const found = shown();
  openList(wanted !== '' && found.length > 0);
  choose(wanted === '' ? undefined : found[0]);
}

/** Puts a theme among the others, ticked; one that is there already is ticked. */
function addTheme(option) {
  const key = option.dataset.theme;
  let box = document.getElementById(`theme-${key}`);
  if (!box) {
    const entry = document.createElement('div');
    entry.className = 'govuk-checkboxes__item';
    box = document.createElement('input');
    Object.assign(box, { type: 'checkbox', name: 'theme', value: key, id: `theme-${key}` });
    box.className = 'govuk-checkboxes__input';
    const place = themes.querySelectorAll('.govuk-checkboxes__item').length + 1;
    const label = document.createElement('label');
    label.className = 'govuk-label govuk-checkboxes__label';
    label.htmlFor = box.id;
    if (place < 10) {
      box.dataset.key = place;
      const shownKey = document.createElement('kbd');
      shownKey.className = 'app-key';
      shownKey.ariaHidden = 'true';
      shownKey.textContent = place;
      label.append(shownKey, ' ');
    }
    label.append(option.textContent);
    entry.append(box, label);
    themes.append(entry);
    themes.querySelector('[data-review-none]')?.remove();
  }
  box.checked = true;
  if (spanToMark) mark(key, spanToMark);
  spanToMark = undefined;
  add.value = '';
  narrow();
  box.focus();
}

function keyInList(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const found = shown();
  if (step !== undefined && found.length > 0) {
    event.preventDefault();
    openList(true);
    const at = found.indexOf(active()) + step;
    choose(found[Math.max(0, Math.min(found.length - 1, at))]);
  } else if (event.key === 'Escape') {
    add.value = '';
    narrow();
    saveButton.focus();
  } else if (event.key === 'Enter' && add.value.trim() === '' && list.hidden) {
    event.preventDefault();
    saveButton.click();
  } else if (event.key === 'Enter' && active()) {
    event.preventDefault();
    addTheme(active());
  }
}

function startAdding() {
  add.addEventListener('input', narrow);
  add.addEventListener('blur', () => openList(false));
  add.addEventListener('keydown', keyInList);
  // A press on the list would take the focus from the field, and with it the list.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = event.target.closest('[role=option]');
    if (option) addTheme(option);
  });
  form.querySelector('[data-review-add]').addEventListener('click', (event) => {
    if (!active()) return;
    event.preventDefault();
    addTheme(active());
  });
}

const undo = () => find('[data-review-undo]')?.click();
const keys = {
  a: () => {
    spanToMark = selectedSpan();
    add.focus();
  },
  s: () => find('[data-review-skip]').click(),
  u: undo,
  '?': () => find('[data-review-help]').toggleAttribute('open'),
  Enter: () => saveButton.click(),
};

/** What a key does here; with a box, the box. */
function actOf({ key, ctrlKey, metaKey, altKey }) {
  if ((ctrlKey || metaKey) && key === 'z') return undo;
  if (ctrlKey || metaKey || altKey) return undefined;
  const box = form.querySelector(`[data-key="${CSS.escape(key)}"]`);
  return box ? () => toggle(box) : keys[key];
}

document.addEventListener('keydown', (event) => {
  if (event.target === add || event.repeat || isUnderWay) return;
  const isControl = event.target instanceof Element && event.target.closest('a, button, summary');
  if (event.key === 'Enter' && isControl) return;
  const act = actOf(event);
  if (!act) return;
  event.preventDefault();
  act();
});

// Saving, skipping and undoing lead to another comment, which takes the place of this one.
let isUnderWay = false;

async function follow(sent, submitter) {
  const body = new URLSearchParams(new FormData(sent, submitter));
  const answer = await fetch(sent.action, {
    method: 'POST',
    body,
    headers: { accept: 'text/html' },
  });
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (answer.ok && !fresh.querySelector('[data-review]')) return location.assign(answer.url);
  // What could not be saved says so on a page of its own: sent once more, it is refused once more.
  if (!answer.ok) return HTMLFormElement.prototype.submit.call(sent);
  find('main').replaceWith(fresh.querySelector('main'));
  document.title = fresh.title;
  history.pushState(null, '', answer.url);
  start();
  scrollTo(0, 0);
  find('[data-review] h1').focus({ preventScroll: true });
}

document.addEventListener('submit', (event) => {
  const sent = event.target;
  if (!sent.closest('[data-review]')) return;
  event.preventDefault();
  if (isUnderWay) return;
  isUnderWay = true;
  follow(sent, event.submitter)
    .catch(() => HTMLFormElement.prototype.submit.call(sent))
    .finally(() => (isUnderWay = false));
});
addEventListener('popstate', () => location.reload());

start();
