import { Router, type Request, type Response } from 'express';
import type { FieldFault } from '../errors.js';
import { parseFields } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import type { Db } from '../db/schema.js';
import type { Actor } from '../people/permissions.js';
import { recordAudit } from '../people/audit-queries.js';
import { attribution, formsFrom } from './attribution.js';
import { ownWording, parseAttribution, rowsOf, type AttributionForm } from './attribution-form.js';
import { attributionForms, replaceForms } from './attribution-queries.js';
import { listSurveys } from './survey-queries.js';

const page = '/settings/attribution';

/** Keeps a wording, with an entry of what it was and is. */
const changeWording = (db: Db, actor: Actor, wording: ReturnType<typeof ownWording>) =>
  db.transaction().execute(async (transaction) => {
    const before = await attributionForms(transaction);
    await replaceForms(transaction, wording.pattern, wording.groups);
    const after = await attributionForms(transaction);
    const told = ({ pattern, groups }: typeof before) => ({
      pattern,
      ...Object.fromEntries(
        [...groups].map(([key, { singular, plural }]) => [key, `${singular}, ${plural}`]),
      ),
    });
    await recordAudit(transaction, actor, {
      action: 'attribution_changed',
      subject: { kind: 'setting', id: null, name: 'Attribution' },
      before: told(before),
      after: told(after),
    });
  });

/** How the deployment words whose view a quote is. */
export function attributionRoutes({ db }: Services): Router {
  const router = Router();

  async function sendForm(
    request: Request,
    response: Response,
    form: AttributionForm,
    faults: FieldFault[] = [],
  ) {
    const forms = formsFrom(form.groups, form.pattern);
    const surveys = await listSurveys(db, request.viewer);
    const survey = surveys[0]?.name ?? 'Fostering survey';
    await sendPage(request, response, {
      view: 'settings/attribution',
      title: 'How quotes are attributed',
      status: faults.length > 0 ? 422 : 200,
      faults,
      model: {
        form,
        examples: form.groups.map(({ groupKey }) => ({
          groupKey,
          singular: attribution(forms, groupKey, survey),
          plural: attribution(forms, groupKey, survey, 'plural'),
        })),
      },
    });
  }

  router.get(page, async (request, response) => {
    const { pattern, groups } = await attributionForms(db);
    await sendForm(request, response, { pattern, groups: rowsOf((key) => groups.get(key)) });
  });

  router.post(page, async (request, response) => {
    const { faults, ...form } = parseAttribution(request.body);
    const isPreview = parseFields(request.body)['step'] === 'preview';
    if (isPreview || faults.length > 0) return sendForm(request, response, form, faults);
    await changeWording(db, request.viewer, ownWording(form));
    redirectTo(response, page, 'attribution-saved');
  });

  router.post(`${page}/reset`, async (request, response) => {
    await changeWording(db, request.viewer, { pattern: null, groups: [] });
    redirectTo(response, page, 'attribution-reset');
  });

  return router;
}
