/** What a page says once after an action: the address holds the key, never the words. */
const texts = {
  'import-discarded': 'The upload has been discarded. Nothing was imported.',
  'measure-saved': 'The measure has been saved.',
  'measure-deleted': 'The measure has been deleted.',
  'polarity-saved': 'The answers that count as negative have been changed.',
  'report-created': 'The report has been created.',
  'report-renamed': 'The report has been renamed.',
  'report-deleted': 'The report has been deleted.',
  'quote-added': 'The quote has been added to the report.',
  'quote-changed': 'The quote has been changed.',
  'call-out-added': 'The call-out has been added to the report.',
  'part-removed': 'It has been taken out of the report.',
  'part-moved': 'The order of the report has been changed.',
  'retention-set': 'The date has been saved.',
  'retention-removed': 'The date has been taken away.',
} as const;

export type NoticeKey = keyof typeof texts;

export const notices: ReadonlyMap<string, string> = new Map(Object.entries(texts));
