// Choosing words of a comment by mouse and keyboard. It only writes what an author could type: without
// this file the text area does all, and the server alone says what may be quoted.
import { askAgain } from '/assets/ask-again.js';
import { composeExtract, readWords, sentenceFrom } from '/assets/compose-extract.js';

const form = document.querySelector('[data-extract-form]');
const box = form.elements.namedItem('extract');
const find = (query) => form.querySelector(query);
const original = find('#original');
const mark = find('#redact-mark');
const reason = find('#redact-reason');
const pauseMilliseconds = 400;

/** Of each word whether it is quoted and what else stands for it, as compose-extract.js takes them. */
let words = [];
let units = [];
let [anchor, head] = [0, 0];
/** What the text area held before each change made here. */
const past = [];
/** What was last written to it from `words`. */
let composed;
/** A reason chosen with a redaction, for the next field without one. */
const chosenReasons = [];

const range = () => [Math.min(anchor, head), Math.max(anchor, head)];

const say = (sentence) => (find('[data-extract-said]').textContent = sentence);

function showChosen() {
  const [from, to] = range();
  units.forEach((unit, at) => {
    unit.setAttribute('aria-selected', String(at >= from && at <= to));
    if (at === head) unit.tabIndex = 0;
    else unit.removeAttribute('tabindex');
  });
}

function takeOriginal() {
  units = [...original.querySelectorAll('[data-unit]')];
  for (const unit of units) {
    unit.setAttribute('role', 'option');
    if (unit.closest('[data-stretch]').dataset.stretch === 'left_out')
      unit.setAttribute('aria-label', `${unit.textContent}, left out`);
  }
  showChosen();
}

/** Puts the server's reading of the extract in place of the one shown. */
function show(page) {
  const wasInside = original.contains(document.activeElement);
  original.replaceChildren(...page.querySelector('#original').childNodes);
  takeOriginal();
  // What cannot be read yet says nothing of the words; what they made is known better here.
  if (box.value !== composed && !find('[data-stretch=unread]')) words = readWords(units);
  if (wasInside) units[head]?.focus({ preventScroll: true });
  for (const id of ['printed', 'misspelt', 'reasons', 'cautions']) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    // What is being filled in stays where it asks for the same.
    if (fresh.dataset.of === undefined || fresh.dataset.of !== old.dataset.of) {
      old.dataset.of = fresh.dataset.of ?? '';
      old.replaceChildren(...fresh.childNodes);
    }
  }
  offerSic();
  for (const field of form.querySelectorAll('#reasons [name=reasons]')) {
    if (field.value === '' && chosenReasons.length > 0) field.value = chosenReasons.shift();
  }
}

