import type { FieldFault } from '../errors.js';
import { foldLine, parseText, parseTexts } from '../http/parse.js';
import { extractSides, type Sides } from './extract-sides.js';
import { looksMisspelt } from './looks-misspelt.js';
import {
  commonReasons,
  matchReasons,
  type GivenReason,
  type PlacedRedaction,
} from './placed-redactions.js';
import { redactions } from './redactions.js';

/** What the fields of an extract hold, in a form or in JSON. */
export interface ExtractForm {
  extract: string;
  reasons: GivenReason[];
  /** Keys of the cautions that the author has ticked. */
  heeded: string[];
  /** To see it beside the comment only, not to save it. */
  look: boolean;
}

/** {extract, reasons, heeded, look}; `reasonsOf` names for each reason its redaction, as the form does. */
export function parseExtractForm(fields: Record<string, unknown>): ExtractForm {
  const ids = parseTexts(fields['reasonsOf']);
  return {
    extract: parseText(fields['extract']),
    reasons: [fields['reasons'] ?? []].flat().map((reason, i) => ({
      ...(ids[i] === undefined ? {} : { of: ids[i] }),
      reason: foldLine(parseText(reason)),
    })),
    heeded: parseTexts(fields['heeded']),
    look: ['yes', true].includes(fields['look'] as string | boolean),
  };
}

/** An extract that has been judged: what the page shows of it, and why it cannot be saved. */
export interface JudgedExtract {
  sides: Sides;
  /** The reason of each of its redactions, in their order. */
  reasons: string[];
  faults: FieldFault[];
}

const longestReason = 200;
/** The words beside the quote: of a redaction at either end, all that is left out there may be hidden. */
function short({ hides, begins }: PlacedRedaction): string {
  const words = hides.split(' ');
  if (words.length <= 8) return hides;
  return begins ? `… ${words.slice(-8).join(' ')}` : `${words.slice(0, 8).join(' ')} …`;
}

function reasonFaults({ redactions: placed }: Sides, reasons: readonly string[]): FieldFault[] {
  return placed.flatMap((one, i) => {
    const { mark } = one;
    const reason = reasons[i] ?? '';
    const field = `reason-${i}`;
    if (reason === '')
      return [
        {
          field,
          message: `Say why ${mark} stands for “${short(one)}”: choose a reason or write one`,
        },
      ];
    if (reason.length <= longestReason) return [];
    return [
      { field, message: `Say why ${mark} stands there in at most ${longestReason} characters` },
    ];
  });
}

/** Whether an extract may be saved: verbatim, every redaction with its reason, every caution ticked. */
export function judgeExtract(comment: string, form: ExtractForm): JudgedExtract {
  const sides = extractSides(comment, form.extract);
  const reasons = matchReasons(sides.redactions, form.reasons);
  if (sides.fault !== null)
    return { sides, reasons, faults: [{ field: 'extract', message: sides.fault }] };
  const unheeded = sides.cautions.filter(({ key }) => !form.heeded.includes(key));
  const faults = unheeded.map(({ key, sentence }) => ({
    field: key,
    message: `${sentence} Tick that the quote still says what the comment says, or quote more`,
  }));
  return { sides, reasons, faults: [...reasonFaults(sides, reasons), ...faults] };
}

/** The redactions of an extract as they are kept. */
export const redactionsToKeep = ({ sides, reasons }: JudgedExtract) =>
  sides.redactions.map(({ mark }, i) => ({ mark, reason: reasons[i] ?? '' }));

/** The words of an extract that look misspelt and that "(sic)" does not follow yet. */
const misspeltIn = ({ original }: Sides): string[] => [
  ...new Set(
    original
      .filter(({ kind }) => kind === 'quoted')
      .flatMap(({ units }) => units)
      .filter(({ text, sic }) => !sic && looksMisspelt(text))
      .map(({ text }) => text),
  ),
];

/** What the fields of an extract show, on the page of a new quote and on that of one to change. */
export function extractShown(form: ExtractForm, { sides, reasons }: JudgedExtract) {
  return {
    sides,
    reasons: sides.redactions.map((one, i) => ({
      ...{ id: one.id, mark: one.mark, hides: short(one) },
      reason: reasons[i] ?? '',
    })),
    heeded: form.heeded,
    misspelt: misspeltIn(sides),
    redactions,
    commonReasons,
  };
}
