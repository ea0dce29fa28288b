import { join } from 'node:path';
import { compactDefinition } from '../../model/definition/compact-definition.ts';
import { knownToBeWellFormed, shapeFaults } from '../../model/definition/definition-shape.ts';
import { isFhirResource } from '../../model/fhir.ts';
import { type InstalledPackage, type PackageEntry, packageKey } from '../../model/package.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { openPartCache, type PartCache } from '../../packages/disk/part-cache.ts';
import type { SyntaxMemory } from '../../validate/invariant/syntax.ts';
import { fingerprintOf } from './fingerprint.ts';

/** How many sets of packages have their compiled definitions kept; each takes a few megabytes. */
const KEPT = 8;

/**
 * What validation makes of the definitions of a set of packages, for the next run with the same packages and the same
 * program: StructureDefinitions without the words for people, checked for their shape, and the syntax of invariants.
 * Filled as validations need it. A definition of the guide itself is not here: its invariants are, by their text.
 */
export interface CompiledDefinitions {
  /** The packages, but that a StructureDefinition has only what validation asks for. */
  readonly packages: readonly InstalledPackage[];
  readonly syntax: SyntaxMemory;
  /** Writes down what this run has compiled. A cache that cannot be written costs time, no more. */
  keep(): void;
}

export function openCompiledDefinitions(packages: readonly InstalledPackage[]): CompiledDefinitions {
  const cache = openPartCache(join(cacheFolder(process.env), 'compiled', fingerprintOf(packages)), KEPT);
  return {
    packages: packages.map((installed) => withCompact(installed, cache)),
    syntax: {
      recall: (expression) => cache.read(`syntax ${expression}`) as ReturnType<SyntaxMemory['recall']>,
      remember: (expression, tree) => cache.add(`syntax ${expression}`, tree),
    },
    keep: () => cache.keep(),
  };
}

function withCompact(installed: InstalledPackage, cache: PartCache): InstalledPackage {
  if (installed.content === undefined) return installed; // nothing says whether it is still the same
  const key = packageKey(installed);
  return { ...installed, read: (entry) => readCompact(installed, key, entry, cache) };
}

function readCompact(installed: InstalledPackage, key: string, entry: PackageEntry, cache: PartCache): unknown {
  if (entry.resourceType !== 'StructureDefinition') return installed.read(entry);
  const name = `${key} ${entry.filename}`;
  const known = cache.read(name);
  if (isFhirResource(known)) return knownToBeWellFormed(known);
  const resource = installed.read(entry);
  if (!isFhirResource(resource)) return resource;
  if (shapeFaults(resource).length > 0) return resource; // kept, they would be taken for sound the next time
  const compact = compactDefinition(resource);
  cache.add(name, compact);
  return knownToBeWellFormed(compact);
}
