import type { RequestHandler } from 'express';
import { may } from '../../people/permissions.js';
import type { Services } from '../../http/services.js';
import { countWaiting } from './event-queries.js';

/** Tells every page of an approver how many quotes wait for them; its menu has the number. */
export const showWaiting =
  ({ db }: Services): RequestHandler =>
  async ({ method, viewer }, response, next) => {
    if (method === 'GET' && may(viewer, 'approve_quotes'))
      response.locals['approvals'] = await countWaiting(db, viewer);
    next();
  };
