// Moving the parts of a report without loading the page anew: by the buttons, which keep their focus, and by
// dragging with mouse, pen or finger. Without this file the buttons send their forms.
const report = document.querySelector('[data-report]');
const find = (id) => document.getElementById(id);
const parts = () => [...document.querySelectorAll('#parts > [data-part]')];

/** What can be told of the place of a part, now that it has moved. */
function placeOf(part) {
  const all = parts();
  const at = all.indexOf(part);
  const isSection = (one) => one.classList.contains('app-part--section');
  const section = isSection(part) ? undefined : all.slice(0, at).findLast(isSection);
  const within = section ? `, in ${section.dataset.name.replace(/^Section: /, '')}` : '';
  return `place ${at + 1} of ${all.length}${within}`;
}

/** Puts the answer's parts, outline and counts in the place of those that are there. */
function show(page) {
  for (const id of ['parts', 'outline']) {
    const [old, fresh] = [find(id), page.getElementById(id)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  addHandles();
}

let working = Promise.resolve();

async function send(form, fields) {
  const body = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await fetch(form.action, {
    method: 'POST',
    body,
    headers: { accept: 'text/html' },
  });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return { ok: answer.ok && page.getElementById('parts') !== null, page };
}

/** One at a time, so that a second press goes by the order that the first made. */
function move(partId, { to, button }) {
  working = working.then(async () => {
    const form = find(`up-${partId}`)?.form ?? find(`down-${partId}`)?.form;
    const fresh = button && find(button)?.form;
    if (button ? !fresh : !form) return;
    const { ok, page } = await send(fresh ?? form, to ? { to } : {}).catch(() => ({ ok: false }));
    if (!ok) {
      const said = page?.querySelector('main .govuk-body')?.textContent.trim();
      find('moved').textContent = said || 'It could not be moved. Load the page again.';
      find('moved').classList.remove('govuk-visually-hidden');
      return;
    }
    show(page);
    const part = find(`part-${partId}`);
    if (!part) return;
    const other = button?.startsWith('up') ? `down-${partId}` : `up-${partId}`;
    const focus =
      (button && (find(button) ?? find(other))) ?? part.querySelector('.app-part__handle');
    focus?.focus({ preventScroll: true });
    (button ? focus : part)?.scrollIntoView({ block: 'nearest' });
    find('moved').textContent = `Moved to ${placeOf(part)}.`;
  });
  return working;
}

report.addEventListener('submit', (event) => {
  const form = event.target.closest('[data-move]');
  if (!form) return;
  event.preventDefault();
  const part = form.closest('[data-part]');
  const button = form.querySelector('button').id;
  void move(part.dataset.part, { button });
});

/** The parts that move with one: of a section all that is in it. */
function blockOf(part) {
  if (!part.classList.contains('app-part--section')) return [part];
  const all = parts();
  const start = all.indexOf(part);
  const next = all.findIndex(
    (one, at) => at > start && one.classList.contains('app-part--section'),
  );
  return all.slice(start, next === -1 ? undefined : next);
}

let drag;

/** Where the pointer is between the parts that stay. */
function targetAt(y) {
  const staying = parts().filter((part) => !drag.block.includes(part));
  for (const part of staying) {
    const { top, height } = part.getBoundingClientRect();
    if (y < top + height / 2) return { part, side: 'before' };
  }
  const last = staying.at(-1);
  return last && { part: last, side: 'after' };
}

function mark(target) {
  for (const part of parts())
    part.classList.remove('app-part--drop-before', 'app-part--drop-after');
  target?.part.classList.add(`app-part--drop-${target.side}`);
}

/** Near the edge of the window the page scrolls along. */
function scrollAlong() {
  if (!drag) return;
  const edge = 80;
  if (drag.y < edge) scrollBy(0, (drag.y - edge) / 5);
  if (drag.y > innerHeight - edge) scrollBy(0, (drag.y - innerHeight + edge) / 5);
  drag.target = targetAt(drag.y);
  mark(drag.target);
  requestAnimationFrame(scrollAlong);
}

function end(isDropped) {
  const { part, block, target } = drag;
  for (const one of block) one.classList.remove('app-part--moving');
  mark(undefined);
  drag = undefined;
  if (isDropped && target)
    void move(part.dataset.part, { to: `${target.side}-${target.part.dataset.part}` });
}

report.addEventListener('pointerdown', (event) => {
  const handle = event.target.closest('.app-part__handle');
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  const part = handle.closest('[data-part]');
  handle.setPointerCapture(event.pointerId);
  drag = { part, block: blockOf(part), y: event.clientY, target: undefined };
  for (const one of drag.block) one.classList.add('app-part--moving');
  requestAnimationFrame(scrollAlong);
});
report.addEventListener('pointermove', (event) => {
  if (drag) drag.y = event.clientY;
});
report.addEventListener('pointerup', (event) => {
  if (!drag) return;
  drag.target = targetAt(event.clientY);
  end(true);
});
report.addEventListener('pointercancel', () => drag && end(false));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && drag) end(false);
});

/** For pointers alone: by the keyboard the buttons do the same. */
function addHandles() {
  for (const part of parts()) {
    const actions = part.querySelector('.app-part__actions');
    if (!actions || parts().length < 2) continue;
    const handle = document.createElement('span');
    handle.className = 'app-part__handle';
    handle.setAttribute('aria-hidden', 'true');
    handle.textContent = '⠿ Drag';
    actions.prepend(handle);
  }
}
addHandles();
