import { numberText } from './cell-text.js';
import type { SpssMissing } from './spss-variable.js';

/** SPSS counts seconds from the first day of the Gregorian calendar, 14 October 1582. */
const epoch = Date.UTC(1582, 9, 14);
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const weekDays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** Codes of print formats [Variable Record]: days, moments, times; others are plain numbers. */
const formats = new Map<number, (value: number) => string | undefined>([
  ...[20, 23, 24, 28, 29, 30, 38, 39].map((code) => [code, dayText] as const),
  ...[22, 41].map((code) => [code, momentText] as const),
  ...[21, 25, 40].map((code) => [code, clockText] as const),
  [26, (value) => weekDays[value - 1]],
  [27, (value) => months[value - 1]],
]);

/** A number as its print format means it: an ISO date or time, the name of a day or month, or plain. */
export const spssNumberText = (value: number, format: number): string =>
  formats.get(format)?.(value) ?? numberText(value);

function dayText(seconds: number): string | undefined {
  const moment = epoch + seconds * 1000;
  return moment < epoch || moment > lastMoment
    ? undefined
    : new Date(moment).toISOString().slice(0, 10);
}

function momentText(seconds: number): string | undefined {
  const day = dayText(seconds);
  const time = ((seconds % 86_400) + 86_400) % 86_400;
  return day === undefined || time === 0 ? day : `${day}T${clockText(time)}`;
}

/** Hours may pass 24; thousandths of a second are kept. */
function clockText(value: number): string {
  const thousandths = Math.round(Math.abs(value) * 1000);
  const seconds = Math.floor(thousandths / 1000);
  const two = (part: number) => String(part).padStart(2, '0');
  const rest = thousandths % 1000;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${value < 0 ? '-' : ''}${clock.map(two).join(':')}${fraction}`;
}

/** Whether a value is one that the file declares to be no answer. */
export function isUserMissing({ values, range }: SpssMissing, value: string | number): boolean {
  if (typeof value === 'string') return value !== '' && values.has(value);
  return values.has(value) || (range !== undefined && value >= range[0] && value <= range[1]);
}
