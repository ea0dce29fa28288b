import { createHash } from 'node:crypto';
import { formatCanonical } from '../model/canonical.ts';
import type { Definition } from '../model/definition/definitions.ts';
import type { LoadedTerminology } from '../model/definition/terminology.ts';
import type { ValueSet } from '../model/fhir.ts';
import type { PackageRef } from '../model/package.ts';
import type { MemberQuestion } from './question.ts';

/** The definition of a value set as it goes to a server: what it contains, and what it imports. */
export interface SentValueSet {
  readonly valueSet: ValueSet;
  readonly imported: readonly ValueSet[];
}

type FindValueSet = LoadedTerminology['valueSet'];
type Compose = NonNullable<ValueSet['compose']>;

/** A loaded value set with all that it imports, and a digest by which a change of any of them shows. */
export interface LoadedValueSet {
  readonly digest: string;
  /** Only what speaks of a code system, where one is given: a coding of it cannot be in the rest. */
  sent(system: string | undefined): SentValueSet;
}

/** Finds the definition that a question means; undefined where none is loaded. */
export function readValueSet(
  { valueSet, package: owner }: Pick<MemberQuestion, 'valueSet' | 'package'>,
  find: FindValueSet,
): LoadedValueSet | undefined {
  const root = owner === undefined ? undefined : find(valueSet, owner);
  if (root === undefined) return undefined;
  const definitions = [root, ...importsOf(root, find)].map(({ resource }) => resource);
  return {
    digest: createHash('sha256')
      .update(JSON.stringify(definitions.map(({ url, version, compose }) => ({ url, version, compose }))))
      .digest('hex')
      .slice(0, 16),
    sent(system) {
      const [first, ...imported] = definitions.map((definition) => withoutRest(definition, system));
      return { valueSet: first ?? root.resource, imported };
    },
  };
}

/** All that is imported, directly or not, each once. */
function importsOf(root: Definition<ValueSet>, find: FindValueSet): Definition<ValueSet>[] {
  const found = new Map<string, Definition<ValueSet>>();
  const rest: Definition<ValueSet>[] = [root];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    for (const [canonical, from] of importsIn(next)) {
      const imported = find(canonical, from);
      if (imported === undefined || imported.resource.url === root.resource.url) continue;
      const key = formatCanonical(imported.resource.url ?? canonical, imported.resource.version);
      if (found.has(key)) continue;
      found.set(key, imported);
      rest.push(imported);
    }
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, definition]) => definition);
}

function importsIn({ resource: { compose }, package: from }: Definition<ValueSet>): [string, PackageRef][] {
  const sets = [...(compose?.include ?? []), ...(compose?.exclude ?? [])];
  return sets.flatMap(({ valueSet = [] }) => valueSet.map((canonical): [string, PackageRef] => [canonical, from]));
}

/** No narrative, no expansion, and of the composition what speaks of the code system. */
function withoutRest(
  { url, version, name, status, compose, expansion }: ValueSet,
  system: string | undefined,
): ValueSet {
  const speaksOf = (part: Compose['include'][number]) =>
    system === undefined || part.system === undefined || part.system === system;
  const includes = compose?.include.filter(speaksOf) ?? [];
  return {
    resourceType: 'ValueSet',
    ...(url === undefined ? {} : { url }),
    ...(version === undefined ? {} : { version }),
    ...(name === undefined ? {} : { name }),
    status,
    ...(compose === undefined
      ? expansion === undefined
        ? {}
        : { expansion }
      : {
          compose: {
            ...(compose.inactive === undefined ? {} : { inactive: compose.inactive }),
            ...(compose.lockedDate === undefined ? {} : { lockedDate: compose.lockedDate }),
            include: includes.length === 0 ? compose.include : includes, // there must be one
            ...(compose.exclude?.some(speaksOf) === true ? { exclude: compose.exclude.filter(speaksOf) } : {}),
          },
        }),
  };
}
