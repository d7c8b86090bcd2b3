// The preview of a report: its title on every printed page, and a button that prints.
const sheet = document.querySelector('[data-running-title]');
document.documentElement.style.setProperty(
  '--running-title',
  JSON.stringify(sheet.dataset.runningTitle),
);

const button = document.querySelector('[data-print]');
button.hidden = false;
button.addEventListener('click', () => window.print());
