import { readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Issue, Outcome } from '../model/issue.ts';
import type { PackageRef } from '../model/package.ts';
import { isPackageId, isWantedVersion } from '../model/package-name.ts';
import { folderDigest } from './digest.ts';
import { folderContent, packageRoot } from './folder-content.ts';
import { parseManifest } from './manifest.ts';
import type { FoundPackage, PackageSourceReader } from './source.ts';
import { readTarball } from './tarball.ts';
import { resolveOpenVersion } from './version.ts';

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

/** Reads the package at a path; its name and version are whatever its package.json says. */
export async function packageAt(path: string, signal: AbortSignal): Promise<Outcome<FoundPackage | undefined>> {
  return statSync(path).isDirectory() ? packageInFolder(path) : packageInTarball(path, signal);
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

function packageInFolder(folder: string): Outcome<FoundPackage | undefined> {
  const root = packageRoot(folder);
  if (root === undefined) {
    const message = `--package ${folder} has no package.json, neither in it nor in its folder package/, so it is no FHIR package.`;
    return { value: undefined, issues: [problem('structure', message)] };
  }
  const place = join(folder, 'package.json');
  const { value: manifest, issues } = parseManifest(readFileSync(join(root, 'package.json'), 'utf8'), place);
  if (manifest === undefined) return { value: undefined, issues };
  const found: FoundPackage = {
    id: manifest.name,
    version: manifest.version,
    source: 'file',
    manifest,
    integrity: async () => ({ value: folderDigest(root), issues: [] }),
    load: async () => ({ value: folderContent(root, manifest), issues: [] }),
  };
  return { value: found, issues };
}

async function packageInTarball(file: string, signal: AbortSignal): Promise<Outcome<FoundPackage | undefined>> {
  const { value: tarball, issues } = await readTarball(file, basename(file), signal);
  if (tarball === undefined) return { value: undefined, issues };
  const { manifest, integrity, content } = tarball;
  const found: FoundPackage = {
    id: manifest.name,
    version: manifest.version,
    source: 'file',
    manifest,
    integrity: async () => ({ value: integrity, issues: [] }),
    load: async () => ({ value: content, issues: [] }),
  };
  return { value: found, issues };
}

function problem(code: 'not-found' | 'structure', message: string): Issue {
  return { severity: 'error', code, rule: 'package-argument', message };
}
