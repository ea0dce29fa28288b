/**
 * Changes valid resources in known ways and holds our verdicts against those of the HL7 validator, which runs beside:
 *   npm run differential -- --seed spring --count 1000
 *   npm run differential -- --seed spring --count 200 --only narrative --types Patient,Observation
 *   npm run differential -- --bases folder --packages packages/3.0.1,packages/3.2.0 --hl7-packages packages/3.2.0
 * Needs Java, and the archives that `ig validate --engine hl7` brings. Ends with 1 where the two differ.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Issue, isAtLeast } from '../../scripts/model/issue.ts';
import { createDefinitions } from '../../scripts/packages/definitions.ts';
import { secondOpinion } from '../../scripts/pipeline/second-opinion.ts';
import { prepareValidator, type ReadyValidator } from '../../scripts/pipeline/validation.ts';
import { TypeRules } from '../../scripts/validate/type-rules.ts';
import { pathsWithout } from '../conformance/paths.ts';
import { projectFolder } from '../guide/compile-guide.ts';
import { type Base, type Mutant, mutants } from './mutants.ts';

const MAX_SIZE = 60_000;
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    count: { type: 'string', default: '500' },
    only: { type: 'string', default: '' },
    types: { type: 'string', default: '' },
    bases: { type: 'string', default: join(projectFolder, 'node_modules', 'hl7.fhir.r4.core') },
    packages: { type: 'string', default: '' },
    'hl7-packages': { type: 'string' },
    keep: { type: 'string' },
  },
});
/** A matter of policy: whether URLs below hl7.org/fhir have to lead somewhere. */
const UNRESOLVED = 'hl7:Type_Specific_Checks_DT_URL_Resolve';
const say = (line: string) => process.stdout.write(`${line}\n`);
const { signal } = new AbortController();
const nowhere = mkdtempSync(join(tmpdir(), 'ig-differential-'));

interface Difference {
  readonly mutant: Mutant;
  readonly lines: readonly string[];
  readonly verdict: boolean;
}

try {
  const ours = await ready(listed(values.packages));
  const theirs = values['hl7-packages'] === undefined ? ours : await ready(listed(values['hl7-packages']));
  const types = new TypeRules(createDefinitions(ours.packages));
  const all = [...mutants(basesOf(ours), types, values.seed, Number(values.count), values.only)];
  say(`${all.length} resources from seed ${values.seed}`);
  const { opinions, version } = await secondOpinion(
    all.map(({ text }) => ({ text, profiles: [] })),
    { packages: theirs.packages, allowExampleUrls: true, offline: false, signal, onStep: progress },
  );
  let [wanted, missed, alarmed, alarms, crashed] = [0, 0, 0, 0, 0];
  const differences: Difference[] = [];
  for (const [index, mutant] of all.entries()) {
    const opinion = opinions[index];
    if (opinion?.valid === undefined) {
      crashed++;
      continue;
    }
    const { valid, issues } = ours.validator.validate(mutant.text, { file: mutant.name });
    const [found, expected] = [issues.filter(isError), opinion.issues.filter(isError)];
    if (expected.some(({ expression }) => expression === undefined) && !valid) continue; // it could not be read: there is no path
    const counted = expected.filter(({ rule }) => rule !== UNRESOLVED);
    const lost = pathsWithout(paths(counted), paths(found));
    const added = pathsWithout(paths(found), paths(expected));
    wanted += new Set(paths(counted)).size;
    alarmed += new Set(paths(found)).size;
    missed += lost.length;
    alarms += added.length;
    const differs = valid !== (counted.length === 0);
    if (!differs && lost.length + added.length === 0) continue;
    const lines = [
      ...(lost.length > 0 || differs ? counted : []).map((issue) => told('hl7', issue)),
      ...found.map((issue) => told('ig ', issue)),
    ];
    differences.push({ mutant, lines, verdict: differs });
  }
  for (const { mutant, lines, verdict } of differences) {
    say(`${verdict ? 'VERDICT' : 'paths  '} ${mutant.name}`);
    for (const line of lines) say(`    ${line}`);
  }
  keep(differences);
  const verdicts = differences.filter(({ verdict }) => verdict);
  const judged = all.length - crashed;
  say(
    `HL7 validator ${version}: ${judged - verdicts.length} of ${judged} verdicts equal (${percent(judged - verdicts.length, judged)}), ${crashed} without a verdict there`,
  );
  say(
    `paths: ${missed} of ${wanted} missed (${percent(missed, wanted)}), ${alarms} of ${alarmed} only ours (${percent(alarms, alarmed)})`,
  );
  for (const [family, [differing, total]] of byFamily(all, differences)) say(`  ${family}: ${differing} of ${total}`);
  if (differences.length > 0) process.exitCode = 1;
} finally {
  rmSync(nowhere, { recursive: true, force: true });
}

function isError({ severity }: Issue): boolean {
  return isAtLeast(severity, 'error');
}

function paths(issues: readonly Issue[]): string[] {
  return issues.map(({ expression = '' }) => expression);
}

function told(who: string, { rule, expression = '', message }: Issue): string {
  return `${who} ${expression}  ${rule}  ${message.slice(0, 200)}`;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
}

async function ready(added: readonly string[]): Promise<ReadyValidator> {
  const options = { fhirOnly: true, allowExampleUrls: true, added, signal };
  const { value, issues } = await prepareValidator(nowhere, options);
  if (value === undefined) throw new Error(issues.map(({ message }) => message).join(' '));
  return value;
}

/** The packages in folders, which are named with commas between them. */
function listed(folders: string): string[] {
  return folders
    .split(',')
    .filter((folder) => folder !== '')
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.tgz'))
        .map((name) => join(folder, name)),
    );
}

/** The resources of the folder that are valid as they are and not large. */
function basesOf({ validator }: ReadyValidator): Base[] {
  const types = values.types.split(',').filter((type) => type !== '');
  return readdirSync(values.bases)
    .filter((name) => /^[A-Z].*\.json$/.test(name))
    .filter((name) => types.length === 0 || types.some((type) => name.startsWith(type)))
    .filter((name) => statSync(join(values.bases, name)).size < MAX_SIZE)
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(values.bases, name), 'utf8');
      return validator.validate(text, { file: name }).valid ? [{ name, resource: JSON.parse(text) }] : [];
    });
}

function keep(differences: readonly Difference[]): void {
  if (values.keep === undefined) return;
  for (const { mutant } of differences)
    writeFileSync(join(values.keep, `${mutant.name.replace('.json', '').replaceAll(' ', '--')}.json`), mutant.text);
}

function byFamily(all: readonly Mutant[], differences: readonly Difference[]): [string, [number, number]][] {
  const total = new Map<string, [number, number]>();
  for (const { family } of all) total.set(family, [0, (total.get(family)?.[1] ?? 0) + 1]);
  for (const { mutant } of differences) {
    const [differing, of] = total.get(mutant.family) ?? [0, 0];
    total.set(mutant.family, [differing + 1, of]);
  }
  return [...total].filter(([, [differing]]) => differing > 0);
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
