import { formatCanonical, parseCanonical } from '../model/canonical.ts';
import { wellFormedDefinition } from '../model/definition/definition-shape.ts';
import type { Definition, DefinitionInfo, Definitions } from '../model/definition/definitions.ts';
import type { CodeSystem, FhirResource, ValueSet } from '../model/fhir.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { type CompiledCodeSystem, compileCodeSystem } from './code-system.ts';

/** Finds value sets and code systems by what their canonical means to the package that says it, each compiled once. */
export interface Lookup {
  valueSet(canonical: string, from: PackageRef | undefined): Definition<ValueSet> | undefined;
  /** Falls back to the version at hand when the one asked for is not loaded. */
  codeSystem(system: string, version: string | undefined, from: PackageRef | undefined): CompiledCodeSystem | undefined;
  /** What adds displays and properties to a code system, of any version of it. */
  supplements(system: string): readonly CompiledCodeSystem[];
}

type TerminologyType = 'CodeSystem' | 'ValueSet';

export function createLookup(definitions: Definitions): Lookup {
  const compiled = new Map<string, CompiledCodeSystem>();
  const answers = new Map<string, CompiledCodeSystem | undefined>();
  const current = new CurrentDefinitions(definitions);
  let supplements: ReadonlyMap<string, readonly CompiledCodeSystem[]> | undefined;

  const find = (canonical: string, type: TerminologyType, from: PackageRef | undefined): Definition | undefined => {
    const found = definitions.resolve(canonical, from);
    if (found === undefined) return undefined;
    if (found.resource.resourceType !== type) return current.anyOf(type, canonical); // two resources share the URL
    return isCopyInCore(canonical, found.package) ? (current.published(type, canonical) ?? found) : found;
  };

  return {
    valueSet(canonical, from) {
      const found = find(canonical, 'ValueSet', from) as Definition<ValueSet> | undefined;
      return found && { ...found, resource: wellFormedDefinition(found.resource) };
    },
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
    supplements: (system) => {
      supplements ??= indexSupplements(definitions);
      return supplements.get(system) ?? [];
    },
  };
}

const MAX_ANSWERS = 20_000;

/** Reads every code system, since no index tells what it supplements: for whoever has a display that is wrong otherwise. */
function indexSupplements(definitions: Definitions): ReadonlyMap<string, readonly CompiledCodeSystem[]> {
  const index = new Map<string, CompiledCodeSystem[]>();
  for (const info of definitions.list('CodeSystem')) {
    const resource = info.read() as FhirResource as unknown as CodeSystem;
    if (resource.content !== 'supplement' || typeof resource.supplements !== 'string') continue;
    const { url } = parseCanonical(resource.supplements);
    const compiled = compileCodeSystem({ resource, package: info.package });
    const known = index.get(url);
    if (known === undefined) index.set(url, [compiled]);
    else known.push(compiled);
  }
  return index;
}

function compileOnce(definition: Definition, compiled: Map<string, CompiledCodeSystem>): CompiledCodeSystem {
  const codeSystem = definition.resource as FhirResource as unknown as CodeSystem;
  const key = `${packageKey(definition.package)} ${formatCanonical(codeSystem.url ?? '', codeSystem.version)}`;
  const known = compiled.get(key) ?? compileCodeSystem({ ...definition, resource: codeSystem });
  compiled.set(key, known);
  return known;
}

const HL7_TERMINOLOGY = 'http://terminology.hl7.org/';

/**
 * FHIR's core packages carry copies of HL7 Terminology as it was on the day of their release, under version numbers of
 * their own. A reference without a version means what HL7 Terminology publishes, where that is loaded.
 */
function isCopyInCore(canonical: string, { id }: PackageRef): boolean {
  return (
    canonical.startsWith(HL7_TERMINOLOGY) &&
    /^hl7\.fhir\.r\d+b?\.core$/.test(id) &&
    parseCanonical(canonical).version === undefined
  );
}

/** Definitions by type and URL, indexed when first needed. */
class CurrentDefinitions {
  readonly #definitions: Definitions;
  readonly #indexes = new Map<TerminologyType, ReadonlyMap<string, readonly DefinitionInfo[]>>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  anyOf(type: TerminologyType, canonical: string): Definition | undefined {
    return readDefinition(this.#candidates(type, canonical)[0]);
  }

  /** From the package of HL7 Terminology; its versions ascend in the order of loading. */
  published(type: TerminologyType, canonical: string): Definition | undefined {
    return readDefinition(
      this.#candidates(type, canonical).findLast((candidate) => candidate.package.id.startsWith('hl7.terminology')),
    );
  }

  #candidates(type: TerminologyType, canonical: string): readonly DefinitionInfo[] {
    const index = this.#indexes.get(type) ?? indexByUrl(this.#definitions.list(type));
    this.#indexes.set(type, index);
    return index.get(parseCanonical(canonical).url) ?? [];
  }
}

function indexByUrl(infos: readonly DefinitionInfo[]): ReadonlyMap<string, readonly DefinitionInfo[]> {
  const index = new Map<string, DefinitionInfo[]>();
  for (const info of infos) {
    const known = index.get(info.url ?? '');
    if (known === undefined) index.set(info.url ?? '', [info]);
    else known.push(info);
  }
  return index;
}

function readDefinition(info: DefinitionInfo | undefined): Definition | undefined {
  if (info === undefined) return undefined;
  const named = info.filename === undefined ? {} : { file: info.filename };
  return { resource: info.read(), package: info.package, ...named };
}
