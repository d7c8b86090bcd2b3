// Keys of a round's coding page: a letter for each sentiment, Enter to save and go on.
const save = document.querySelector('[data-round] [value="save"]');

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector(`[data-round] [data-key="${CSS.escape(event.key)}"]`);
  const isControl = event.target instanceof Element && event.target.closest('a, button, summary');
  if (!box && (event.key !== 'Enter' || isControl)) return;
  event.preventDefault();
  if (box) box.click();
  else save.click();
});
