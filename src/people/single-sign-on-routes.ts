import { Router, type Request } from 'express';
import { notFound, ViewfinderError } from '../errors.js';
import { redirectTo } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { recordAudit } from './audit-queries.js';
import { parseLocalPath } from './local-path.js';
import { refuseToken } from './session-owner.js';
import { letIn } from './single-sign-on-account.js';
import { createSingleSignOn, type Attempt, type SingleSignOn } from './single-sign-on.js';
import { startSession } from './start-session.js';

declare module 'express-session' {
  interface SessionData {
    /** A single sign-on that was begun in this browser and is not back yet. */
    oidc?: Attempt;
  }
}

/** Signing in by an OpenID provider: there and back. */
export function singleSignOnRoutes({ db, config }: Services): Router {
  const router = Router();
  const { oidc, publicAddress } = config;
  const configured = oidc && createSingleSignOn(oidc, publicAddress);

  function singleSignOnFor(request: Request): SingleSignOn {
    if (!configured) throw notFound('single sign-on');
    refuseToken(request);
    return configured;
  }

  router.get('/sign-in/single-sign-on', async (request, response) => {
    const { address, attempt } = await singleSignOnFor(request).begin(
      parseLocalPath(request.query['to']),
    );
    request.session.oidc = attempt;
    response.redirect(303, address);
  });

  router.get('/sign-in/single-sign-on/done', async (request, response) => {
    const singleSignOn = singleSignOnFor(request);
    const attempt = request.session.oidc;
    // Whatever comes of it, the same answer is worth nothing a second time.
    delete request.session.oidc;
    const answer = new URL(request.originalUrl, publicAddress);
    const identity = await singleSignOn.finish(answer, attempt).catch(async (error: unknown) => {
      if (error instanceof ViewfinderError && error.kind === 'forbidden') {
        await recordAudit(db, request.viewer, {
          action: 'sign_in_failed',
          subject: { kind: 'account', id: null, name: 'unknown name' },
          after: { by: 'single sign-on', lacks: 'proof' },
        });
      }
      throw error;
    });
    const accountId = await letIn(db, identity, request.viewer.address);
    await startSession(request, accountId);
    redirectTo(response, attempt?.to ?? '/');
  });

  return router;
}
