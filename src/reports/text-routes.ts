import { Router, type Request, type Response } from 'express';
import { notFound, ViewfinderError, type FieldFault } from '../errors.js';
import { parseFields, parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { renderMarkdown } from './markdown.js';
import { differences, mergeTexts } from './merge-texts.js';
import {
  parseAfter,
  parseWritten,
  parseWrittenKind,
  type WrittenForm,
  type WrittenKind,
} from './part-form.js';
import { addParts, findPart } from './part-queries.js';
import type { StoredPart } from './report-parts.js';
import { findReport, type Report } from './report-queries.js';
import { changeBody } from './text-queries.js';

const titles = {
  section: { add: 'Add a section', change: 'Change this heading' },
  text: { add: 'Add text', change: 'Change this text' },
} as const;
const notices = { section: 'section-saved', text: 'text-saved' } as const;

/** Headings and texts: adding, changing, and choosing where two people changed one. */
export function textRoutes({ db }: Services): Router {
  const router = Router();
  const reportAt = (request: Request) =>
    findReport(db, request.viewer, parseId(request.params['reportId'], 'report'));

  interface Writing {
    report: Report;
    kind: WrittenKind;
    form: WrittenForm;
    /** Null of a new one. */
    partId: number | null;
    faults?: FieldFault[];
    status?: number;
  }

  async function sendForm(request: Request, response: Response, writing: Writing) {
    const { report, kind, form, partId, faults = [], status = 200 } = writing;
    await sendPage(request, response, {
      view: 'reports/write',
      title: titles[kind][partId === null ? 'add' : 'change'],
      status: faults.length > 0 && status === 200 ? 422 : status,
      faults,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: { report, kind, form, partId },
      locals: { renderMarkdown },
    });
  }

  router.get('/reports/:reportId/texts/new', async (request, response) => {
    const form = { body: '', base: '', revision: 0, wantsPreview: false };
    await sendForm(request, response, {
      report: await reportAt(request),
      kind: parseWrittenKind(request.query['kind']),
      form: { ...form, after: parseAfter(request.query['after']) },
      partId: null,
    });
  });

  router.post('/reports/:reportId/texts', async (request, response) => {
    const report = await reportAt(request);
    const kind = parseWrittenKind(parseFields(request.body)['kind']);
    const { form, faults } = parseWritten(kind, request.body);
    if (form.wantsPreview || faults.length > 0)
      return sendForm(request, response, { report, kind, form, partId: null, faults });
    const part = { kind, body: form.body };
    const id = await addParts(db, request.viewer, { ...report, afterId: form.after }, [part]);
    redirectTo(response, `/reports/${report.id}#part-${id}`, notices[kind]);
  });

  async function writtenAt(request: Request, report: Report) {
    const partId = parseId(request.params['partId'], 'text');
    const part = await findPart(db, report.id, partId);
    if (part.kind !== 'section' && part.kind !== 'text') throw notFound('text');
    return { part, kind: part.kind };
  }

  router.get('/reports/:reportId/parts/:partId/text', async (request, response) => {
    const report = await reportAt(request);
    const { part, kind } = await writtenAt(request, report);
    const body = part.body ?? '';
    const { revision } = part;
    const form = { body, base: body, revision, after: null, wantsPreview: false };
    await sendForm(request, response, { report, kind, form, partId: part.id });
  });

  /** What somebody wrote of a text that another has taken out: as a new one, to save or to leave. */
  async function sendOrphan(request: Request, response: Response, report: Report) {
    const kind = parseWrittenKind(parseFields(request.body)['kind']);
    const { form } = parseWritten(kind, request.body);
    const message =
      'Somebody has taken this out of the report meanwhile. Nothing is lost: below is what you wrote. Save it to put it back as a new part';
    const faults = [{ field: 'body', message }];
    await sendForm(request, response, { report, kind, form, partId: null, faults, status: 409 });
  }

  /** Theirs, mine, and both with what differs marked: the author chooses. */
  async function sendChoice(
    request: Request,
    response: Response,
    { report, now, form }: { report: Report; now: StoredPart; form: WrittenForm },
  ) {
    const theirs = now.body ?? '';
    await sendPage(request, response, {
      view: 'reports/merge',
      title: 'Somebody else has changed this too',
      status: 409,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: {
        report,
        part: { id: now.id, kind: now.kind, revision: now.revision },
        changedBy: now.changedBy,
        changedAt: now.changedAt,
        theirs,
        mine: form.body,
        differences: differences(theirs, form.body),
        merged: now.kind === 'section' ? form.body : mergeTexts(form.base, theirs, form.body),
      },
    });
  }

  router.post('/reports/:reportId/parts/:partId/text', async (request, response) => {
    const report = await reportAt(request);
    const found = await writtenAt(request, report).catch((error: unknown) => {
      if (error instanceof ViewfinderError && error.kind === 'not_found') return null;
      throw error;
    });
    if (!found) return sendOrphan(request, response, report);
    const { part, kind } = found;
    const { form, faults } = parseWritten(kind, request.body);
    if (form.wantsPreview || faults.length > 0)
      return sendForm(request, response, { report, kind, form, partId: part.id, faults });
    const now = await changeBody(db, request.viewer, { report, part }, form);
    if (now) return sendChoice(request, response, { report, now, form });
    redirectTo(response, `/reports/${report.id}#part-${part.id}`, notices[kind]);
  });

  return router;
}
