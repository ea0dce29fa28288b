import type { FindResourceInfoOptions, PackageDB, PackageInfo, ResourceInfo, SortBy } from 'fhir-package-loader';
import { type InstalledPackage, type PackageEntry, packageKey } from '../../model/package.ts';
import { isBuildInProgress } from './package-loading.ts';
import { entryPath } from './package-path.ts';
import { compareVersions } from './version-order.ts';

const definitionFlavors = new Set(['Extension', 'Logical', 'Profile', 'Resource', 'Type']);

/** `order` is the load order: the rowid of the stock database. */
interface Row {
  readonly order: number;
  readonly info: ResourceInfo;
}

/**
 * Answers SUSHI's look-ups from the packages' indexes, as its own SQL database does but without reading a resource.
 * A package's resources become known when its PackageInfo is saved: that is the moment at which SUSHI loads it.
 */
export function createPackageDatabase(packages: readonly InstalledPackage[]): PackageDB {
  const installed = new Map(packages.map((pkg) => [packageKey(pkg), pkg]));
  let packageInfos: PackageInfo[] = [];
  let rows: Row[] = [];
  let byKey = new Map<string, Row[]>();
  let byPackageName = new Map<string, Row[]>();

  function saveResourceInfo(info: ResourceInfo): void {
    const row = { order: rows.length, info };
    rows.push(row);
    for (const key of new Set([info.id, info.name, info.url])) if (key) push(byKey, key, row);
    if (info.packageName) push(byPackageName, info.packageName, row);
  }

  function findResourceInfos(key: string | null | undefined, options: FindResourceInfoOptions = {}): ResourceInfo[] {
    const [text = '', ...versionParts] = (key ?? '').split('|');
    const [packageName = '', ...packageVersionParts] = (options.scope ?? '').split('|');
    const found = matching(candidates(text, packageName), {
      version: versionParts.length > 0 ? versionParts.join('|') : undefined,
      types: options.type ?? [],
      packageName,
      packageVersion: packageVersionParts.length > 0 ? packageVersionParts.join('|') : undefined,
    });
    const sorted = options.sort ? found.sort(byAll(options.sort)) : found;
    return (options.limit ? sorted.slice(0, options.limit) : sorted).map(({ info }) => info);
  }

  function candidates(text: string, packageName: string): readonly Row[] {
    if (text !== '*') return byKey.get(text) ?? [];
    return packageName === '' ? rows : (byPackageName.get(packageName) ?? []);
  }

  return {
    clear() {
      packageInfos = [];
      rows = [];
      byKey = new Map();
      byPackageName = new Map();
    },
    optimize() {},
    savePackageInfo(info) {
      packageInfos.push(info);
      const pkg = installed.get(packageKey({ id: info.name, version: info.version }));
      if (pkg === undefined) return;
      // SUSHI reads a package's files in the order of their names, and the last one read wins.
      const entries = [...pkg.entries].sort((a, b) => compareText(a.filename, b.filename));
      for (const entry of entries) saveResourceInfo(toResourceInfo(pkg, entry));
    },
    saveResourceInfo,
    findPackageInfos(name) {
      if (name === '*') return [...packageInfos];
      // The stock database reads these off an index on name and version.
      const named = packageInfos.filter((info) => info.name === name);
      return named.sort((a, b) => compareText(a.version, b.version));
    },
    findPackageInfo(name, version) {
      const named = packageInfos.filter((info) => info.name === name);
      const exact = named.find((info) => info.version === version);
      // The stock database has a build in progress under the name that it was asked for by.
      if (exact !== undefined || !isBuildInProgress(version)) return exact;
      return named.sort((a, b) => compareVersions(a.version ?? '', b.version ?? '')).at(-1);
    },
    findResourceInfos,
    findResourceInfo: (key, options) => findResourceInfos(key, { ...options, limit: 1 })[0],
    getPackageStats(name, version) {
      if (!packageInfos.some((info) => info.name === name && info.version === version)) return undefined;
      const ofName = byPackageName.get(name) ?? [];
      return { name, version, resourceCount: ofName.filter(({ info }) => info.packageVersion === version).length };
    },
    exportDB: () => Promise.reject(new Error('This package database has no file to export.')),
  };
}

interface Wanted {
  readonly version: string | undefined;
  readonly types: readonly string[];
  readonly packageName: string;
  readonly packageVersion: string | undefined;
}

function matching(rows: readonly Row[], { version, types, packageName, packageVersion }: Wanted): Row[] {
  return rows.filter(
    ({ info }) =>
      (version === undefined || info.version === version) &&
      (types.length === 0 || types.some((type) => isOfType(info, type))) &&
      (packageName === '' || info.packageName === packageName) &&
      (packageVersion === undefined || info.packageVersion === packageVersion),
  );
}

function isOfType(info: ResourceInfo, type: string): boolean {
  return (definitionFlavors.has(type) ? info.sdFlavor : info.resourceType) === type;
}

/** By the first criterion that tells the two apart; load order last, which the stock database leaves open. */
function byAll(sort: readonly SortBy[]): (a: Row, b: Row) => number {
  const criteria = sort.flatMap(toComparators);
  return (a, b) => {
    for (const compare of criteria) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return a.order - b.order;
  };
}

function toComparators({ sortBy, ...sort }: SortBy): ((a: Row, b: Row) => number)[] {
  if (sortBy === 'LoadOrder') return [(a, b) => (sort.ascending ? a.order - b.order : b.order - a.order)];
  if (sortBy !== 'Type' || !Array.isArray(sort.types)) return [];
  const types: readonly string[] = sort.types;
  return types.map((type) => (a, b) => Number(isOfType(b.info, type)) - Number(isOfType(a.info, type)));
}

/** The facts that fhir-package-loader takes from a resource itself, here from the package's index. */
function toResourceInfo(pkg: InstalledPackage, entry: PackageEntry): ResourceInfo {
  const { resourceType, id, url, name, version } = entry;
  return {
    resourceType,
    ...defined({ id, url, name, version }),
    ...(resourceType === 'StructureDefinition' ? structureFacts(entry) : {}),
    packageName: pkg.id,
    packageVersion: pkg.version,
    resourcePath: entryPath(pkg, entry),
  };
}

function structureFacts(entry: PackageEntry): Partial<ResourceInfo> {
  const { kind, type, baseDefinition, abstract, imposeProfiles = [], characteristics = [] } = entry;
  return {
    ...defined({ sdKind: kind, sdType: type, sdBaseDefinition: baseDefinition, sdFlavor: flavor(entry) }),
    sdDerivation: entry.derivation ?? 'specialization',
    sdAbstract: abstract === true,
    ...(imposeProfiles.length > 0 ? { sdImposeProfiles: [...imposeProfiles] } : {}),
    ...(characteristics.length > 0 ? { sdCharacteristics: [...characteristics] } : {}),
  };
}

function flavor({ type, baseDefinition, derivation, kind = '' }: PackageEntry): string | undefined {
  if (type === 'Extension' && baseDefinition !== 'http://hl7.org/fhir/StructureDefinition/Element') return 'Extension';
  if (derivation === 'constraint') return 'Profile';
  if (kind.includes('type')) return 'Type';
  if (kind === 'resource') return 'Resource';
  return kind === 'logical' ? 'Logical' : undefined;
}

function defined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

function push<K>(index: Map<K, Row[]>, key: K, row: Row): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [row]);
  else list.push(row);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
