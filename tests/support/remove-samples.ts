import { rm } from 'node:fs/promises';
import { samplesFolder } from './load-samples.js';

export default async function removeSamples(): Promise<void> {
  const folder = process.env[samplesFolder];
  if (folder) await rm(folder, { recursive: true, force: true });
}
