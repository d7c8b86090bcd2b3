import { expect, it } from '@jest/globals';
import { showEntry } from '../../src/people/audit-words.js';

const entry = (after: Record<string, unknown>) =>
  showEntry({
    id: 1,
    at: '2026-11-25T09:00:00.000Z',
    accountName: 'ada',
    address: '127.0.0.1',
    action: 'token_made',
    subjectKind: 'token',
    subjectId: 1,
    subjectName: 'Figures',
    before: null,
    after: JSON.stringify(after),
    hash: '',
  } as Parameters<typeof showEntry>[0]).changes.map(({ name, after: told }) => [name, told]);

it('tells roles, scopes and times in words, and what people wrote to the letter', () => {
  const after = {
    roles: ['survey_officer', 'gone_role'],
    scopes: ['view'],
    expiresAt: '2027-02-23T14:05:00.000Z',
    name: 'survey_officer',
  };
  expect(entry(after)).toEqual([
    ['Roles', 'Survey officer, gone_role'],
    ['Scopes', 'See surveys, figures, themes and reports'],
    ['Expires at', '23 February 2027 at 2:05pm'],
    ['Name', 'survey_officer'],
  ]);
});
