import { formatCanonical } from '../model/canonical.ts';
import type { Definition, Definitions } from '../model/definitions.ts';
import type { CodeSystem, FhirResource, ValueSet } from '../model/fhir.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { type CompiledCodeSystem, compileCodeSystem } from './code-system.ts';

/** Finds value sets and code systems by what their canonical means to the package that says it, each compiled once. */
export interface Lookup {
  valueSet(canonical: string, from: PackageRef | undefined): Definition<ValueSet> | undefined;
  /** Falls back to the version at hand when the one asked for is not loaded. */
  codeSystem(system: string, version: string | undefined, from: PackageRef | undefined): CompiledCodeSystem | undefined;
}

export function createLookup(definitions: Definitions): Lookup {
  const compiled = new Map<string, CompiledCodeSystem>();
  const answers = new Map<string, CompiledCodeSystem | undefined>();
  let byUrl: ReadonlyMap<string, Definition> | undefined;

  const find = (canonical: string, resourceType: string, from: PackageRef | undefined): Definition | undefined => {
    const found = definitions.resolve(canonical, from);
    if (found === undefined || found.resource.resourceType === resourceType) return found;
    if (resourceType !== 'CodeSystem') return undefined;
    byUrl ??= indexCodeSystems(definitions); // a value set of the same URL stands before it
    return byUrl.get(canonical);
  };

  return {
    valueSet: (canonical, from) => find(canonical, 'ValueSet', from) as Definition<ValueSet> | undefined,
    codeSystem(system, version, from) {
      const asked = `${from === undefined ? '' : packageKey(from)} ${formatCanonical(system, version)}`;
      if (answers.has(asked)) return answers.get(asked);
      const found =
        (version === undefined ? undefined : find(formatCanonical(system, version), 'CodeSystem', from)) ??
        find(system, 'CodeSystem', from);
      const answer = found === undefined ? undefined : compileOnce(found, compiled);
      if (answers.size >= MAX_ANSWERS) answers.clear(); // systems out of many instances
      answers.set(asked, answer);
      return answer;
    },
  };
}

const MAX_ANSWERS = 20_000;

function compileOnce(definition: Definition, compiled: Map<string, CompiledCodeSystem>): CompiledCodeSystem {
  const codeSystem = definition.resource as FhirResource as unknown as CodeSystem;
  const key = `${packageKey(definition.package)} ${formatCanonical(codeSystem.url ?? '', codeSystem.version)}`;
  const known = compiled.get(key) ?? compileCodeSystem(codeSystem);
  compiled.set(key, known);
  return known;
}

function indexCodeSystems(definitions: Definitions): ReadonlyMap<string, Definition> {
  const index = new Map<string, Definition>();
  for (const info of definitions.list('CodeSystem')) {
    if (info.url !== undefined && !index.has(info.url)) {
      index.set(info.url, { resource: info.read(), package: info.package });
    }
  }
  return index;
}
