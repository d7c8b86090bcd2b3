import { countBreakdown } from '../../../src/statistics/breakdown.js';
import { maskedRates } from '../../../src/statistics/disclosure/masked-rates.js';
import {
  protectNext,
  type ReleasedTableOf,
} from '../../../src/statistics/disclosure/linked-tables.js';
import { defaultRules } from '../../../src/statistics/disclosure/rules.js';
import type { AskedQuestion } from '../../../src/statistics/asked-question.js';
import type { Rates } from '../../../src/statistics/rates.js';
import type { Condition } from '../../../src/statistics/conditions.js';
import type { Figure } from '../../../src/statistics/withhold.js';
import { missingKinds, type MissingKind } from '../../../src/surveys/words.js';
import type { Printed } from './attack.js';
import type { Case } from './cases.js';
import { columnsOf, type Person } from './wave-of-people.js';

const isMissing = (value: unknown): value is MissingKind =>
  missingKinds.some((kind) => kind === value);

/** As a reader understands "of those who …". */
function isMet(condition: Condition, person: Person): boolean {
  if (condition.kind === 'not') return !isMet(condition.of, person);
  if (condition.kind !== 'answer') {
    const met = condition.of.map((one) => isMet(one, person));
    return condition.kind === 'and' ? !met.includes(false) : met.includes(true);
  }
  const value = person[condition.questionId] ?? 'no_reply';
  if (isMissing(value)) return condition.missing.includes(value);
  return [value].flat().some((code) => condition.codes.includes(code));
}

const said = (person: Person, { id }: AskedQuestion, code: number) => {
  const value = person[id] ?? 'no_reply';
  return !isMissing(value) && [value].flat().includes(code);
};

interface Line {
  name: string;
  value: Figure;
  counts: (person: Person) => boolean;
}

/** Every number of people in a column of figures, and whom a reader takes it to count. */
function linesOf(question: AskedQuestion, rates: Rates<Figure>): Line[] {
  const answers = (person: Person) => {
    const value = person[question.id] ?? 'no_reply';
    return isMissing(value) ? question.dontKnowInBase && value === 'dont_know' : true;
  };
  const isNegative = (person: Person) =>
    question.options.some((one) => one.polarity === 'negative' && said(person, question, one.code));
  return [
    { name: 'base', value: rates.base, counts: answers },
    ...rates.options.map(({ code, count }) => ({
      name: `answer ${code}`,
      value: count,
      counts: (person: Person) => said(person, question, code),
    })),
    ...missingKinds.map((kind) => ({
      name: kind,
      value: rates.missing[kind],
      counts: (person: Person) => (person[question.id] ?? 'no_reply') === kind,
    })),
    ...(rates.negative
      ? [{ name: 'negative', value: rates.negative.numerator, counts: isNegative }]
      : []),
  ];
}

/** Publishes tables of a wave one after the other; the numbers that a reader then has, over some kinds of people. */
export async function published(
  { tables, people, kinds, questions }: Case,
  protect = protectNext,
): Promise<Printed[]> {
  const columns = columnsOf(questions, people);
  const released: ReleasedTableOf[] = [];
  const printed: Printed[] = [
    { name: 'responses', table: -1, counts: kinds.map(() => true), value: people.length },
  ];
  for (const [at, table] of tables.entries()) {
    const own = await protect(table, released, {
      columnsOf: () => Promise.resolve(columns),
      questions,
      rules: defaultRules,
    });
    released.push({ table, withheld: own.withheld });
    const { question, by, where, counted } = table;
    const { all, parts } = countBreakdown(question, by, where, columns);
    const columnsShown = [
      { part: 'all' as const, rates: all },
      ...parts.map((rates) => ({ part: rates.code, rates })),
    ];
    for (const { part, rates } of columnsShown) {
      const inPart = (person: Person) =>
        (part === 'all' || by === null || said(person, by, part)) &&
        (where === null || isMet(where, person));
      const masked = maskedRates(rates, part, own.withheld);
      const sum = rates.options
        .filter(({ code }) => counted?.includes(code))
        .reduce((total, { count }) => total + count, 0);
      const lines = counted
        ? [
            { name: 'base', value: masked.base, counts: linesOf(question, masked)[0]?.counts },
            {
              name: 'sum',
              value: own.withheld.has('all sum') ? ('[c]' as const) : sum,
              counts: (person: Person) => counted.some((code) => said(person, question, code)),
            },
          ]
        : linesOf(question, masked);
      for (const { name, value, counts } of lines) {
        printed.push({
          name: `table ${at}, ${part}, ${name}`,
          table: at,
          value: typeof value === 'number' ? value : null,
          counts: kinds.map((kind) => inPart(kind) && (counts?.(kind) ?? false)),
        });
      }
    }
  }
  return printed;
}
