import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { parseOptionalId, parseText } from '../http/parse.js';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { auditActions } from './audit-actions.js';
import { auditCsv } from './audit-csv.js';
import { auditAddress, parseAuditFilter } from './audit-filter.js';
import { recordAudit } from './audit-queries.js';
import { findEntries } from './audit-search-queries.js';
import { showEntry } from './audit-words.js';
import { headFault, verifyAudit } from './verify-audit.js';

const entriesPerPage = 50;

/** The audit: what was done and by whom, newest first; as a file; and whether it is whole. */
export function auditRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/audit', async (request, response) => {
    const { form, filter, faults } = parseAuditFilter(request.query);
    const before = parseOptionalId(request.query['before']);
    const rows = await findEntries(db, filter, { before, most: entriesPerPage + 1 });
    const entries = rows.slice(0, entriesPerPage).map(showEntry);
    const isLast = rows.length <= entriesPerPage;
    await sendPage(request, response, {
      view: 'audit/list',
      title: 'Audit',
      faults,
      ...(faults.length > 0 ? { status: 422 } : {}),
      model: {
        entries,
        form,
        narrowed: Object.values(form).some((value) => value !== ''),
        newest: before === undefined ? null : auditAddress(form),
        older: isLast ? null : auditAddress(form, '/audit', entries.at(-1)?.id),
        download: auditAddress(form, '/audit.csv'),
        actions: Object.entries(auditActions).map(([value, text]) => ({ value, text })),
      },
    });
  });

  router.get('/audit.csv', async (request, response) => {
    const { form, filter } = parseAuditFilter(request.query);
    const { person, action, from, to, ...words } = form;
    const chosen = Object.entries({ person, action, from, to }).filter(([, value]) => value !== '');
    // Not the words: somebody may look for what a child wrote.
    const wordsSearchedFor = Object.values(words).some((value) => value !== '');
    await recordAudit(db, request.viewer, {
      action: 'audit_downloaded',
      subject: { kind: 'file', id: null, name: 'audit.csv' },
      after: { ...Object.fromEntries(chosen), wordsSearchedFor },
    });
    response.attachment('audit.csv').type('text/csv');
    await pipeline(Readable.from(auditCsv(db, filter)), response);
  });

  router.get('/audit/verify', async (request, response) => {
    const head = parseText(request.query['head']).toLowerCase();
    const message = head === '' ? undefined : headFault(head);
    const noted = head === '' || message !== undefined ? undefined : head;
    await sendPage(request, response, {
      view: 'audit/verify',
      title: 'Is the audit whole?',
      ...(message === undefined ? {} : { status: 422, faults: [{ field: 'head', message }] }),
      model: { ...(await verifyAudit(db, noted)), form: { head } },
    });
  });

  return router;
}
