import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FhirCacheOptions, keepIndexes, layOutFhirCache } from '../java/fhir-cache.ts';
import { type InstalledPackage, type PackageRef, packageKey } from '../model/package.ts';
import { packageIndex } from '../model/package-index.ts';
import { otherFiles } from './package-pages.ts';

/** Changes when the same packages are to be written in another way. */
const FORMAT = 'publisher 2';

const CORE: PackageRef = { id: 'hl7.fhir.r4.core', version: '4.0.1' };
/** They name each other, in versions that no lock has both of; the Publisher brings each by itself. */
const mutual: ReadonlySet<string> = new Set(['hl7.terminology.r4', 'hl7.fhir.uv.extensions.r4']);

export interface HomeOptions extends Omit<FhirCacheOptions, 'format' | 'more'> {
  readonly packages: readonly InstalledPackage[];
  /** Folder with `<id>/<version>/` for what the Publisher wants beside the guide's packages. */
  readonly additions: string;
  /** Whether packages that are not locked are replaced by stand-ins; where there is a network they are downloaded. */
  readonly addsStandIns: boolean;
}

interface Home {
  /** Those that were laid out. */
  readonly standIns: readonly PackageRef[];
  /** To be called when the run has gone well. */
  readonly keepIndexes: () => void;
}

/**
 * Lays out the package cache in the Publisher's home folder: what is locked, nothing else but the stand-ins.
 * @param home new or empty
 */
export async function layOutHome(home: string, options: HomeOptions): Promise<Home> {
  const cache = join(home, '.fhir', 'packages');
  const packages = options.packages.map((each) => forPublisher(each, options.packages));
  const more = (installed: InstalledPackage) => [
    ...otherFiles(installed).map(([name, text]) => [join('other', name), text] as const),
    ...completion(installed, options.additions),
  ];
  const laidOut = await layOutFhirCache(packages, cache, { ...options, format: FORMAT, more });
  return {
    standIns: options.addsStandIns ? addStandIns(options.additions, cache) : [],
    keepIndexes: () => keepIndexes(laidOut),
  };
}

/** Links to a package's pages begin with its `url`; its dependencies must all be there, each as it is locked. */
function forPublisher(installed: InstalledPackage, all: readonly InstalledPackage[]): InstalledPackage {
  const { id, manifest } = installed;
  const url = manifest.url ?? manifest.canonical;
  // The Publisher holds the URL of a dependency's ImplementationGuide against the canonical of the package's newest
  // version; a package without that resource is exempt.
  const isRenamed = all.findLast((each) => each.id === id)?.manifest.canonical !== manifest.canonical;
  return {
    ...installed,
    manifest: {
      ...manifest,
      ...(url === undefined ? {} : { url }),
      type: id === CORE.id ? 'fhir.core' : 'fhir.ig',
      dependencies: dependenciesOf(installed, all),
    },
    entries: installed.entries.filter(({ resourceType }) => !(isRenamed && resourceType === 'ImplementationGuide')),
    read: (entry) => installed.read(entry),
  };
}

function dependenciesOf({ id, manifest }: InstalledPackage, all: readonly InstalledPackage[]) {
  if (id === CORE.id) return {};
  if (mutual.has(id)) return { [CORE.id]: CORE.version };
  const versions = Object.entries(manifest.dependencies ?? {}).flatMap(([name, version]) => {
    const installed = all.filter((each) => each.id === name);
    const exact = installed.find((each) => each.version === version) ?? installed.at(-1);
    return exact === undefined ? [] : [[name, exact.version] as const];
  });
  return Object.fromEntries(versions);
}

/**
 * What lies below a folder as `<id>/<version>/`, each the content of a package's folder `package/`. Most are stand-ins,
 * used where no package of that name is locked; one without a package.json completes the package of its name with
 * files that are no resources, such as the images of FHIR's own.
 */
function additions(folder: string): (PackageRef & { readonly path: string; readonly isStandIn: boolean })[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((id) =>
    readdirSync(join(folder, id)).map((version) => {
      const path = join(folder, id, version);
      return { id, version, path, isStandIn: existsSync(join(path, 'package.json')) };
    }),
  );
}

/** The files that complete a package. */
function completion(installed: InstalledPackage, folder: string): (readonly [string, Uint8Array])[] {
  return additions(folder)
    .filter((each) => !each.isStandIn && packageKey(each) === packageKey(installed))
    .flatMap(({ path }) =>
      readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(join(path, name)).isFile())
        .map((name) => [name, readFileSync(join(path, name))] as const),
    );
}

function addStandIns(folder: string, cache: string): PackageRef[] {
  return additions(folder)
    .filter((each) => each.isStandIn && !existsSync(join(cache, packageKey(each))))
    .map(({ id, version, path }) => {
      const target = join(cache, packageKey({ id, version }), 'package');
      cpSync(path, target, { recursive: true });
      const index = join(target, '.index.json');
      if (!existsSync(index)) writeFileSync(index, `${JSON.stringify(packageIndex([]))}\n`);
      return { id, version };
    });
}
