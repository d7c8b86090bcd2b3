import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { access, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { loadSamples } from '../../src/cli/demo.js';
import { readConfig } from '../../src/config.js';
import { projectPath } from '../../src/paths.js';
import { closeServices, openServices } from '../../src/server.js';

/** All that the database follows from: the program as built, its word lists and models, the exports. */
const sources = ['dist/src', 'src', 'migrations', 'samples'];

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of sources) {
    for (const entry of readdirSync(projectPath(folder), {
      recursive: true,
      withFileTypes: true,
    })) {
      if (!entry.isFile() || /\.(ts|map)$/.test(entry.name)) continue;
      hash.update(entry.name).update(readFileSync(path.join(entry.parentPath, entry.name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * The database file of all samples, made by the import itself once for each build: importing them
 * takes 15 worker threads, copying the file none. Two makers at once are no matter, since each
 * works in a folder of its own and puts the whole file in place at the end.
 */
export async function sampleDatabase(): Promise<string> {
  const file = projectPath(`dist/samples-${fingerprint()}.sqlite`);
  const made = await access(file).then(
    () => true,
    () => false,
  );
  if (made) return file;
  const folder = mkdtempSync(projectPath('dist/samples-'));
  const services = await openServices(readConfig({ DATA_DIR: folder }));
  await loadSamples(services, () => undefined);
  await closeServices(services);
  await rename(services.config.databaseFile, file);
  const earlier = readdirSync(projectPath('dist')).filter((name) =>
    /^samples-\w+\.sqlite$/.test(name),
  );
  for (const name of [path.basename(folder), ...earlier]) {
    if (name !== path.basename(file)) {
      await rm(projectPath(`dist/${name}`), { recursive: true, force: true });
    }
  }
  return file;
}
