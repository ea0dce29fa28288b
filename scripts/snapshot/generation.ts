import { parseCanonical } from '../model/canonical.ts';
import { nameDefinition, shapeProblem, thrownProblem } from '../model/definition/broken-definition.ts';
import type { Definition } from '../model/definition/definitions.ts';
import type { StructureDefinition } from '../model/fhir.ts';
import type { Issue } from '../model/issue.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { BASE, baseType } from './element/base-type.ts';
import { describe, rootName, type SnapshotContext } from './element/context.ts';
import { type Findings, findingsOf } from './element/findings.ts';
import { inheritableTree, type Structure, type Structures } from './element/structures.ts';
import { GivenUp } from './element/walk-state.ts';

/** No real definition rests on others through so many; each level of them is one of recursion. */
const MOST_LEVELS = 100;
/** Of all snapshots of a run together, several times what the largest published package has. */
const MOST_ELEMENTS = 400_000;

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
  #elements = 0;

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
    this.#tell(canonical, 'pinned');
    if (this.#context.pin === undefined || canonical.includes('|')) return canonical;
    const key = `${packageKey(from)} ${canonical}`;
    const pinned = this.#pinned.get(key) ?? this.#context.pin(canonical, from);
    this.#pinned.set(key, pinned);
    return pinned;
  }

  find(canonical: string, from: PackageRef): Structure | undefined {
    this.#tell(canonical, 'found');
    const key = `${packageKey(from)} ${canonical}`;
    if (!this.#found.has(key)) this.#found.set(key, this.#resolve(canonical, from));
    return this.#found.get(key);
  }

  /** What is asked for while a definition is made, it depends on. */
  #tell(canonical: string, how: 'found' | 'pinned'): void {
    const maker = this.#context.asked === undefined ? undefined : this.#making.at(-1);
    if (maker !== undefined) this.#context.asked?.(maker.resource, canonical, how);
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
    const pinned = new Set<string>();
    const isFinished = !isGiven && resource.snapshot !== undefined;
    const structure: Structure = {
      definition,
      isFinished,
      tree: () => {
        const maker = this.#context.rests === undefined ? undefined : this.#making.at(-1);
        if (maker !== undefined) this.#context.rests?.(maker.resource, resource);
        if (tree !== undefined) {
          for (const canonical of pinned) this.#tell(canonical, 'pinned'); // they are in every tree that is made out of this one
          return tree;
        }
        const finished = isFinished ? resource : this.generate(definition);
        if (finished === undefined) return undefined;
        const pin = (canonical: string, owner: PackageRef) => {
          if (this.#context.asked !== undefined) pinned.add(canonical);
          return this.pin(canonical, owner);
        };
        tree = inheritableTree({ resource: finished, package: from }, pin);
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
    const findings = findingsOf(definition.resource);
    const levels = this.#making.length;
    this.#making.push(definition);
    let made: StructureDefinition | undefined;
    try {
      made = this.#make(definition, findings);
    } catch (cause) {
      const problem = cause instanceof GivenUp ? cause.message : thrownProblem(cause);
      reportBroken(definition, problem, findings);
    }
    this.#making.length = levels;
    this.#made.set(key, made);
    for (const issue of findings.issues) this.issues.push(issue);
    return made;
  }

  #make(definition: Definition<StructureDefinition>, findings: Findings): StructureDefinition | undefined {
    const { resource } = definition;
    const problem = shapeProblem(resource, ({ path }) => !path.startsWith('snapshot'));
    if (problem !== undefined) throw new GivenUp(problem);
    if (this.#making.length > MOST_LEVELS || this.#isFarFromBase(definition))
      throw new GivenUp(`it rests on others through more than ${MOST_LEVELS} levels`);
    if (this.#elements > MOST_ELEMENTS)
      throw new GivenUp(`the snapshots before it have ${MOST_ELEMENTS} elements together, and no more are made`);
    const base = this.#base(definition, findings);
    const made = base === undefined ? undefined : buildSnapshot(definition, base, this, findings);
    this.#elements += made?.snapshot?.element.length ?? 0;
    return made;
  }

  /** Goes up from base to base without making anything: a chain is followed by recursion later. */
  #isFarFromBase(definition: Definition<StructureDefinition>): boolean {
    const passed = new Set([keyOf(definition)]);
    let current = definition;
    while (passed.size <= MOST_LEVELS) {
      const { resource, package: from } = current;
      const base = resource.baseDefinition === undefined ? undefined : this.find(resource.baseDefinition, from);
      if (base === undefined || base.isFinished) return false;
      current = base.definition;
      if (passed.has(keyOf(current))) return false; // a circle, which is told as such
      passed.add(keyOf(current));
    }
    return true;
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
    const { resource: ancestor } = base.definition;
    const problem = base.isFinished ? shapeProblem(ancestor, ({ path }) => path.startsWith('snapshot')) : undefined;
    if (problem !== undefined) {
      const message = `The base ${canonical} of ${describe(resource)} is broken: ${problem}. Correct the base first.`;
      findings.error('snapshot-base-missing', 'structure', type, message);
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

function reportBroken(definition: Definition<StructureDefinition>, problem: string, findings: Findings): void {
  const { resource } = definition;
  const message = `There is no snapshot of the ${nameDefinition(definition)}: ${problem}. Correct the definition.`;
  findings.error('snapshot-definition-broken', 'structure', rootName(resource), message);
}

/** A package may be read anew at each call: its definitions are told apart by name, not by identity. */
function keyOf({ resource, package: owner }: Definition<StructureDefinition>): string {
  return `${packageKey(owner)} ${resource.url}|${resource.version ?? ''}`;
}
