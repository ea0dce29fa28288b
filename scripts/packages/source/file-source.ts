import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { FileFault, kindFault } from '../../files/file-fault.ts';
import { listFolder } from '../../files/list-folder.ts';
import { readBytes, readText } from '../../files/read-file.ts';
import { LONGEST_SETTINGS, mebibytes } from '../../files/size.ts';
import type { Issue, Outcome } from '../../model/issue.ts';
import type { PackageManifest, PackageRef } from '../../model/package.ts';
import { isPackageId, isWantedVersion } from '../../model/package-name.ts';
import { folderDigest } from '../digest.ts';
import { resolveOpenVersion } from '../version.ts';
import { carriedPackages, isCarried, SUPPRESSIONS_CARRIED } from './carried.ts';
import { examplesIn, isExample } from './examples.ts';
import { folderContent, packageRoot } from './folder-content.ts';
import { parseManifest } from './manifest.ts';
import { type FoundPackage, isResourceFileName, type PackageSourceReader } from './source.ts';
import { readPacked } from './tarball.ts';
import { LIMITS } from './unpack.ts';

/** What `--package` names: a place on disk, or a package that some source has. */
export type PackageSpec = { readonly path: string } | { readonly ref: PackageRef };

/**
 * Reads the value of `--package`: `id#version`, a .tgz file or a folder.
 * A path that exists is a path, also where it has a `#` as the folders of a FHIR package cache do.
 */
export function parsePackageSpec(text: string, cwd: string): Outcome<PackageSpec | undefined> {
  const path = resolve(cwd, text);
  if (isThere(path)) return { value: { path }, issues: [] };
  const [id = '', version = '', ...rest] = text.split('#');
  if (isPackageId(id) && isWantedVersion(version) && rest.length === 0)
    return { value: { ref: { id, version } }, issues: [] };
  const message = `--package ${text.length > 200 ? `${text.slice(0, 200)}…` : text} is neither a file or folder that exists nor a package such as hl7.fhir.fr.core#2.1.0.`;
  return { value: undefined, issues: [problem('not-found', message)] };
}

function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // no file can have that name, or nobody may look
  }
}

/** Reads the package at a path. */
export type ReadPackage = (path: string) => Promise<Outcome<FoundPackage | undefined>>;

/**
 * Reads the package at a path; its name and version are whatever its package.json says.
 * @param named how sentences name it
 * @param withExamples whether the texts of its examples are wanted too
 */
export async function packageAt(
  path: string,
  signal: AbortSignal,
  named: string = `--package ${path}`,
  withExamples: boolean = false,
): Promise<Outcome<FoundPackage | undefined>> {
  const stats = statSync(path);
  const fault = stats.isDirectory() ? undefined : kindFault(stats);
  if (fault !== undefined) {
    const message = `${named} is refused: ${fault}. Name a .tgz file or the folder of a package.`;
    return { value: undefined, issues: [problem('structure', message)] };
  }
  if (!stats.isDirectory()) return packageInTarball(path, signal, withExamples);
  const { value, issues } = await packageInFolder(path, named, signal);
  return { value: value && withExamples ? { ...value, examples: examplesIn(path) } : value, issues };
}

/** Packages that were read already, as a source: asked first, so what the command line names wins. */
export function fileSource(packages: readonly FoundPackage[]): PackageSourceReader {
  return {
    kind: 'file',
    async find({ id, version }) {
      const found = packages.find(
        (each) => each.id === id && resolveOpenVersion(version, [each.version]) !== undefined,
      );
      return { value: found, issues: [] };
    },
    async versions(id) {
      return packages.filter((each) => each.id === id).map(({ version }) => version);
    },
  };
}

