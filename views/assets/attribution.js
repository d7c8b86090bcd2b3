// The examples while one types; the server words them, as it does without this file at the press of a button.
const form = document.querySelector('[data-attribution]');
for (const one of form.querySelectorAll('[data-without-script]')) one.remove();
let asked = 0;

async function preview() {
  const mine = (asked += 1);
  const body = new URLSearchParams(new FormData(form));
  body.set('step', 'preview');
  const answer = await fetch(form.action, {
    method: 'POST',
    body,
    headers: { accept: 'text/html' },
  });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = [...page.querySelectorAll('[data-example]')];
  if (mine !== asked) return;
  form.querySelectorAll('[data-example]').forEach((cell, at) => {
    cell.replaceChildren(...(fresh[at]?.childNodes ?? []));
  });
}

let later;
form.addEventListener('input', () => {
  clearTimeout(later);
  later = setTimeout(() => preview().catch(() => undefined), 300);
});
