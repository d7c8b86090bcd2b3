import type { MissingKind, Polarity } from '../surveys/words.js';
import type { ColumnMapping, ColumnRole, RowDoubt } from './import-types.js';

/** The roles of a column in the officer's words, in the order in which a list offers them. */
export const roleWords: Record<ColumnRole, string> = {
  closed: 'Closed question',
  multiple_part: 'Option of a multiple choice',
  open: 'Open question (comments)',
  number: 'Number',
  respondent_group: 'Respondent group',
  provider: 'Setting or provider',
  region: 'Region',
  local_authority: 'Local authority',
  attribute: 'Other fact about the respondent',
  date: 'Date of the response',
  response_id: 'Response number',
  personal: 'Personal details – drop, never store',
  ignore: 'Ignore',
};

/** How one answer counts: a polarity, or the reason why it is no answer. */
export type AnswerReading = Polarity | MissingKind;

export const readingWords: Partial<Record<AnswerReading, string>> = {
  positive: 'Positive',
  neutral: 'Neither',
  negative: 'Negative',
  excluded: 'An answer, but not in the base',
  dont_know: 'Don’t know',
  not_applicable: 'Not applicable',
  prefer_not: 'Prefer not to say',
  not_asked: 'Not asked',
  no_reply: 'No reply',
  invalid: 'Not a valid answer',
};

export const surenessWords: Record<ColumnMapping['confidence'], string> = {
  high: 'Sure',
  medium: 'Fairly sure',
  low: 'Unsure',
};

export const doubtWords: Record<RowDoubt, string> = {
  test: 'Test responses',
  preview: 'Previews of the survey',
  spam: 'Responses that the platform marks as spam',
  partial: 'Partial returns',
  empty: 'Returns without any answer',
};

export const kindWords = {
  single: 'One answer',
  multiple: 'Several answers in one cell',
} as const;
