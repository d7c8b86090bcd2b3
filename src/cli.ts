#!/usr/bin/env node
import { parseArgs } from 'node:util';
import type { CommandLine } from './cli/command-line.js';
import { demo } from './cli/demo.js';
import { evaluateCommand } from './cli/evaluate.js';
import { importCommand } from './cli/import.js';
import { measuresCommand, ratesCommand } from './cli/figures.js';
import { eraseCommand, purgeCommand } from './cli/records.js';
import { tagCommand } from './cli/tag.js';
import { ViewfinderError } from './errors.js';
import { exitWith } from './server.js';

const usage = `Viewfinder from a shell. The data is in the folder DATA_DIR ("data" unless set).

  viewfinder import FILE --survey NAME --wave WAVE [--group GROUP] [--json]
  viewfinder rates --survey NAME --wave WAVE [--json]
  viewfinder measures [--json]
  viewfinder erase --survey NAME --wave WAVE --response ID
  viewfinder purge --survey NAME --wave WAVE   removes the responses, keeps the figures
  viewfinder tag < in.jsonl > out.jsonl     {text, question?, id?} a line
  viewfinder evaluate [FILE.jsonl …]        tagging measured against people's labels
  viewfinder demo                           a fresh database with the samples, served`;

const commands = new Map<string, (line: CommandLine) => Promise<void>>(
  Object.entries({
    import: importCommand,
    rates: ratesCommand,
    measures: measuresCommand,
    erase: eraseCommand,
    purge: purgeCommand,
    tag: tagCommand,
    evaluate: evaluateCommand,
    demo,
  }),
);

function parseCommandLine(args: string[]): CommandLine {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        survey: { type: 'string' },
        wave: { type: 'string' },
        group: { type: 'string' },
        response: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new ViewfinderError('invalid', `${(error as Error).message}\n\n${usage}`);
  }
}

const [name = '', ...rest] = process.argv.slice(2);
const command = commands.get(name);
try {
  if (!command) throw new ViewfinderError('invalid', usage);
  await command(parseCommandLine(rest));
} catch (error) {
  exitWith(error);
}
