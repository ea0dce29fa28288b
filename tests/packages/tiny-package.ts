import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { InstalledPackage, PackageRef } from '../../scripts/model/package.ts';
import { toEntry } from '../../scripts/packages/store/index-of-folder.ts';

export const neverAborted = new AbortController().signal;

/** A folder that is gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ig-packages-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

export function manifestText({ id, version }: PackageRef, dependencies: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ name: id, version, fhirVersions: ['4.0.1'], dependencies });
}

/** A package in memory, as the stages see an installed one. */
export function tinyPackage(
  key: string,
  resources: readonly FhirResource[],
  dependencies: Readonly<Record<string, string>> = {},
): InstalledPackage {
  const ref = packageRef(key);
  const entries = resources.map((resource, at) =>
    toEntry(resource, `${resource.resourceType}-${resource.id ?? at}.json`, at, 0),
  );
  return {
    ...ref,
    source: 'npm',
    integrity: `sha512-of-${key}`,
    manifest: { name: ref.id, version: ref.version, dependencies },
    entries,
    read: ({ offset }) => structuredClone(resources[offset]),
  };
}

export function packageRef(key: string): PackageRef {
  const [id = '', version = ''] = key.split('#');
  return { id, version };
}

export function valueSet(url: string, version?: string, more: Readonly<Record<string, unknown>> = {}): FhirResource {
  return {
    resourceType: 'ValueSet',
    id: url.slice(url.lastIndexOf('/') + 1),
    url,
    ...(version === undefined ? {} : { version }),
    ...more,
  };
}
