#!/usr/bin/env node
import { parseArgs } from 'node:util';
import type { CommandLine } from './cli/command-line.js';
import { ViewfinderError } from './errors.js';
import { exitWith } from './exit-with.js';

const usage = `Viewfinder from a shell. The data is in the folder DATA_DIR ("data" unless set).

  viewfinder import FILE-OR-FOLDER … --survey NAME --wave WAVE [--group GROUP] [--leave-out KINDS] [--json]
      every spreadsheet of a folder, with --recursive of those below it too; --survey-from-name
      names each file's survey after the file
      KINDS of rows: test,preview,spam (these unless told otherwise), partial, empty; or none
  viewfinder rates --survey NAME --wave WAVE [--json]
  viewfinder measures [--json]
      import, rates and measures work on another machine's Viewfinder with --server https://ADDRESS
      and a token in the environment variable VIEWFINDER_TOKEN
  viewfinder export --survey NAME --wave WAVE [--out FILE]
      every answer of every response as CSV: not for publication; comments are not in it
  viewfinder export --survey NAME --wave WAVE --figures xlsx|ods|csv|json [--internal] [--out FILE]
      the wave's rates as they may be published; with true counts where --internal asks for them
  viewfinder erase --survey NAME --wave WAVE --response ID
  viewfinder purge --survey NAME --wave WAVE   removes the responses, keeps the figures
  viewfinder tag [--frame FRAME] < in.jsonl > out.jsonl     {text, question?, id?} a line
  viewfinder evaluate [FILE.jsonl …] [--frame FRAME]
      tagging measured against people's labels; FRAME: a code frame's file, or the name of one that
      comes with the program: childrens-social-care (unless told otherwise), nhs-patient-feedback
  viewfinder evaluate --gold                the same against what coders settled on in rounds of double coding
  viewfinder recode                         codes every comment again by the frame in use, as after an upgrade
  viewfinder audit verify [--head HASH]     whether the audit is whole; HASH as noted earlier
  viewfinder backup FILE [--json]           a checked copy, also while the server runs
  viewfinder restore FILE                   puts a copy in the database's place
  viewfinder user add NAME --full-name "FULL NAME" --role ROLE [--role ROLE …]
  viewfinder user list [--json]
  viewfinder user disable|enable|reset NAME
  viewfinder demo                           a fresh database with the samples, served`;

type Command = (line: CommandLine) => Promise<void>;

/** Each loads what it needs alone: all of them together take most of a second. */
const commands = new Map<string, () => Promise<Command>>(
  Object.entries({
    import: async () => (await import('./cli/import.js')).importCommand,
    rates: async () => (await import('./cli/figures.js')).ratesCommand,
    measures: async () => (await import('./cli/figures.js')).measuresCommand,
    export: async () => (await import('./cli/export.js')).exportCommand,
    erase: async () => (await import('./cli/records.js')).eraseCommand,
    purge: async () => (await import('./cli/records.js')).purgeCommand,
    tag: async () => (await import('./cli/tag.js')).tagCommand,
    evaluate: async () => (await import('./cli/evaluate.js')).evaluateCommand,
    audit: async () => (await import('./cli/audit.js')).auditCommand,
    backup: async () => (await import('./cli/backup.js')).backupCommand,
    restore: async () => (await import('./cli/backup.js')).restoreCommand,
    recode: async () => (await import('./cli/recode.js')).recodeCommand,
    user: async () => (await import('./cli/user.js')).userCommand,
    demo: async () => (await import('./cli/demo.js')).demo,
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
        'leave-out': { type: 'string' },
        response: { type: 'string' },
        figures: { type: 'string' },
        internal: { type: 'boolean' },
        out: { type: 'string' },
        frame: { type: 'string' },
        gold: { type: 'boolean' },
        'survey-from-name': { type: 'boolean' },
        recursive: { type: 'boolean' },
        json: { type: 'boolean' },
        head: { type: 'string' },
        server: { type: 'string' },
        'accept-broken-audit': { type: 'boolean' },
        'full-name': { type: 'string' },
        role: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new ViewfinderError('invalid', `${(error as Error).message}\n\n${usage}`);
  }
}

const [name = '', ...rest] = process.argv.slice(2);
const load = commands.get(name);
try {
  if (!load) throw new ViewfinderError('invalid', usage);
  const line = parseCommandLine(rest);
  const command = await load();
  await command(line);
} catch (error) {
  exitWith(error);
}
