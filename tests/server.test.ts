import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.js';
import { recordAudit } from '../src/people/audit-queries.js';
import { shellViewer } from '../src/people/shell-viewer.js';
import { verifyAudit } from '../src/people/verify-audit.js';
import { openServices, serve } from '../src/server.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-server-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the server', () => {
  it('tells the head of the audit at its start and its end, for a log to keep', async () => {
    const services = await openServices(readConfig({ DATA_DIR: folder, PORT: '0' }));
    const told: string[] = [];
    const running = await serve(services, (line) => told.push(line));
    expect(told).toEqual([`Audit: 0 entries, head ${'0'.repeat(64)}`]);
    const subject = { kind: 'report', id: 1, name: 'Being heard' };
    await recordAudit(services.db, shellViewer(), { action: 'report_created', subject });
    const { head } = await verifyAudit(services.db);
    await running.stop();
    expect(told.slice(1)).toEqual([`Audit: 1 entry, head ${head}`]);
  });
});
