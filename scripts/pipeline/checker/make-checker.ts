import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from '../../java/run-process.ts';
import type { FhirResource, ImplementationGuide } from '../../model/fhir.ts';
import { EnvironmentError, hasErrors, type Issue } from '../../model/issue.ts';
import type { InstalledPackage } from '../../model/package.ts';
import { inDefinedOrder, typesOf } from '../../pages/element-order.ts';
import { isJudgeable } from '../api.ts';
import { compileGuide, type Guide } from '../guide/guide.ts';
import { declaredRefs } from '../guide/guide-definitions.ts';
import { readProject } from '../guide/project.ts';
import { toolchainFolder, toolchainVersion } from '../guide/toolchain.ts';
import type { PackageOptions } from '../packages/package-options.ts';
import { openFhirPackages, openProjectPackages } from '../packages/packages.ts';
import { readSuppressions } from '../suppressions.ts';
import { type CheckerData, writeData } from './checker-data.ts';
import { gatherData } from './gather-data.ts';
import { TEST_SET, testSet } from './test-set.ts';

/** The files of a checker, by their names. */
export type CheckerFiles = ReadonlyMap<string, string | Uint8Array>;

export interface MadeChecker {
  /** None where the guide or its packages have errors. */
  readonly files: CheckerFiles;
  readonly packages: readonly InstalledPackage[];
  readonly issues: readonly Issue[];
}

export interface CheckerSettings extends PackageOptions {
  /** A checker of FHIR R4 alone, with all that its packages define. */
  readonly fhirOnly?: boolean;
}

/** Makes the checker of a guide: the engine with the guide's rules and all definitions that these need. Writes nothing. */
export async function makeChecker(folder: string, settings: CheckerSettings): Promise<MadeChecker> {
  const { fhirOnly = false, signal, onStep } = settings;
  if (fhirOnly) {
    const { value: packages, issues } = await openFhirPackages(settings);
    if (hasErrors(issues)) return { files: new Map(), packages, issues };
    return {
      files: await checkerFiles(gatherData({ version: toolchainVersion(), packages }), signal),
      packages,
      issues,
    };
  }
  const { value: project, issues } = readProject(folder);
  if (project === undefined) return { files: new Map(), packages: [], issues };
  onStep?.('Packages');
  const opened = await openProjectPackages(folder, project, settings);
  const found = [...issues, ...opened.issues];
  if (hasErrors(found)) return { files: new Map(), packages: opened.value, issues: found };
  onStep?.('Compile and snapshots');
  const guide = await compileGuide(folder, opened.value, signal);
  signal.throwIfAborted();
  if (hasErrors(guide.issues)) return { files: new Map(), packages: opened.value, issues: guide.issues };
  onStep?.('Checker');
  const files = await guideChecker(folder, guide, opened.value, signal);
  return { files, packages: opened.value, issues: found };
}

/** The same for a guide that is compiled already, with its test set where it has one. */
export async function guideChecker(
  project: string,
  guide: Guide,
  packages: readonly InstalledPackage[],
  signal: AbortSignal,
): Promise<CheckerFiles> {
  const resources = ownDefinitions(guide);
  const dependencies = declaredRefs(guide.compiled.guide?.dependencies ?? []);
  const suppressions = readSuppressions(project).value;
  const described = { package: guide.package, dependencies, resources, suppressions, ...namesOf(guide) };
  const data = gatherData({ version: toolchainVersion(), packages, guide: described, examples: examplesOf(guide) });
  const cases = testSet(project);
  const files = await checkerFiles(data, signal);
  return cases === undefined ? files : new Map([...files, [`${TEST_SET}.zip`, cases]]);
}

/** Whether the guide describes an API: the checker of another one would have nothing to answer. */
export function hasApi(guide: Guide): boolean {
  return isJudgeable(ownDefinitions(guide));
}

function ownDefinitions({ resources }: Guide): FhirResource[] {
  return resources.flatMap(({ resource, usage }) => (usage === 'example' ? [] : [resource]));
}

