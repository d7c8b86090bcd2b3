import express, { type Express } from 'express';
import { commentRoutes } from './comments/comment-routes.js';
import { flagRoutes } from './comments/flag-routes.js';
import { errorPages, notFoundPage } from './http/error-pages.js';
import { knownHostOnly, sameOriginOnly, securityHeaders } from './http/security.js';
import type { Services } from './http/services.js';
import { receiveUpload } from './http/upload.js';
import { apiRoutes } from './imports/api-routes.js';
import { importRoutes } from './imports/import-routes.js';
import { stepRoutes } from './imports/step-routes.js';
import { keptFileRoutes } from './imports/kept-file-routes.js';
import { qualityRoutes } from './imports/quality-routes.js';
import { uploadRoutes } from './imports/upload-routes.js';
import { storeUpload } from './imports/uploads.js';
import { projectPath } from './paths.js';
import { auditRoutes } from './people/audit-routes.js';
import { accountRoutes } from './people/account-routes.js';
import { gateRoutes } from './people/gate-routes.js';
import { lostForm } from './people/lost-form-routes.js';
import { backupRoutes } from './records/backup-routes.js';
import { singleSignOnRoutes } from './people/single-sign-on-routes.js';
import { peopleRoutes } from './people/people-routes.js';
import { setUpRoutes } from './people/set-up-routes.js';
import { signInRoutes } from './people/sign-in-routes.js';
import { teamRoutes } from './people/team-routes.js';
import { eraseRoutes } from './records/erase-routes.js';
import { purgeRoutes } from './records/purge-routes.js';
import { retentionRoutes } from './records/retention-routes.js';
import { downloadRoutes } from './reports/download-routes.js';
import { partRoutes } from './reports/part-routes.js';
import { quoteRoutes } from './reports/quote-routes.js';
import { reportRoutes } from './reports/report-routes.js';
import { invitedRoutes } from './statistics/invited-routes.js';
import { crosstabRoutes } from './statistics/crosstab-routes.js';
import { exportRoutes } from './statistics/exports/export-routes.js';
import { chartRoutes } from './statistics/charts/chart-routes.js';
import { measureRoutes } from './statistics/measure-routes.js';
import { rateRoutes } from './statistics/rate-routes.js';
import { trendRoutes } from './statistics/trend-routes.js';
import { surveyRoutes } from './surveys/survey-routes.js';
import { themeRoutes } from './themes/theme-routes.js';

const assets = { maxAge: '1h', index: false };

/** The application, complete but for listening; tests drive this same one. */
export function createApp(services: Services): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', services.config.trustProxy);
  const gate = gateRoutes(services);
  app.use(gate.first);
  app.use(securityHeaders());
  app.use('/assets', express.static(projectPath('dist/assets'), assets));
  app.use('/assets', express.static(projectPath('views/assets'), assets));
  app.use('/assets', express.static(projectPath('node_modules/govuk-frontend/dist/govuk'), assets));
  app.use(knownHostOnly(services.config));
  app.use(sameOriginOnly);
  // Nothing of a body is read for those who may not send it, and nothing done before its form is known.
  app.use(gate.enter);
  app.use(express.urlencoded({ extended: false, limit: '4mb', parameterLimit: 50_000 }));
  app.use(express.json({ limit: '4mb' }));
  const storeFile = (source: AsyncIterable<Buffer>) => storeUpload(services.config, source);
  for (const address of ['/imports', '/api/imports']) {
    app.post(address, receiveUpload(services.config, storeFile));
  }
  app.use(gate.forms);

  app.get('/', (_request, response) => response.redirect('/surveys'));
  app.use(singleSignOnRoutes(services));
  app.use(setUpRoutes(services));
  app.use(signInRoutes(services));
  app.use(accountRoutes(services));
  app.use(peopleRoutes(services));
  app.use(teamRoutes(services));
  app.use(surveyRoutes(services));
  app.use(uploadRoutes(services));
  app.use(importRoutes(services));
  app.use(stepRoutes(services));
  app.use(keptFileRoutes(services));
  app.use(qualityRoutes(services));
  app.use(apiRoutes(services));
  app.use(rateRoutes(services));
  app.use(invitedRoutes(services));
  app.use(crosstabRoutes(services));
  app.use(trendRoutes(services));
  app.use(exportRoutes(services));
  app.use(measureRoutes(services));
  app.use(chartRoutes(services));
  app.use(flagRoutes(services));
  app.use(commentRoutes(services));
  app.use(quoteRoutes(services));
  app.use(partRoutes(services));
  app.use(downloadRoutes(services));
  app.use(reportRoutes(services));
  app.use(themeRoutes(services));
  app.use(auditRoutes(services));
  app.use(backupRoutes(services));
  app.use(retentionRoutes(services));
  app.use(eraseRoutes(services));
  app.use(purgeRoutes(services));

  app.use(notFoundPage);
  app.use(lostForm);
  app.use(errorPages);
  return app;
}
