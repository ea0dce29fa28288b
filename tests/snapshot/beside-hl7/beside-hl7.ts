/**
 * Our snapshots beside those that HL7's own generator makes of the same differentials: the share of equal elements, and
 * what differs. Takes the packages kept beside the project, or those that are named: `npm run snapshots -- a.tgz …`.
 * `--keep <folder>` leaves HL7's snapshots there, `--all` lists every difference that has no known reason.
 * Both start from the bases as they were published.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgress } from '../../../scripts/commands/output/progress.ts';
import type { Definition } from '../../../scripts/model/definition/definitions.ts';
import type { FhirResource, StructureDefinition } from '../../../scripts/model/fhir.ts';
import type { InstalledPackage } from '../../../scripts/model/package.ts';
import { createDefinitions } from '../../../scripts/packages/definitions/definitions.ts';
import { prepareValidator } from '../../../scripts/pipeline/validation.ts';
import { generateSnapshot } from '../../../scripts/snapshot/generate.ts';
import { table } from '../../bench/statistics.ts';
import { shared } from '../published-packages.ts';
import { besideGenerator } from './comparison.ts';
import { askGenerator, CORE, EXTENSIONS } from './generator.ts';
import { reasonOf } from './known-differences.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false }, keep: { type: 'string' } },
});
const { signal } = new AbortController();
const progress = createProgress({ quiet: false });
/** What packages rest on without declaring it; beside them in their folder. */
const undeclared: Readonly<Record<string, readonly string[]>> = {
  'ans.fhir.fr.mesures-3.0.1': ['hl7.fhir.fr.core-1.1.0.tgz', 'hl7.fhir.uv.phd-1.0.0.tgz'],
  'ans.fhir.fr.mesures-3.2.0': ['hl7.fhir.fr.core-2.1.0.tgz', 'hl7.fhir.uv.phd-1.0.0.tgz'],
};

function packageFiles(): string[] {
  if (positionals.length > 0) return positionals;
  const folders = ['fhir-packages', 'conformance/corpusD/packages/3.0.1', 'conformance/corpusD/packages/3.2.0'];
  const present = folders.map((folder) => join(shared, folder)).filter((folder) => existsSync(folder));
  if (present.length === 0) process.stderr.write('skipped: packages beside the project (../shared is not here)\n');
  return present.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.tgz'))
      .map((name) => join(folder, name)),
  );
}

function restsOn(file: string): string[] {
  const name = basename(file);
  const entry = Object.entries(undeclared).find(([start]) => name.startsWith(start));
  return (entry?.[1] ?? []).map((other) => join(dirname(file), other)).filter((path) => existsSync(path));
}

/** R4 alone, or with one package and what it depends on. */
async function open(file: string | undefined, all: readonly string[]): Promise<readonly InstalledPackage[]> {
  const attempt = async (added: readonly string[]) => {
    const options = { fhirOnly: true, offline: true, signal, added };
    const { value, issues } = await prepareValidator(tmpdir(), options);
    return { packages: value?.packages, issues };
  };
  const alone = await attempt(file === undefined ? [] : [file, ...restsOn(file)]);
  const packages = alone.packages ?? (await attempt(all)).packages;
  if (packages !== undefined) return packages;
  throw new Error(`${file} cannot be opened: ${alone.issues.map(({ message }) => message).join(' ')}`);
}

function isProfile(definition: Definition): definition is Definition<FhirResource & StructureDefinition> {
  const { resource } = definition;
  return resource.resourceType === 'StructureDefinition' && resource.derivation === 'constraint';
}

async function compare(
  name: string,
  packages: readonly InstalledPackage[],
  isAsked: (each: InstalledPackage) => boolean,
) {
  const definitions = createDefinitions(packages);
  const asked = packages.filter(isAsked).flatMap((each) =>
    definitions
      .list('StructureDefinition')
      .filter((info) => info.package.id === each.id && info.package.version === each.version)
      .flatMap((info) => definitions.resolve(`${info.url}|${info.version}`) ?? []),
  );
  const profiles = asked.filter(isProfile);
  const canonicalOf = ({ resource }: Definition<StructureDefinition>) => `${resource.url}|${resource.version}`;
  progress.step(`${name}: HL7's generator makes ${profiles.length} snapshots`);
  const answers = await askGenerator(packages, profiles.map(canonicalOf), { signal });
  if (values.keep !== undefined) {
    mkdirSync(values.keep, { recursive: true });
    writeFileSync(join(values.keep, `${name}.json`), JSON.stringify(answers));
  }
  progress.step(`${name}: ours`);
  const ours = profiles.map((profile) => {
    const { snapshot: _, ...differential } = profile.resource;
    const { value, issues } = generateSnapshot(
      { ...profile, resource: differential as StructureDefinition },
      { resolve: (wanted, from) => definitions.resolve(wanted, from) as Definition<StructureDefinition> | undefined },
    );
    const failed = issues.some(({ severity }) => severity === 'error');
    return {
      canonical: canonicalOf(profile),
      elements: failed ? undefined : value?.snapshot?.element,
      refusal: issues.map(({ message }) => message).join(' '),
    };
  });
  return { name, ...besideGenerator(ours, answers) };
}

const files = packageFiles();
const results: Awaited<ReturnType<typeof compare>>[] = [];
if (positionals.length === 0 || positionals.includes('R4'))
  results.push(
    await compare('R4 and its extensions', await open(undefined, files), ({ id }) => id === CORE || id === EXTENSIONS),
  );
for (const file of files.filter((name) => name !== 'R4')) {
  const packages = await open(file, files);
  const name = file.slice(file.lastIndexOf('/') + 1, -'.tgz'.length);
  results.push(await compare(name, packages, (each) => name.startsWith(`${each.id}-${each.version}`)));
}
progress.end();
const reasons = new Map<string, number>();
for (const { name, differences } of results) {
  const unexplained = differences.filter((difference) => {
    const reason = reasonOf(difference);
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    return reason === undefined;
  });
  const shown = values.all ? unexplained : unexplained.slice(0, 20);
  for (const difference of shown) process.stdout.write(`${name}  ${difference}\n`);
  if (shown.length < unexplained.length)
    process.stdout.write(`${name}  and ${unexplained.length - shown.length} more (--all)\n`);
}
for (const [reason, count] of reasons) process.stdout.write(`${count} known differences: ${reason}\n`);
const share = (equal: number, all: number) => (all === 0 ? '-' : `${((100 * equal) / all).toFixed(2)} %`);
process.stdout.write(
  table([
    ['package', 'profiles', 'elements', 'equal', 'refused by HL7', 'by ours'],
    ...results.map((each) => [
      each.name,
      `${each.profiles}`,
      `${each.elements}`,
      share(each.equal, each.elements),
      `${each.refusedByHl7}`,
      `${each.refusedByUs}`,
    ]),
  ]),
);
const sum = (of: (result: (typeof results)[number]) => number) => results.reduce((total, each) => total + of(each), 0);
const all = sum(({ elements }) => elements);
process.stdout.write(
  `\n${share(
    sum(({ equal }) => equal),
    all,
  )} of ${all} elements are equal\n`,
);
