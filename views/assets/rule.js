// Tries a rule while it is written; without this file a button does.
const form = document.querySelector('[data-rule-form]');
const trial = document.querySelector('[data-rule-trial]');
const parts = ['trial-count', 'trial-hits'].map((id) => document.getElementById(id));
const say = form.elements.namedItem('say');

const pauseMilliseconds = 400;
let waiting;
let asked;

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
  asked?.abort();
  if (say.value.trim() === '') return;
  asked = new AbortController();
  const { signal } = asked;
  trial.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(form.dataset.ruleForm, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { accept: 'text/html' },
      signal,
    });
    // Signed out, or the draft is gone: saving will say so.
    if (answer.status !== 200 && answer.status !== 422) return;
    show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    if (!signal.aborted) trial.removeAttribute('aria-busy');
  }
}

form.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(tryNow, pauseMilliseconds);
});
