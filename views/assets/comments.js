// The keyboard of the list of comments and of the page of one; without this file every key has its link.
const find = (query) => document.querySelector(query);
const comments = [...document.querySelectorAll('[data-comment]')];
const help = find('[data-keys-help]');
const said = find('[data-keys-said]');
const offButton = find('[data-keys-off]');
const storedAs = 'comment-keys';

const isOff = () => localStorage.getItem(storedAs) === 'off';
const current = () => document.activeElement?.closest('[data-comment]');

function say(sentence) {
  // The same sentence twice would be read once.
  said.textContent = '';
  requestAnimationFrame(() => (said.textContent = sentence));
}

function focusOn(comment) {
  for (const one of comments) one.tabIndex = one === comment ? 0 : -1;
  comment.focus({ preventScroll: true });
  comment.scrollIntoView({ block: 'nearest' });
}

/** To the next comment or the one before; past the last of a page, to the link to the next page. */
function move(step) {
  const at = comments.indexOf(current());
  const next = at < 0 ? (step > 0 ? comments[0] : undefined) : comments[at + step];
  if (next) return focusOn(next);
  const page = find(step > 0 ? 'a[rel=next]' : 'a[rel=prev]');
  if (page && at >= 0) page.focus();
  else if (comments.length > 0)
    say(step > 0 ? 'This is the last comment.' : 'This is the first comment.');
}

/** Follows the link that a key stands for: of the comment with the focus, or of the page of one comment. */
function follow(key) {
  const links = `[data-key="${CSS.escape(key)}"]`;
  const link = comments.length > 0 ? current()?.querySelector(links) : find(links);
  if (link) link.click();
  else if (comments.length > 0 && !current()) say('Press j to go to a comment first.');
  else say('This cannot be done with this comment.');
}

function showHelp() {
  help.open = !help.open;
  if (help.open) help.querySelector('summary').focus();
  say(
    help.open
      ? `Keys: ${find('[data-keys-list]').innerText.replace(/\s+/g, ' ')}`
      : 'Help is closed.',
  );
}

function toSearch() {
  const box = find('#q');
  if (!box) return location.assign(find('.govuk-back-link').href);
  box.focus();
  box.select();
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  o: () => follow('o'),
  t: () => follow('t'),
  r: () => follow('r'),
  f: () => follow('f'),
  '/': toSearch,
  '?': showHelp,
};

const isTyping = (target) => target.closest('input, select, textarea, [contenteditable]') !== null;

document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  if (isOff() || ctrlKey || metaKey || altKey || (event.repeat && !'jk'.includes(key))) return;
  if (isTyping(target)) return;
  // A link or button that has the focus keeps its own Enter.
  const act = key === 'Enter' ? target.matches('[data-comment]') && acts.o : acts[key];
  if (!act) return;
  event.preventDefault();
  act();
});

function showState() {
  offButton.textContent = isOff() ? 'Turn the keys on' : 'Turn the keys off';
}
offButton.addEventListener('click', () => {
  localStorage.setItem(storedAs, isOff() ? 'on' : 'off');
  showState();
  say(isOff() ? 'The keys are off.' : 'The keys are on.');
});
showState();
help.hidden = false;