async function packageInFolder(
  folder: string,
  named: string,
  signal: AbortSignal,
): Promise<Outcome<FoundPackage | undefined>> {
  const root = packageRoot(folder);
  if (root === undefined) {
    const message = `${named} has no package.json, neither in it nor in its folder package/, so it is no FHIR package.`;
    return { value: undefined, issues: [problem('structure', message)] };
  }
  const place = join(folder, 'package.json');
  const { value: manifest, issues } = manifestAt(join(root, 'package.json'), place);
  if (manifest === undefined) return { value: undefined, issues };
  const fault = faultIn(root);
  if (fault !== undefined) return { value: undefined, issues: [problem('structure', `${named} ${fault}`)] };
  const beside = await besideResources(othersIn(root), folder, signal);
  const found: FoundPackage = {
    id: manifest.name,
    version: manifest.version,
    source: 'file',
    manifest,
    integrity: async () => ({ value: folderDigest(root), issues: [] }),
    load: async () => ({ value: folderContent(root, manifest), issues: [] }),
    ...beside.value,
  };
  return { value: found, issues: [...issues, ...beside.issues] };
}

const isOther = (name: string) => isCarried(name) || name === SUPPRESSIONS_CARRIED;

/** Files of a package's folder that lie beside its resources, as an archive of it would have them: no links. */
function othersIn(root: string): ReadonlyMap<string, Buffer> {
  const { files } = listFolder(join(root, 'other'), { wants: (name) => isOther(`other/${name}`) });
  const own = files.filter(({ isLink, size }) => !isLink && size <= LIMITS.entryBytes);
  return new Map(
    own.map(({ name }) => [`other/${name}`, readBytes(join(root, 'other', name), LIMITS.entryBytes)] as const),
  );
}

async function besideResources(
  others: ReadonlyMap<string, Buffer>,
  place: string,
  signal: AbortSignal,
): Promise<Outcome<Pick<FoundPackage, 'carries' | 'suppressions'>>> {
  const archives = new Map([...others].filter(([name]) => isCarried(name)));
  const { value: carries, issues } = await carriedPackages(archives, place, signal);
  const suppressions = others.get(SUPPRESSIONS_CARRIED)?.toString('utf8');
  return { value: { carries, ...(suppressions === undefined ? {} : { suppressions }) }, issues };
}

/** What no package has, and an archive of one is refused for as well; of links nobody would know that they are left out. */
function faultIn(root: string): string | undefined {
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isDirectory() || !isResourceFileName(entry.name)) continue;
    if (!entry.isFile()) return `is refused: ${entry.name} is no file, and a package holds files only.`;
    const { size } = statSync(join(root, entry.name));
    if (size > LIMITS.entryBytes)
      return `is refused: ${entry.name} has ${mebibytes(size)}, more than the ${mebibytes(LIMITS.entryBytes)} that are read.`;
  }
  return undefined;
}

function manifestAt(file: string, place: string): Outcome<PackageManifest | undefined> {
  try {
    return parseManifest(readText(file, LONGEST_SETTINGS), place);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { value: undefined, issues: [problem('structure', `${place} cannot be read: ${error.reason}.`)] };
  }
}

async function packageInTarball(
  file: string,
  signal: AbortSignal,
  withExamples: boolean,
): Promise<Outcome<FoundPackage | undefined>> {
  const { value: tarball, issues } = await readPacked(createReadStream(file), basename(file), signal, {
    also: (name) => isOther(name) || (withExamples && isExample(name)),
  });
  if (tarball === undefined) return { value: undefined, issues };
  const { manifest, integrity, content, others } = tarball;
  const beside = await besideResources(others, basename(file), signal);
  const found: FoundPackage = {
    id: manifest.name,
    version: manifest.version,
    source: 'file',
    manifest,
    integrity: async () => ({ value: integrity, issues: [] }),
    load: async () => ({ value: content, issues: [] }),
    ...(withExamples ? { examples: examplesAmong(others) } : {}),
    ...beside.value,
  };
  return { value: found, issues: [...issues, ...beside.issues] };
}

function examplesAmong(others: ReadonlyMap<string, Buffer>): string[] {
  return [...others].flatMap(([name, bytes]) => (isExample(name) ? [bytes.toString('utf8')] : []));
}

function problem(code: 'not-found' | 'structure', message: string): Issue {
  return { severity: 'error', code, rule: 'package-argument', message };
}