function offerSic() {
  for (const word of form.querySelectorAll('[data-misspelt]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'app-link-button';
    button.append(`${word.textContent} (sic)`);
    button.addEventListener('click', () => {
      const at = units.findIndex(
        (unit, i) => words[i].isQuoted && !words[i].sic && unit.textContent === word.textContent,
      );
      if (at >= 0) change(() => (words[at].sic = true));
    });
    word.replaceChildren(button);
  }
}

let waiting;
async function refresh() {
  const fields = new FormData(form);
  fields.set('look', 'yes');
  const page = await askAgain(form.action, fields);
  if (page) show(page);
}

function write(text) {
  box.value = text;
  clearTimeout(waiting);
  return refresh();
}

function change(act) {
  past.push(box.value);
  act();
  composed = composeExtract(words);
  return write(composed);
}

const each = (act) => {
  const [from, to] = range();
  for (let at = from; at <= to; at += 1) act(words[at], at);
};
const isWhole = () => words.every(({ isQuoted }) => isQuoted);
const leave = (word) =>
  Object.assign(word, { isQuoted: false, mark: '', group: undefined, sic: false });

function redact() {
  if (reason.value.trim() === '') {
    say('Say why first.');
    return reason.focus();
  }
  const [, to] = range();
  // "Jean's dog" stays somebody's dog.
  const owner = /['’]s$/.exec(units[to].textContent)?.[0] ?? '';
  const group = {};
  const stands = mark.value.replace(']', `${owner}]`);
  chosenReasons.push(reason.value);
  change(() => each((word) => Object.assign(leave(word), { mark: stands, group })));
  reason.value = '';
  units[head].focus();
  say(`Redacted as ${stands}.`);
}

const acts = {
  quote() {
    const isFirst = isWhole();
    change(() => {
      if (isFirst) words.forEach(leave);
      each((word) => Object.assign(word, { isQuoted: true, mark: '' }));
    });
    say('Quoted.');
  },
  leave() {
    change(() => each(leave));
    say('Left out.');
  },
  sic() {
    const [from, to] = range();
    const word = words.slice(from, to + 1).findLast(({ text }) => /\p{L}/u.test(text));
    if (!word?.isQuoted) return say('Choose a word that is quoted first.');
    change(() => (word.sic = !word.sic));
    say(word.sic ? 'Followed by (sic).' : 'No longer followed by (sic).');
  },
  whole() {
    change(() =>
      words.forEach((word) => Object.assign(word, { isQuoted: true, mark: '', sic: false })),
    );
    say('The whole comment is quoted.');
  },
  undo() {
    if (past.length === 0) return say('There is nothing to undo.');
    composed = undefined;
    write(past.pop());
    say('Undone.');
  },
  redact,
};

const moves = {
  ArrowRight: () => head + 1,
  ArrowLeft: () => head - 1,
  ArrowDown: () => sentenceFrom(words, head, 1),
  ArrowUp: () => sentenceFrom(words, head, -1),
  Home: () => 0,
  End: () => units.length - 1,
};
const keys = {
  ...{ q: 'quote', Enter: 'quote', x: 'leave', Delete: 'leave', Backspace: 'leave' },
  ...{ s: 'sic', a: 'whole', u: 'undo' },
};

original.addEventListener('keydown', (event) => {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey) return;
  const move = moves[key];
  const act = acts[keys[key]];
  if (!move && !act && key !== 'r') return;
  event.preventDefault();
  if (move) {
    head = Math.min(Math.max(move(), 0), units.length - 1);
    if (!shiftKey) anchor = head;
    showChosen();
    units[head].focus();
  } else if (act) act();
  else mark.focus();
});

// Browsers select nothing from a word that takes the focus.
original.addEventListener('pointerdown', () => units[head].removeAttribute('tabindex'));
document.addEventListener('pointerup', showChosen);
/** Words chosen with the mouse, whole where the selection cuts one. */
document.addEventListener('selectionchange', () => {
  const selection = document.getSelection();
  if (selection.isCollapsed || !original.contains(selection.anchorNode)) return;
  const chosen = selection.getRangeAt(0);
  const within = units.flatMap((unit, at) => (chosen.intersectsNode(unit) ? [at] : []));
  if (within.length === 0) return;
  [anchor, head] = [within[0], within.at(-1)];
  showChosen();
});
original.addEventListener('click', (event) => {
  const at = units.indexOf(event.target.closest('[data-unit]'));
  if (at < 0 || !document.getSelection().isCollapsed) return;
  head = at;
  if (!event.shiftKey) anchor = at;
  showChosen();
  units[at].focus({ preventScroll: true });
});

form.addEventListener('click', (event) => {
  const name = event.target.closest('[data-act]')?.dataset.act;
  if (name) acts[name]();
});
form.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || ![mark, reason].includes(event.target)) return;
  // Enter would send the form.
  event.preventDefault();
  acts.redact();
});
box.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, pauseMilliseconds);
});

// The browser brings only the line with the cursor into sight.
box.addEventListener('focus', () => box.scrollIntoView({ block: 'nearest' }));

for (const part of form.querySelectorAll('[data-without-script]')) part.remove();
original.setAttribute('role', 'listbox');
original.setAttribute('aria-multiselectable', 'true');
original.setAttribute('aria-label', 'Words of the comment');
original.setAttribute('aria-describedby', 'extract-keys');
takeOriginal();
words = readWords(units);
offerSic();
find('[data-extract-tools]').hidden = false;
