// The keyboard of the coding page; without this file every key has its button or box.
const form = document.querySelector('[data-review-form]');
const text = document.querySelector('[data-review-text]');
const themes = document.querySelector('[data-review-themes]');
const add = form.elements.namedItem('add');
const marked = form.elements.namedItem('marked');
const options = [...document.querySelectorAll('#all-themes option')].map(({ value }) => value);

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
}

function toggle(box) {
  const span = box.type === 'checkbox' ? selectedSpan() : undefined;
  if (span) mark(box.value, span);
  box.checked = box.type === 'radio' || span !== undefined || !box.checked;
  box.focus({ preventScroll: true });
}

/** The one theme whose name holds what was typed, or whose name it is. */
function themeMeant(typed) {
  const wanted = typed.trim().toLowerCase();
  const exact = options.find((name) => name.toLowerCase() === wanted);
  const partly = options.filter((name) => name.toLowerCase().includes(wanted));
  return exact ?? (partly.length === 1 ? partly[0] : undefined);
}

const keys = {
  a: () => add.focus(),
  s: () => document.querySelector('[data-review-skip]').click(),
  u: () => document.querySelector('[data-review-undo]')?.click(),
  '?': () => document.querySelector('[data-review-help]').toggleAttribute('open'),
  Enter: () => form.querySelector('[value="save"]').click(),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === add) return;
  const isControl = event.target instanceof Element && event.target.closest('a, button, summary');
  if (event.key === 'Enter' && isControl) return;
  const box = themes.ownerDocument.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const act = box ? () => toggle(box) : keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// Enter in the field takes the theme; a second Enter saves, as the field is left.
add.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') form.querySelector('[value="save"]').focus();
  if (event.key !== 'Enter' || add.value.trim() === '') return;
  const name = themeMeant(add.value);
  if (name === undefined) return;
  event.preventDefault();
  add.value = name;
  form.querySelector('[value="save"]').focus();
});
