import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FileFault } from '../../files/file-fault.ts';
import { readText } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { faultText } from '../../model/fault.ts';
import type { Outcome } from '../../model/issue.ts';
import type { PackageManifest } from '../../model/package.ts';
import { folderName } from '../../model/package-path.ts';
import { folderDigest } from '../digest.ts';
import type { DigestMemory } from '../disk/digest-memory.ts';
import { resolveOpenVersion } from '../version.ts';
import { folderContent } from './folder-content.ts';
import { parseManifest } from './manifest.ts';
import { packFiles } from './pack.ts';
import { carriesR4Core, R4_CORE, r4CoreContent, r4CoreFolders, r4CoreManifest } from './r4-core.ts';
import type { FoundPackage, PackageContent, PackageSourceReader } from './source.ts';

/**
 * FHIR packages that npm has installed: `node_modules/<id>` seen from each folder in turn, upwards as Node looks them up.
 * @param folders the project's, then the toolchain's own
 */
export function npmSource(folders: readonly string[], memory?: DigestMemory): PackageSourceReader {
  return {
    kind: 'npm',
    async find({ id, version }) {
      const found = installed(folders, id, memory).find(({ value }) => fits(version, value.version));
      return found ?? { value: undefined, issues: [] };
    },
    async versions(id) {
      return [...new Set(installed(folders, id, memory).map(({ value }) => value.version))];
    },
  };
}

function fits(wanted: string, version: string): boolean {
  return resolveOpenVersion(wanted, [version]) !== undefined;
}

function installed(folders: readonly string[], id: string, memory: DigestMemory | undefined): Outcome<FoundPackage>[] {
  const names = id === R4_CORE.id ? r4CoreFolders : [id];
  return folders
    .flatMap((folder) => names.flatMap((name) => moduleFolders(folder, name)))
    .map((root) => toFound(root, id, memory))
    .filter((found) => found !== undefined);
}

function toFound(root: string, id: string, memory: DigestMemory | undefined): Outcome<FoundPackage> | undefined {
  const { value: npmManifest, issues } = manifestIn(root, id);
  const manifest = npmManifest && manifestFor(npmManifest, id);
  if (npmManifest === undefined || manifest === undefined) return undefined;
  const value: FoundPackage = {
    id,
    version: manifest.version,
    source: 'npm',
    manifest,
    resolved: `npm:${npmManifest.name}@${npmManifest.version}`,
    integrity: async () =>
      guarded(npmManifest.name, () => {
        const integrity = folderDigest(root);
        memory?.remember(root, integrity);
        return integrity;
      }),
    recalledIntegrity: () => memory?.recall(root),
    load: async () => guarded(npmManifest.name, () => contentOf(root, manifest)),
    pack: (file) => packFiles(root, file),
  };
  return { value, issues };
}

/** What a folder that has a package's files holds as this package; undefined when it is another one. */
export function contentAt(root: string, id: string): PackageContent | undefined {
  const { value } = manifestIn(root, id);
  const manifest = value && manifestFor(value, id);
  return manifest && contentOf(root, manifest);
}

/** Whatever else lies by that name in somebody's node_modules is no package. */
function manifestIn(root: string, id: string): Outcome<PackageManifest | undefined> {
  try {
    return parseManifest(readText(join(root, 'package.json'), LONGEST_SETTINGS), id);
  } catch (error) {
    if (error instanceof FileFault) return { value: undefined, issues: [] };
    throw error;
  }
}

function manifestFor(own: PackageManifest, id: string): PackageManifest | undefined {
  const manifest = id === R4_CORE.id && carriesR4Core(own) ? r4CoreManifest : own;
  return manifest.name === id ? manifest : undefined;
}

function contentOf(root: string, manifest: PackageManifest): PackageContent {
  return manifest === r4CoreManifest ? r4CoreContent(root) : folderContent(root, manifest);
}

function guarded<T>(name: string, read: () => T): Outcome<T | undefined> {
  try {
    return { value: read(), issues: [] };
  } catch (error) {
    const reason = faultText(error);
    const message = `node_modules/${name} cannot be read: ${reason}. Run npm ci to install it again.`;
    return { value: undefined, issues: [{ severity: 'error', code: 'incomplete', rule: 'package-content', message }] };
  }
}

function moduleFolders(from: string, name: string): string[] {
  const found: string[] = [];
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', folderName(name));
    if (existsSync(join(candidate, 'package.json'))) found.push(candidate);
    if (dirname(folder) === folder) return found;
  }
}
