import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { list } from 'tar';
import type { Definition } from '../../scripts/model/definition/definitions.ts';
import type { StructureDefinition } from '../../scripts/model/fhir.ts';
import type { PackageRef } from '../../scripts/model/package.ts';
import { packageKey } from '../../scripts/model/package.ts';
import type { SnapshotContext } from '../../scripts/snapshot/generate.ts';

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Packages and snapshots as published, kept beside the project; not everybody has them. */
export const shared = join(project, '..', 'shared');

/** The structure definitions of one package, found by URL. */
export interface PublishedPackage extends PackageRef {
  find(url: string): StructureDefinition | undefined;
  all(): readonly StructureDefinition[];
}

/** A package of HL7 installed by npm: each file is named after the last part of its URL, so few are read. */
function installedPackage(folder: string, ref: PackageRef): PublishedPackage {
  const root = join(project, 'node_modules', folder);
  const read = new Map<string, StructureDefinition | undefined>();
  const byName = (name: string): StructureDefinition | undefined => {
    if (!read.has(name)) {
      const file = join(root, name);
      read.set(name, existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
    }
    return read.get(name);
  };
  return {
    ...ref,
    find(url) {
      const found = byName(`StructureDefinition-${url.slice(url.lastIndexOf('/') + 1)}.json`);
      return found?.url === url ? found : undefined;
    },
    all: () =>
      readdirSync(root)
        .filter((name) => /^StructureDefinition-.*\.json$/.test(name))
        .flatMap((name) => byName(name) ?? []),
  };
}

/** HL7's package of R4 examples carries the definitions of R4 as they are in hl7.fhir.r4.core. */
export const r4Core = installedPackage('hl7.fhir.r4.core', { id: 'hl7.fhir.r4.core', version: '4.0.1' });
export const extensions = installedPackage('hl7.fhir.uv.extensions.r4', {
  id: 'hl7.fhir.uv.extensions.r4',
  version: '5.3.0-ballot-tc1',
});

/** A package file kept beside the project. */
export function packageFile(file: string, ref: PackageRef): PublishedPackage {
  const found = new Map<string, StructureDefinition>();
  list({
    file: join(shared, 'fhir-packages', file),
    sync: true,
    onReadEntry: (entry) => {
      if (!/^package\/[^/]+\.json$/.test(entry.path) || entry.path.includes('/._')) return;
      const parts: Buffer[] = [];
      entry.on('data', (part) => parts.push(part));
      entry.on('end', () => {
        const resource = parsed(Buffer.concat(parts).toString('utf8'));
        if (isStructureDefinition(resource)) found.set(resource.url, resource);
      });
    },
  });
  return { ...ref, find: (url) => found.get(url), all: () => [...found.values()] };
}

/** fr.core 1.1.0 was published with a file that is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function isStructureDefinition(resource: unknown): resource is StructureDefinition {
  return (
    typeof resource === 'object' &&
    resource !== null &&
    'resourceType' in resource &&
    resource.resourceType === 'StructureDefinition'
  );
}

export const hasShared = existsSync(join(shared, 'fhir-packages'));

/** The same package as if it had been published without snapshots. */
export function withoutSnapshots(published: PublishedPackage): PublishedPackage {
  const stripped = new Map<StructureDefinition, StructureDefinition>();
  const strip = (definition: StructureDefinition): StructureDefinition => {
    const { snapshot: _snapshot, ...rest } = definition;
    const known = stripped.get(definition) ?? rest;
    stripped.set(definition, known);
    return known;
  };
  return {
    ...published,
    find(url) {
      const found = published.find(url);
      return found && strip(found);
    },
    all: () => published.all().map(strip),
  };
}

/**
 * Resolves within the given packages: for each package that asks the ones in the order of its list.
 * @param dependencies by `id#version` of the package that asks; `''` for the rest
 */
export function contextOf(dependencies: Readonly<Record<string, readonly PublishedPackage[]>>): SnapshotContext {
  return {
    resolve(canonical, from): Definition<StructureDefinition> | undefined {
      const [url = '', version] = canonical.split('|');
      const packages = (from && dependencies[packageKey(from)]) ?? dependencies[''] ?? [];
      for (const { find, ...owner } of packages) {
        const resource = find(url);
        const fits = version === undefined || resource?.version === version || owner.version === version;
        if (resource !== undefined && fits) return { resource, package: { id: owner.id, version: owner.version } };
      }
      return undefined;
    },
  };
}
