import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from '../../java/run-process.ts';
import type { FhirResource, ImplementationGuide } from '../../model/fhir.ts';
import { EnvironmentError, hasErrors, type Issue } from '../../model/issue.ts';
import type { InstalledPackage } from '../../model/package.ts';
import { compileGuide, declaredRefs, type Guide } from '../guide/guide.ts';
import { readProject } from '../guide/project.ts';
import { toolchainFolder } from '../guide/toolchain.ts';
import type { PackageOptions } from '../packages/package-options.ts';
import { openFhirPackages, openProjectPackages } from '../packages/packages.ts';
import type { CheckerData } from './checker-data.ts';
import { gatherData } from './gather-data.ts';

/** The files of a checker, by their names. */
export type CheckerFiles = ReadonlyMap<string, string>;

export interface MadeChecker {
  /** None where the guide or its packages have errors. */
  readonly files: CheckerFiles;
  readonly packages: readonly InstalledPackage[];
  readonly issues: readonly Issue[];
}

export interface CheckerSettings extends PackageOptions {
  /** Of the toolchain. */
  readonly version: string;
  /** A checker of FHIR R4 alone, with all that its packages define. */
  readonly fhirOnly?: boolean;
}

/** Makes the checker of a guide: the engine with the guide's rules and all definitions that these need. Writes nothing. */
export async function makeChecker(folder: string, settings: CheckerSettings): Promise<MadeChecker> {
  const { version, fhirOnly = false, signal, onStep } = settings;
  if (fhirOnly) {
    const { value: packages, issues } = await openFhirPackages(settings);
    if (hasErrors(issues)) return { files: new Map(), packages, issues };
    return { files: await checkerFiles(gatherData({ version, packages }), signal), packages, issues };
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
  const named = { title: project.title ?? project.id, canonical: project.canonical };
  const files = await guideChecker(guide, opened.value, { version, ...named, signal });
  return { files, packages: opened.value, issues: found };
}

/** The same for a guide that is compiled already. */
export function guideChecker(
  guide: Guide,
  packages: readonly InstalledPackage[],
  { version, title, canonical, signal }: { version: string; title: string; canonical: string; signal: AbortSignal },
): Promise<CheckerFiles> {
  const resources = guide.resources.flatMap(({ resource, usage }) => (usage === 'example' ? [] : [resource]));
  const examples = examplesOf(guide);
  const dependencies = declaredRefs(guide.compiled.guide?.dependencies ?? []);
  const described = { package: guide.package, dependencies, resources, title, canonical };
  return checkerFiles(gatherData({ version, packages, guide: described, examples }), signal);
}

/** Requests of the guide to begin with: Bundles that a server would be sent. */
function examplesOf({ resources }: Guide): { id: string; title: string; resource: FhirResource }[] {
  const titles = new Map<string, string>();
  for (const { resource } of resources) {
    if (resource.resourceType !== 'ImplementationGuide') continue;
    for (const { reference, name } of (resource as FhirResource & Partial<ImplementationGuide>).definition?.resource ??
      [])
      if (reference.reference !== undefined && name !== undefined) titles.set(reference.reference, name);
  }
  return resources.flatMap(({ resource, usage }) => {
    const { resourceType, type, id } = resource;
    if (usage !== 'example' || resourceType !== 'Bundle' || id === undefined) return [];
    return type === 'transaction' || type === 'batch'
      ? [{ id, title: titles.get(`Bundle/${id}`) ?? id, resource }]
      : [];
  });
}

/** Puts the definitions before the engine that was made of this toolchain's sources. */
async function checkerFiles(data: CheckerData, signal: AbortSignal): Promise<CheckerFiles> {
  const engines = await enginesFolder(signal);
  try {
    const engine = readFileSync(join(engines.folder, 'module.js'), 'utf8');
    return new Map([['verifier.mjs', `${headOf(data)}${dataText(data)}${engine}`]]);
  } finally {
    if (engines.isTemporary) rmSync(engines.folder, { recursive: true, force: true });
  }
}

/** Where bin/bundle-checker.js has put the engine; it makes it anew when a source is younger. */
async function enginesFolder(signal: AbortSignal): Promise<{ folder: string; isTemporary: boolean }> {
  const lines: string[] = [];
  const said: string[] = [];
  const code = await runProcess(process.execPath, [join(toolchainFolder, 'bin', 'bundle-checker.js')], {
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
function dataText(data: CheckerData): string {
  const text = JSON.stringify(data).replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return `const CHECKER_DATA = '${ascii(text)}';\n`;
}

function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
