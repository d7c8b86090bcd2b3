import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Reading } from './read-once.js';

const run = promisify(execFile);

const script = `
import json, resource, sys, time
import pandas
started, before = time.time(), time.process_time()
table = pandas.read_excel(sys.argv[1], engine="openpyxl", header=None, dtype=object)
print(json.dumps({
    "cells": int(table.size),
    "seconds": time.time() - started,
    "cpuSeconds": time.process_time() - before,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
`;

/** Debian's own has its packages where another python3 comes first in the path. */
const pythons = ['python3', '/usr/bin/python3'];

async function findPython(): Promise<string | undefined> {
  for (const python of pythons) {
    const isFit = await run(python, ['-c', 'import pandas, openpyxl']).catch(() => undefined);
    if (isFit) return python;
  }
  return undefined;
}

/** What pandas with openpyxl takes to open a file; undefined where Python has not got both. */
export async function pandasReading(file: string): Promise<Reading | undefined> {
  const python = await findPython();
  if (python === undefined) return undefined;
  return JSON.parse((await run(python, ['-c', script, file])).stdout) as Reading;
}
