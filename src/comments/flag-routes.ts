import { Router, type Request, type Response } from 'express';
import { notFound, type FieldFault } from '../errors.js';
import { parseFields, parseId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { may } from '../people/permissions.js';
import { attributionForms } from '../surveys/attribution-queries.js';
import { attribution } from '../surveys/attribution.js';
import { findComment } from './comment-queries.js';
import { addFlag, notFlagged, settleFlag } from './flag-queries.js';
import { flagOutcomes, flagReasons, flagWords } from './flag-words.js';
import { handOn, parseSearchAddress } from './search-address.js';

const keyOf = <K extends string>(words: Readonly<Record<K, string>>, value: unknown) =>
  (Object.keys(words) as K[]).find((key) => key === parseText(value));
const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }));

/** Flags: somebody may be at risk, and how that was settled. */
export function flagRoutes({ db }: Services): Router {
  const router = Router();

  async function commentOf(request: Request) {
    const id = parseId(request.params['commentId'], 'comment');
    const comment = await findComment(db, request.viewer, id);
    if (!comment) throw notFound('comment');
    return comment;
  }

  async function sendForm(
    request: Request,
    response: Response,
    form: { view: 'flag' | 'settle'; title: string; field: string; words: Record<string, string> },
    faults: FieldFault[] = [],
  ) {
    const comment = await commentOf(request);
    const { id, text, question, groupKey, survey, flag } = comment;
    if (form.view === 'settle' && flag === null) throw notFlagged(id);
    const forms = await attributionForms(db);
    const from = parseSearchAddress(request.query['from'] ?? parseFields(request.body)['from']);
    await sendPage(request, response, {
      view: `comments/${form.view}`,
      title: form.title,
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: { href: handOn(`/comments/${id}`, from), text: `Comment ${id}` },
      model: {
        comment: { id, text, question, attribution: attribution(forms, groupKey, survey) },
        flag: flag === null ? null : flagWords(flag),
        choices: choices(form.words),
        from,
      },
    });
  }

  const flagForm = {
    view: 'flag' as const,
    title: 'Flag this comment',
    field: 'reason',
    words: flagReasons,
  };
  const settleForm = {
    view: 'settle' as const,
    title: 'Settle this flag',
    field: 'outcome',
    words: flagOutcomes,
  };

  router.get('/comments/flagged', async (request, response) => {
    await sendPage(request, response, {
      view: 'comments/flagged',
      title: 'The comment has been passed on',
      model: { search: parseSearchAddress(request.query['from']) },
    });
  });

  router.get('/comments/:commentId/flag', (request, response) =>
    sendForm(request, response, flagForm),
  );

  router.post('/comments/:commentId/flag', async (request, response) => {
    const { id } = await commentOf(request);
    const { reason, from } = parseFields(request.body);
    const chosen = keyOf(flagReasons, reason);
    if (!chosen) {
      const message = 'Choose why the comment is flagged';
      return sendForm(request, response, flagForm, [{ field: 'reason', message }]);
    }
    await addFlag(db, request.viewer, id, chosen);
    const search = parseSearchAddress(from);
    // Whoever may not read flagged comments has just closed its page to themselves.
    if (!may(request.viewer, 'flagged_comments')) {
      return redirectTo(response, handOn('/comments/flagged', search));
    }
    redirectTo(response, handOn(`/comments/${id}`, search), 'comment-flagged');
  });

  router.get('/comments/:commentId/settle', (request, response) =>
    sendForm(request, response, settleForm),
  );

  router.post('/comments/:commentId/settle', async (request, response) => {
    const { id } = await commentOf(request);
    const { outcome, from } = parseFields(request.body);
    const chosen = keyOf(flagOutcomes, outcome);
    if (!chosen) {
      const message = 'Choose how the flag was settled';
      return sendForm(request, response, settleForm, [{ field: 'outcome', message }]);
    }
    await settleFlag(db, request.viewer, id, chosen);
    redirectTo(response, handOn(`/comments/${id}`, parseSearchAddress(from)), 'flag-settled');
  });

  return router;
}
