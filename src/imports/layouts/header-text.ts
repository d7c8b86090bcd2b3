const markUp =
  /<\/?(?:a|b|big|blockquote|br|center|div|em|font|h[1-6]|hr|i|img|label|li|ol|p|script|small|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)\b[^<>]*>/gi;

const entities = new Map([
  ['nbsp', ' '],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['#39', "'"],
  ['rsquo', '’'],
  ['lsquo', '‘'],
  ['rdquo', '”'],
  ['ldquo', '“'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['pound', '£'],
]);

/** A header as people read it: no mark-up, entities or line breaks; "weight <= 50kg" keeps its sign. */
export const headerText = (cell: string) =>
  cell
    .replace(markUp, ' ')
    .replace(/&(#?\w+);/g, (whole, name: string) => entities.get(name.toLowerCase()) ?? whole)
    .replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim();

/** For comparing with a platform's own header names. */
export const headerKey = (cell: string) => headerText(cell).toLowerCase();
