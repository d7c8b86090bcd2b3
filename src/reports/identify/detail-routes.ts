import { Router, type Request, type Response } from 'express';
import { notFound, ViewfinderError, type FieldFault } from '../../errors.js';
import { foldLine, parseFields, parseId, parseText } from '../../http/parse.js';
import { redirectTo, sendPage } from '../../http/send-page.js';
import type { Services } from '../../http/services.js';
import { findPart } from '../part-queries.js';
import { findQuotableComment } from '../quote-queries.js';
import { findReport } from '../report-queries.js';
import { identifyQuote } from './identify-quotes.js';
import { decideDetail } from './kept-queries.js';
import type { PartFinding } from './part-finding.js';
import { redactQuote } from './redact-quote.js';
import { detailsPage, identifyingOf } from './show-identifying.js';

const longestReason = 200;
const gone = 'This detail is not in the quote any more. Open the quote again.';

function reasonFault(reason: string, { detail }: PartFinding): string | null {
  if (reason === '') return `Say why “${detail}” can stay`;
  if (reason.length <= longestReason) return null;
  return `Say why it can stay in at most ${longestReason} characters`;
}

/** The details of a quote that could tell who somebody is: which there are, redacting one, keeping one with a reason. */
export function detailRoutes({ db }: Services): Router {
  const router = Router();

  async function quoteAt({ params, viewer }: Request) {
    const report = await findReport(db, viewer, parseId(params['reportId'], 'report'));
    const part = await findPart(db, report.id, parseId(params['partId'], 'quote'));
    if (part.commentId === null) throw notFound('quote');
    return { report, part, comment: await findQuotableComment(db, viewer, part.commentId) };
  }

  type QuoteAt = Awaited<ReturnType<typeof quoteAt>>;
  interface Refused {
    faults: FieldFault[];
    reason: string;
    at: number;
  }

  async function sendDetails(
    request: Request,
    response: Response,
    quote: QuoteAt,
    refused?: Refused,
  ) {
    const { report, part, comment } = quote;
    await sendPage(request, response, {
      view: 'reports/details',
      title: 'What could identify somebody',
      ...(refused ? { status: 422, faults: refused.faults } : {}),
      back: { href: `/reports/${report.id}/parts/${part.id}`, text: 'Change this quote' },
      model: {
        report: { id: report.id, title: report.title },
        part: { id: part.id, extract: part.extract, revision: part.revision },
        attribution: comment.attribution,
        identifying: await identifyingOf(db, quote, refused ?? null),
      },
    });
  }

  router.get('/reports/:reportId/parts/:partId/details', async (request, response) => {
    await sendDetails(request, response, await quoteAt(request));
  });

  router.post('/reports/:reportId/parts/:partId/details', async (request, response) => {
    const quote = await quoteAt(request);
    const fields = parseFields(request.body);
    const [kind, detail] = [parseText(fields['kind']), parseText(fields['detail'])];
    const findings = await identifyQuote(db, quote.part, quote.comment);
    const at = findings.findIndex((one) => one.kind === kind && one.detail === detail);
    const finding = findings[at];
    if (!finding) throw new ViewfinderError('conflict', gone);
    switch (parseText(fields['decision'])) {
      case 'redact':
        await redactQuote(db, request.viewer, quote, finding);
        return redirectTo(response, detailsPage(quote), 'detail-redacted');
      case 'reopen':
        await decideDetail(db, request.viewer, quote, { ...finding, reason: null });
        return redirectTo(response, detailsPage(quote), 'detail-reopened');
      case 'keep': {
        const reason = foldLine(parseText(fields['reason']));
        const message = reasonFault(reason, finding);
        if (message !== null) {
          const faults = [{ field: `reason-keep-${at}`, message }];
          return sendDetails(request, response, quote, { faults, reason, at });
        }
        await decideDetail(db, request.viewer, quote, { ...finding, reason });
        return redirectTo(response, detailsPage(quote), 'detail-kept');
      }
      default:
        throw new ViewfinderError(
          'invalid',
          'Say what to do with the detail: redact, keep or reopen.',
        );
    }
  });

  return router;
}
