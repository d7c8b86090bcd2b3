import { missingKindOf } from '../../surveys/answer-codes.js';
import type { PreparedQuestion, TableColumn } from '../import-types.js';

type Row = readonly string[];

/** So many questions with one scale are a long list, and so many answers in them are all the way down. */
const longList = 8;

const scaleOf = ({ kind, options }: PreparedQuestion) =>
  kind === 'single' || kind === 'scale' ? options.map(({ label }) => label).join('\u001f') : '';

/** Questions beside each other that offer the same answers, three at least. */
function longLists(questions: readonly PreparedQuestion[]): PreparedQuestion[][] {
  const lists: PreparedQuestion[][] = [];
  for (const question of questions) {
    const last = lists.at(-1);
    const first = last?.[0];
    if (last && first && scaleOf(first) === scaleOf(question)) last.push(question);
    else lists.push([question]);
  }
  return lists.filter(
    ([first, ...more]) =>
      first && scaleOf(first) !== '' && first.options.length > 2 && more.length + 1 >= longList,
  );
}

/** The one answer that a response gives to a whole list, with how often; undefined where it varies. */
function onlyAnswer(list: readonly PreparedQuestion[], row: number) {
  const given = list.flatMap(({ columns, encoding }) => {
    const cell = columns[0]?.cells[row];
    return cell === undefined || missingKindOf(cell, encoding) ? [] : [cell];
  });
  const [first] = given;
  if (first === undefined || given.length < longList) return undefined;
  if (given.some((cell) => cell !== first)) return undefined;
  return { label: list[0]?.options[first]?.label ?? '', count: given.length };
}

/** Responses that gave one answer to every question of a long list. */
export function straightLines(questions: readonly PreparedQuestion[], responses: number) {
  const found: { row: number; label: string; count: number }[] = [];
  for (const list of longLists(questions)) {
    for (let row = 0; row < responses; row += 1) {
      const only = onlyAnswer(list, row);
      if (only) found.push({ row, ...only });
    }
  }
  return found;
}

const headings = {
  start: /^(start(ed)?|time started|start ?(date|time)|startdate)\b/i,
  end: /^(end(ed)?|submitted|date submitted|completion time|end ?(date|time)|enddate|submitdate|datestamp)\b/i,
  seconds: /^(duration \(in seconds\)|interviewtime|total time \(seconds\))/i,
};

const clock = /^(\S+)[ T](\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?\s*([AP]M)?/i;

/** Day as written and seconds since its midnight; undefined where the seconds are not told. */
function timeOf(text: string): { day: string; seconds: number } | undefined {
  const [, day, hour, minute, second, half] = clock.exec(text) ?? [];
  if (day === undefined) return undefined;
  const hours = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour);
  return { day, seconds: hours * 3600 + Number(minute) * 60 + Number(second) };
}

/** Fewer are done in a moment. */
const leastAnswers = 10;

/** Responses that took less than a second an answer, where the export tells when each began and ended. */
export function tooFast(
  rows: readonly Row[],
  columns: readonly TableColumn[],
  answersOf: (row: number) => number,
): { row: number; seconds: number; answers: number }[] {
  const at = (heading: RegExp) =>
    columns.find(({ header, code }) => heading.test(header) || heading.test(code))?.position;
  const [start, end, duration] = [at(headings.start), at(headings.end), at(headings.seconds)];
  const cellOf = (row: Row, position: number | undefined) =>
    position === undefined ? '' : (row[position] ?? '');
  const secondsOf = (row: Row): number | undefined => {
    const told = cellOf(row, duration);
    if (/^\d+(\.\d+)?$/.test(told)) return Number(told);
    const [from, to] = [timeOf(cellOf(row, start)), timeOf(cellOf(row, end))];
    return from && to && from.day === to.day ? to.seconds - from.seconds : undefined;
  };
  return rows.flatMap((row, place) => {
    const seconds = secondsOf(row);
    if (seconds === undefined || seconds < 0) return [];
    const answers = answersOf(place);
    return answers >= leastAnswers && seconds < answers ? [{ row: place, seconds, answers }] : [];
  });
}
