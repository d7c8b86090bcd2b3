// The keyboard of the approval queue; without this file every key has its button or link.
const page = document.querySelector('[data-sign-off]');
const find = (query) => page.querySelector(query);
const keys = {
  a: () => find('[data-key-approve]')?.click(),
  s: () => find('[name="note"]')?.focus(),
  n: () => find('[data-key-next]')?.click(),
  '?': () => find('[data-key-help]')?.toggleAttribute('open'),
};

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
  if (key === 'Escape' && target instanceof HTMLTextAreaElement) return target.blur();
  // A letter typed into the note is a letter of the note.
  const types = target instanceof Element && target.closest('textarea, input');
  const act = types || ctrlKey || metaKey || altKey || repeat ? undefined : keys[key];
  if (!act) return;
  event.preventDefault();
  act();
});
// Whoever goes through the queue by keyboard begins at the quote, not at the top of the page.
if (page.dataset.signOff === 'queue' && !document.querySelector('.govuk-error-summary'))
  find('h1').focus({ preventScroll: true });
