import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import YAML from 'yaml';
import { projectPath } from '../paths.js';
import { compileTables } from '../text/identify/lookup.js';
import { identifyingTables } from '../text/identify/identifying-tables.js';
import { parseYamlFrame } from '../themes/code-frame.js';
import { compileFrame } from '../themes/compile-frame.js';
import { parseRiskRules } from '../themes/parse-risk-rules.js';
import { compileRiskRules } from '../themes/risk-rules.js';
import { shippedFile, type ShippedRules } from '../themes/shipped-rules.js';

/** Checks rules that are written as YAML and puts them where the program reads them; a fault ends the build. */
function build<T>(
  files: readonly string[],
  name: ShippedRules,
  { parse, compile }: { parse: (source: string) => T; compile: (rules: T) => unknown },
): void {
  const rules = parse(
    files.map((yaml) => readFileSync(projectPath(`src/${yaml}`), 'utf8')).join('\n'),
  );
  compile(rules);
  mkdirSync(path.dirname(shippedFile(name)), { recursive: true });
  writeFileSync(shippedFile(name), JSON.stringify(rules));
}

build(['themes/childrens-social-care.yaml'], 'frame', {
  parse: parseYamlFrame,
  compile: compileFrame,
});
build(['themes/risk-rules.yaml'], 'risk-rules', {
  parse: parseRiskRules,
  compile: compileRiskRules,
});
build(
  ['names', 'places', 'facts', 'company', 'ordinary'].map(
    (table) => `text/identify/tables/${table}.yaml`,
  ),
  'identifying',
  { parse: (source) => identifyingTables.parse(YAML.parse(source)), compile: compileTables },
);
