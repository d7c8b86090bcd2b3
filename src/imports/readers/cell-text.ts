import type { CellObject } from 'xlsx';

const secondsADay = 86_400;
/** Serial numbers of dates run to 9999-12-31. */
const lastSerial = 2_958_465;

/**
 * A cell as text: numbers plain with the 15 significant digits that spreadsheets keep, dates ISO,
 * booleans TRUE and FALSE, blanks and errors ''. `date1904` is the workbook's date system.
 */
export function cellText(cell: CellObject, date1904: boolean): string {
  const { v } = cell;
  if (cell.t === 'e' || cell.t === 'z') return '';
  if (typeof v === 'string') return v;
  if (typeof v === 'boolean') return v ? 'TRUE' : 'FALSE';
  return typeof v === 'number' && Number.isFinite(v) ? valueText(v, cell.z, date1904) : '';
}

function valueText(value: number, format: CellObject['z'], date1904: boolean): string {
  const kind = typeof format === 'string' ? timeKind(format) : undefined;
  const time = kind === undefined ? undefined : timeText(value, kind, date1904);
  return time ?? numberText(value);
}

/** 0.1 + 0.2 is "0.3"; no exponent, no thousands separator. */
export function numberText(value: number): string {
  const rounded = Number.isSafeInteger(value) ? value : Number(value.toPrecision(15));
  const text = String(rounded === 0 ? 0 : rounded);
  if (!text.includes('e')) return text;
  if (Math.abs(rounded) >= 1) return BigInt(rounded).toString();
  const [digits = '', exponent = '0'] = String(Math.abs(rounded)).split('e');
  const zeros = '0'.repeat(-Number(exponent) - 1);
  return `${rounded < 0 ? '-' : ''}0.${zeros}${digits.replace('.', '')}`;
}

export type TimeKind = 'date' | 'time' | 'elapsed';

const kinds = new Map<string, TimeKind | undefined>();

/** Whether a number format shows a date, a time of day or elapsed time; undefined for other numbers. */
export function timeKind(format: string): TimeKind | undefined {
  if (!kinds.has(format)) kinds.set(format, findTimeKind(format));
  return kinds.get(format);
}

function findTimeKind(format: string): TimeKind | undefined {
  const [section = ''] = format.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';');
  if (/\[(?:h+|m+|s+)\]/i.test(section)) return 'elapsed';
  const bare = section.replace(/\[[^\]]*\]/g, '').replace(/general|standard/gi, '');
  if (/[yd]/i.test(bare)) return 'date';
  if (/[hs]/i.test(bare)) return 'time';
  return /m/i.test(bare) ? 'date' : undefined;
}

export function timeText(value: number, kind: TimeKind, date1904: boolean): string | undefined {
  if (value < 0) return undefined;
  if (kind === 'elapsed') return clock(Math.round(value * secondsADay));
  const serial = value + (date1904 && value >= 1 ? 1462 : 0);
  if (serial > lastSerial + 1) return undefined;
  return serialText(serial, kind);
}

/**
 * A date as ISO 8601 has it, "2013-02-28T14:05:00.000Z", to the second; a time with an offset in UTC, and
 * undefined where it is none.
 */
export function isoText(written: string): string | undefined {
  const [whole, day, clock = '00:00', zone = 'Z'] = isoDate.exec(written) ?? [];
  if (whole === undefined) return undefined;
  const milliseconds = Date.parse(`${day ?? '1899-12-30'}T${clock}${zone}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return serialText(milliseconds / 1000 / secondsADay + 25_569, 'date');
}

const isoDate =
  /^(?:(\d{4}-\d\d-\d\d)T?)?((?<=T|^)\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A serial of the 1900 date system, to the second. A time without a day is "14:05:00". */
function serialText(serial: number, kind: TimeKind): string {
  const seconds = Math.round(serial * secondsADay);
  const day = Math.floor(seconds / secondsADay);
  const time = seconds - day * secondsADay;
  if (day === 0) return kind === 'date' && time === 0 ? '0' : clock(time);
  const date = dayText(day);
  return time === 0 ? date : `${date}T${clock(time)}`;
}

/** A survey's dates are a few hundred different days; the list starts anew where a file has more. */
const days = new Map<number, string>();
const mostDays = 10_000;

function dayText(day: number): string {
  let text = days.get(day);
  if (text === undefined) {
    text = findDayText(day);
    if (days.size >= mostDays) days.clear();
    days.set(day, text);
  }
  return text;
}

/** Excel counts a 29 February 1900 that never was, so days before it lie one further on. */
function findDayText(day: number): string {
  if (day === 60) return '1900-02-29';
  const epoch = day < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  return new Date(epoch + day * secondsADay * 1000).toISOString().slice(0, 10);
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
