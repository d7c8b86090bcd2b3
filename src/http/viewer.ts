import type { Viewer } from '../people/permissions.js';

declare module 'express-serve-static-core' {
  interface Request {
    /** Set by the gate before any route runs. */
    viewer: Viewer;
  }
}