/** As its ImplementationGuide has them. */
function namesOf({ resources, package: { id } }: Guide): { title: string; canonical: string } {
  const guide = resources.find(({ resource }) => resource.resourceType === 'ImplementationGuide')?.resource;
  const { title = id, url = '' } = (guide ?? {}) as Partial<ImplementationGuide>;
  return { title, canonical: url.replace(/\/ImplementationGuide\/.*$/, '') };
}

/** Requests of the guide to begin with: Bundles that a server would be sent, in the order in which pages show them. */
function examplesOf({
  resources,
  definitions,
  package: owner,
}: Guide): { id: string; title: string; resource: FhirResource }[] {
  const titles = new Map<string, string>();
  for (const { resource } of resources) {
    if (resource.resourceType !== 'ImplementationGuide') continue;
    for (const { reference, name } of (resource as FhirResource & Partial<ImplementationGuide>).definition?.resource ??
      [])
      if (reference.reference !== undefined && name !== undefined) titles.set(reference.reference, name);
  }
  const types = typesOf(definitions, owner);
  return resources.flatMap(({ resource, usage }) => {
    const { resourceType, type, id } = resource;
    if (usage !== 'example' || resourceType !== 'Bundle' || id === undefined) return [];
    return type === 'transaction' || type === 'batch'
      ? [{ id, title: titles.get(`Bundle/${id}`) ?? id, resource: inDefinedOrder(resource, types) as FhirResource }]
      : [];
  });
}

/** Puts the definitions before the engine that was made of this toolchain's sources. */
async function checkerFiles(data: CheckerData, signal: AbortSignal): Promise<CheckerFiles> {
  const engines = await enginesFolder(signal);
  const read = (name: string) => readFileSync(join(engines.folder, name), 'utf8');
  try {
    const head = headOf(data);
    const definitions = constant('CHECKER_DATA', writeData(data));
    const worker = constant('CHECKER_WORKER', read('worker.js'));
    return new Map([
      ['verifier.mjs', `${head}${definitions}${read('module.js')}`],
      ['verifier.js', `${head}${definitions}${worker}${read('page.js')}`],
      ['verifier.css', read('page.css')],
    ]);
  } finally {
    if (engines.isTemporary) rmSync(engines.folder, { recursive: true, force: true });
  }
}

/** Where bin/bundle-checker.js has put the engine; it makes it anew when a source is younger. */
async function enginesFolder(signal: AbortSignal): Promise<{ folder: string; isTemporary: boolean }> {
  const bundler = join(toolchainFolder, 'bin', 'bundle-checker.js');
  if (!existsSync(bundler))
    throw new EnvironmentError(
      'The package of ig does not have the engine of a checker. Run ig checker in a clone of its repository.',
    );
  const lines: string[] = [];
  const said: string[] = [];
  const code = await runProcess(process.execPath, [bundler], {
    signal,
    onLine: (line, stream) => (stream === 'stdout' ? lines : said).push(line),
  });
  const folder = lines.at(-1);
  if (code !== 0 || folder === undefined)
    throw new EnvironmentError(`The engine of the checker cannot be bundled: ${said.join(' ') || `exit code ${code}`}`);
  return { folder, isTemporary: !folder.startsWith(join(toolchainFolder, 'dist')) };
}

function headOf({ version, guide, packages }: CheckerData): string {
  const name = guide === undefined ? 'FHIR R4' : `${guide.package.id} ${guide.package.version}`;
  const standIns = packages.filter(({ source }) => source === 'stand-in');
  const made = packages.map(
    ({ id, version: its, source }) => `${id} ${its}${source === 'stand-in' ? ' (stand-in)' : ''}`,
  );
  const lines = [
    `Checker of ${name}, made by ig ${version}. Run it with Node.js 20 or later: node verifier.mjs --help`,
    `Definitions: ${made.join(', ')}.`,
    ...(standIns.length === 0 ? [] : ['A stand-in was written by hand in place of the published package.']),
  ];
  return `/*\n${lines.map(ascii).join('\n')}\n*/\n`;
}

/** A literal with single quotes, because JSON is full of double ones; all ASCII, so that each character takes a byte. */
function constant(name: string, text: string): string {
  const quoted = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n');
  return `const ${name} = '${ascii(quoted)}';\n`;
}

function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
