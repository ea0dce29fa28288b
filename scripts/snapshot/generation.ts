import { parseCanonical } from '../model/canonical.ts';
import type { Definition } from '../model/definitions.ts';
import type { StructureDefinition } from '../model/fhir.ts';
import type { Issue } from '../model/issue.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { BASE, baseType } from './base-type.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { describe, rootName, type SnapshotContext } from './context.ts';
import { type Findings, findingsOf } from './findings.ts';
import { inheritableTree, type Structure, type Structures } from './structures.ts';

/** One run: what it has made, and what it is making. */
export class Generation implements Structures {
  readonly issues: Issue[] = [];
  readonly #context: SnapshotContext;
  readonly #given = new Map<string, Definition<StructureDefinition>[]>();
  readonly #made = new Map<string, StructureDefinition | undefined>();
  readonly #making: Definition<StructureDefinition>[] = [];
  /** Definitions that derive from themselves, told of once. */
  readonly #circular = new Set<string>();
  readonly #structures = new Map<string, Structure>();
  readonly #found = new Map<string, Structure | undefined>();
  readonly #pinned = new Map<string, string>();

  constructor(definitions: readonly Definition<StructureDefinition>[], context: SnapshotContext) {
    this.#context = context;
    for (const definition of definitions) {
      const { url } = definition.resource;
      const alike = this.#given.get(url);
      if (alike === undefined) this.#given.set(url, [definition]);
      else alike.push(definition);
    }
  }

  pin(canonical: string, from: PackageRef): string {
    if (this.#context.pin === undefined || canonical.includes('|')) return canonical;
    const key = `${packageKey(from)} ${canonical}`;
    const pinned = this.#pinned.get(key) ?? this.#context.pin(canonical, from);
    this.#pinned.set(key, pinned);
    return pinned;
  }

  find(canonical: string, from: PackageRef): Structure | undefined {
    const key = `${packageKey(from)} ${canonical}`;
    if (!this.#found.has(key)) this.#found.set(key, this.#resolve(canonical, from));
    return this.#found.get(key);
  }

  #resolve(canonical: string, from: PackageRef): Structure | undefined {
    const { url, version } = parseCanonical(canonical);
    const given = this.#given.get(url)?.find(({ resource }) => version === undefined || resource.version === version);
    const loaded = given ?? this.#context.resolve(canonical, from);
    const definition = loaded ?? (url === BASE ? { resource: baseType, package: from } : undefined);
    return definition === undefined ? undefined : this.#structure(definition, given !== undefined);
  }

  #structure(definition: Definition<StructureDefinition>, isGiven: boolean): Structure {
    const { resource, package: from } = definition;
    const key = keyOf(definition);
    const known = this.#structures.get(key);
    if (known !== undefined) return known;
    let tree: ReturnType<Structure['tree']>;
    const structure: Structure = {
      definition,
      tree: () => {
        if (tree !== undefined) return tree;
        const finished = isGiven || resource.snapshot === undefined ? this.generate(definition) : resource;
        if (finished === undefined) return undefined;
        tree = inheritableTree({ resource: finished, package: from }, (canonical, owner) => this.pin(canonical, owner));
        return tree;
      },
    };
    this.#structures.set(key, structure);
    return structure;
  }

  /** The definition with its snapshot; undefined when it has no base, or is itself under way. */
  generate(definition: Definition<StructureDefinition>): StructureDefinition | undefined {
    const key = keyOf(definition);
    if (this.#made.has(key)) return this.#made.get(key);
    if (this.#making.some((other) => keyOf(other) === key)) return undefined;
    this.#making.push(definition);
    const findings = findingsOf(definition.resource);
    const base = this.#base(definition, findings);
    const made = base === undefined ? undefined : buildSnapshot(definition, base, this, findings);
    this.#making.pop();
    this.#made.set(key, made);
    for (const issue of findings.issues) this.issues.push(issue);
    return made;
  }

  #base(definition: Definition<StructureDefinition>, findings: Findings): Structure | undefined {
    const { resource, package: from } = definition;
    const canonical = resource.baseDefinition;
    const type = rootName(resource);
    if (canonical === undefined) {
      const message = `${describe(resource)} has no baseDefinition, so there is nothing to lay its differential over. Name the definition that it derives from.`;
      findings.error('snapshot-base-missing', 'required', type, message);
      return undefined;
    }
    const base = this.find(canonical, from);
    if (base === undefined) {
      const message = `The base ${canonical} of ${describe(resource)} is in no loaded package. Declare the package that has it as a dependency, or mend the canonical.`;
      findings.error('snapshot-base-missing', 'not-found', type, message);
      return undefined;
    }
    const start = this.#making.findIndex((other) => keyOf(other) === keyOf(base.definition));
    if (start !== -1) {
      for (const member of this.#making.slice(start)) this.#circular.add(keyOf(member));
      const circle = [...this.#making.slice(start), base.definition].map(({ resource: { url } }) => url).join(' → ');
      const message = `The definitions derive from each other in a circle: ${circle}. Give one of them another base.`;
      findings.error('snapshot-base-circular', 'processing', type, message);
      return undefined;
    }
    if (base.tree() === undefined) {
      if (this.#circular.has(keyOf(definition))) return undefined;
      const message = `The base ${canonical} of ${describe(resource)} has no snapshot, and none could be made. Mend the base first.`;
      findings.error('snapshot-base-missing', 'incomplete', type, message);
      return undefined;
    }
    return base;
  }
}

/** A package may be read anew at each call: its definitions are told apart by name, not by identity. */
function keyOf({ resource, package: owner }: Definition<StructureDefinition>): string {
  return `${packageKey(owner)} ${resource.url}|${resource.version ?? ''}`;
}
