/** What a page says once after an action: the address holds the key, never the words. */
const texts = {
  'import-discarded': 'The upload has been discarded. Nothing was imported.',
  'import-cancelled': 'The import has been cancelled. Nothing of it was kept.',
  'import-stopping': 'The import is being cancelled. That takes a moment.',
  'measure-saved': 'The measure has been saved.',
  'measure-deleted': 'The measure has been deleted.',
  'polarity-saved': 'The answers that count as negative have been changed.',
  'comment-flagged': 'The comment has been flagged.',
  'flag-settled': 'The flag has been removed.',
  'report-created': 'The report has been created.',
  'report-renamed': 'The report has been renamed.',
  'report-deleted': 'The report has been deleted.',
  'quote-added': 'The quote has been added to the report.',
  'quote-changed': 'The quote has been changed.',
  'call-out-added': 'The call-out has been added to the report.',
  'part-removed': 'It has been taken out of the report.',
  'part-moved': 'The order of the report has been changed.',
  'backup-made': 'The backup has been made and checked.',
  'signed-out': 'You have signed out.',
  'signed-out-everywhere': 'You have been signed out everywhere.',
  'set-up': 'You are the first administrator. Add your colleagues here.',
  'password-changed': 'Your password has been changed, and every other session has ended.',
  'token-revoked': 'The token has been revoked.',
  'account-changed': 'The account has been changed.',
  'account-disabled': 'The account has been disabled and its sessions have ended.',
  'account-enabled': 'The account has been enabled.',
  'sessions-ended': 'The sessions have ended.',
  'team-added': 'The team has been added. Choose its members.',
  'team-changed': 'The team has been changed.',
  'team-removed': 'The team has been deleted.',
  'access-changed': 'Who may see the survey has been changed.',
  'retention-set': 'The date has been saved.',
  'retention-removed': 'The date has been taken away.',
} as const;

export type NoticeKey = keyof typeof texts;

export const notices: ReadonlyMap<string, string> = new Map(Object.entries(texts));
