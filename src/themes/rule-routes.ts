import { Router, type Request, type Response } from 'express';
import { notFound, type FieldFault } from '../errors.js';
import { parseFields, parseId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { dropRule, saveRule, themeOf } from './change-theme.js';
import {
  blankRuleForm,
  readRuleForm,
  ruleFaults,
  ruleFormOf,
  ruleTextOf,
  type RuleForm,
} from './rule-form.js';
import { ruleHelp } from './rule-help.js';
import { saveOrShow } from './save-or-show.js';
import { frameAt } from './show-frames.js';
import { markOf } from './stale-form.js';
import { tryRule, type RuleTrial } from './try-rule.js';

/** A rule of a draft's theme: which one is said by its mark, '' for a new one. */
interface RulePlace {
  frameId: number;
  key: string;
  seen: string;
}

interface Shown {
  form: RuleForm;
  trial?: RuleTrial | null;
  faults?: FieldFault[];
  status?: number;
}

const field = (request: Request, name: string) => parseText(parseFields(request.body)[name]);

/** A draft's rules, each with a form that shows what it finds. */
export function ruleRoutes({ db }: Services): Router {
  const router = Router();

  const frameIdOf = ({ params }: Request) => parseId(params['frameId'], 'draft of a code frame');

  async function draftTheme({ frameId, key }: Pick<RulePlace, 'frameId' | 'key'>) {
    const { content, state, version } = await frameAt(db, frameId);
    if (state !== 'draft' || !content) throw notFound('draft of a code frame');
    return { content, version, theme: themeOf(content, key) };
  }

  async function sendRule(
    request: Request,
    response: Response,
    place: RulePlace,
    { form, trial = null, ...shown }: Shown,
  ): Promise<void> {
    const { theme } = await draftTheme(place);
    const at = theme.rules.findIndex((rule) => markOf(rule) === place.seen);
    const here = `/themes/frames/${place.frameId}/themes/${place.key}`;
    await sendPage(request, response, {
      view: 'themes/rule',
      title: at < 0 ? `A new rule for “${theme.name}”` : `Rule ${at + 1} of “${theme.name}”`,
      back: { href: here, text: theme.name },
      ...shown,
      model: {
        frameId: place.frameId,
        key: place.key,
        action: `${here}/rules/${at < 0 ? 'new' : at + 1}`,
        // The rule that it was made from may be gone: what is saved is then a new one.
        seen: at < 0 ? '' : place.seen,
        form,
        trial,
        definition: theme.definition,
        help: ruleHelp,
      },
    });
  }

  const placeOf = (request: Request): RulePlace => ({
    frameId: frameIdOf(request),
    key: parseText(request.params['key']),
    seen: field(request, 'seen'),
  });

  router.get('/themes/frames/:frameId/themes/:key/rules/:rule', async (request, response) => {
    const place = placeOf(request);
    const { theme } = await draftTheme(place);
    if (request.params.rule === 'new') {
      return sendRule(request, response, place, { form: blankRuleForm });
    }
    const rule = theme.rules[parseId(request.params.rule, 'rule') - 1];
    if (!rule) throw notFound('rule');
    const trial = await trialOf(
      request,
      response,
      { ...place, seen: markOf(rule) },
      ruleFormOf(rule),
    );
    const form = ruleFormOf(rule);
    await sendRule(request, response, { ...place, seen: markOf(rule) }, { form, trial });
  });

  router.post('/themes/frames/:frameId/themes/:key/rules/:rule', async (request, response) => {
    const place = placeOf(request);
    const { frameId, key, seen } = place;
    const form = readRuleForm(request.body);
    const theme = `/themes/frames/${frameId}/themes/${key}#rules`;
    const show = (faults: FieldFault[], status: number) =>
      sendRule(request, response, place, { form, faults, status });
    if (field(request, 'step') === 'remove') {
      return saveOrShow(async () => {
        await dropRule(db, request.viewer, place, seen);
        redirectTo(response, theme, 'rule-removed');
      }, show);
    }
    const faults = ruleFaults(form);
    if (faults.length > 0) return show(faults, 422);
    await saveOrShow(async () => {
      await saveRule(db, request.viewer, place, { rule: ruleTextOf(form), seen });
      redirectTo(response, theme, 'rule-saved');
    }, show);
  });

  async function trialOf(
    request: Request,
    response: Response,
    { frameId, key, seen }: RulePlace,
    form: RuleForm,
  ): Promise<RuleTrial> {
    const { content, theme } = await draftTheme({ frameId, key });
    const found = theme.rules.findIndex((rule) => markOf(rule) === seen);
    const at = found < 0 ? theme.rules.length : found;
    const rule = ruleTextOf(form);
    // Who types on asks again, and nobody waits for this answer any more.
    const isGone = () => response.destroyed;
    return tryRule(db, request.viewer, { content, key, at, rule, seed: frameId }, isGone);
  }

  router.post('/themes/frames/:frameId/try', async (request, response) => {
    const place = {
      frameId: frameIdOf(request),
      key: field(request, 'key'),
      seen: field(request, 'seen'),
    };
    const form = readRuleForm(request.body);
    const faults = ruleFaults(form);
    if (faults.length > 0) {
      return sendRule(request, response, place, { form, faults, status: 422 });
    }
    const trial = await trialOf(request, response, place, form);
    await sendRule(request, response, place, { form, trial });
  });

  return router;
}
