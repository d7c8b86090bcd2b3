// Tries a rule while it is written; without this file a button does.
import { askAgain } from '/assets/ask-again.js';

const form = document.querySelector('[data-rule-form]');
const trial = document.querySelector('[data-rule-trial]');
const parts = ['trial-count', 'trial-hits'].map((id) => document.getElementById(id));
const say = form.elements.namedItem('say');

const pauseMilliseconds = 400;
let waiting;

function show(page) {
  const faults = [...page.querySelectorAll('.govuk-error-summary__list a')];
  for (const part of parts) {
    part.replaceChildren(...(page.getElementById(part.id)?.childNodes ?? []));
  }
  if (faults.length === 0) return;
  const told = document.createElement('p');
  told.className = 'govuk-error-message';
  told.textContent = faults.map((fault) => fault.textContent).join(' ');
  parts[0].replaceChildren(told);
}

async function tryNow() {
  if (say.value.trim() === '') return;
  trial.setAttribute('aria-busy', 'true');
  const page = await askAgain(form.dataset.ruleForm, new FormData(form));
  if (page && say.value.trim() !== '') show(page);
  trial.removeAttribute('aria-busy');
}

function tryAfterPause() {
  clearTimeout(waiting);
  waiting = setTimeout(tryNow, pauseMilliseconds);
}

form.addEventListener('input', tryAfterPause);
// Somebody may have begun to write before this file was there.
if (say.value !== say.defaultValue) tryAfterPause();
