import { parseCanonical } from '../../model/canonical.ts';
import type { DefinitionInfo } from '../../model/definition/definitions.ts';
import type { FhirResource } from '../../model/fhir.ts';
import { hasErrors, type SourcePosition } from '../../model/issue.ts';
import type { InstalledPackage, PackageEntry, PackageRef } from '../../model/package.ts';
import { createDefinitions, type LoadedDefinitions } from '../../packages/definitions/definitions.ts';
import { readProject } from '../../pipeline/guide/project.ts';
import { openProjectPackages } from '../../pipeline/packages/packages.ts';
import type { EntityKind } from '../outline/words.ts';
import type { Sources } from '../sources/sources.ts';
import type { CompiledResource, VerdictReply } from '../worker/messages.ts';
import { Names } from './names.ts';
import { type Structure, toStructure } from './structure.ts';

/** A definition that a name leads to. */
export interface Found {
  readonly resource: FhirResource;
  /** Absent for one of the guide itself. */
  readonly package?: PackageRef;
  /** Of the package, in its folder. */
  readonly file?: string;
  /** Of the guide: how FSH calls it. */
  readonly origin?: CompiledResource['origin'];
}

export interface NamedEntry {
  readonly package: InstalledPackage;
  readonly entry: PackageEntry;
}

/** What is known of a guide: what its FSH declares, its resources as they were last compiled, its packages. */
export class Guide {
  readonly sources: Sources;
  readonly names: Names;
  readonly #offline: boolean;
  readonly #resources = new Map<string, CompiledResource>();
  readonly #parsed = new WeakMap<CompiledResource, FhirResource>();
  readonly #structures = new WeakMap<FhirResource, Structure | 'none'>();
  readonly #read = new Map<string, FhirResource | undefined>();
  #owner: PackageRef = { id: 'unnamed', version: '0.0.0' };
  #dependencies: readonly PackageRef[] = [];
  #byUrl: ReadonlyMap<string, CompiledResource> | undefined;
  #byOrigin: ReadonlyMap<string, CompiledResource> | undefined;
  #packages: readonly InstalledPackage[] = [];
  #packagesKey: string | undefined;
  #opening: Promise<void> | undefined;
  #definitions: LoadedDefinitions | undefined;
  #byName: ReadonlyMap<string, readonly NamedEntry[]> | undefined;
  readonly #isHere: Promise<void>;
  #arrive: () => void = () => {};
  /** Counts what became known. */
  revision = 0;

  constructor(sources: Sources, offline: boolean) {
    this.sources = sources;
    this.names = new Names(sources);
    this.#offline = offline;
    this.#isHere = new Promise((resolve) => {
      this.#arrive = resolve;
    });
  }

  /** Waits until the packages are open. */
  ready(): Promise<void> {
    return this.#isHere;
  }

  /** The packages lie in the cache: opening them takes no time, and none of it long. */
  packagesAreHere(): void {
    this.#opening ??= this.#open();
  }

  /** No package will come: what needs none is answered. */
  packagesAreLost(): void {
    this.#arrive();
  }

  async #open(): Promise<void> {
    try {
      const { value: project } = readProject(this.sources.root);
      if (project === undefined) return;
      const { signal } = new AbortController();
      const opened = await openProjectPackages(this.sources.root, project, { signal, offline: this.#offline });
      if (!hasErrors(opened.issues)) this.#packages = opened.value;
      this.#byName = undefined;
      this.#read.clear();
      this.#changed();
    } catch {
      // What cannot be opened is told by the workspace.
    } finally {
      this.#arrive();
    }
  }

  take({ resources, gone, owner, dependencies, packages, isWhole }: VerdictReply): void {
    for (const file of gone) this.#resources.delete(file);
    for (const resource of resources) this.#resources.set(resource.file, resource);
    const isOther = this.#packagesKey !== undefined && this.#packagesKey !== packages;
    this.#packagesKey = packages;
    if (isOther) this.#opening = this.#open();
    if (!isWhole) {
      if (packages === '') this.#arrive();
      return;
    }
    this.#owner = owner ?? this.#owner;
    this.#dependencies = dependencies;
    if (resources.length > 0 || gone.length > 0) this.#changed();
  }

  #changed(): void {
    this.revision++;
    this.#byUrl = undefined;
    this.#byOrigin = undefined;
    this.#definitions = undefined;
  }

  get owner(): PackageRef {
    return this.#owner;
  }

  get packages(): readonly InstalledPackage[] {
    return this.#packages;
  }

  /** Of the packages and of the guide, as it was last compiled. */
  get definitions(): LoadedDefinitions {
    if (this.#definitions === undefined) {
      const conformance = [...this.#resources.values()].filter(({ url }) => url !== undefined);
      this.#definitions = createDefinitions(this.#packages, {
        package: this.#owner,
        dependencies: this.#dependencies,
        resources: conformance.map((each) => this.parse(each)),
      });
    }
    return this.#definitions;
  }

  parse(compiled: CompiledResource): FhirResource {
    const resource = this.#parsed.get(compiled) ?? (JSON.parse(compiled.json) as FhirResource);
    this.#parsed.set(compiled, resource);
    return resource;
  }

  /** Where FSH declares what has this canonical. */
  declarationOf(canonical: string): SourcePosition | undefined {
    return this.#urls().get(parseCanonical(canonical).url)?.origin?.position;
  }

  /** What an entity was compiled to. */
  compiled(kind: string, name: string): CompiledResource | undefined {
    this.#byOrigin ??= new Map(
      [...this.#resources.values()].flatMap((each) =>
        each.origin === undefined ? [] : [[`${each.origin.kind} ${each.origin.name}`, each]],
      ),
    );
    return this.#byOrigin.get(`${kind} ${name}`);
  }

  compiledResources(): readonly CompiledResource[] {
    return [...this.#resources.values()];
  }

  /**
   * What a name in FSH means: an alias, the name or id of an entity, a URL with or without a version, the name or id of a
   * definition in a package.
   * @param types of the resource that is asked for
   */
  resolve(written: string, types: readonly string[]): Found | undefined {
    const name = this.names.alias(written) ?? written;
    const declared = this.names.find(name, kindsOf(types));
    if (declared !== undefined) {
      const own = this.compiled(declared.entity.kind, declared.entity.name);
      if (own !== undefined) return this.#own(own);
    }
    return name.includes(':') || name.includes('|') ? this.canonical(name, types) : this.#namedInPackages(name, types);
  }

  /** @param from the package of what refers to it; the guide itself, where nothing is said */
  canonical(canonical: string, types: readonly string[], from: PackageRef = this.#owner): Found | undefined {
    const own = this.#urls().get(parseCanonical(canonical).url);
    const definition = this.definitions.resolve(canonical, from);
    if (definition === undefined) return undefined;
    const { resource, package: owner, file } = definition;
    if (!types.includes(resource.resourceType)) return undefined;
    if (own !== undefined && file === undefined) return this.#own(own);
    return { resource: this.#once(resource, owner, file), package: owner, ...(file === undefined ? {} : { file }) };
  }

  structure(found: Found | undefined): Structure | undefined {
    if (found === undefined) return undefined;
    const known = this.#structures.get(found.resource);
    if (known !== undefined) return known === 'none' ? undefined : known;
    const made = toStructure(found.resource, found.package);
    this.#structures.set(found.resource, made ?? 'none');
    return made;
  }

  /** Of a type of R4, or of a profile by its canonical. */
  structureOf(canonical: string, from?: PackageRef): Structure | undefined {
    const url = canonical.includes(':') ? canonical : `http://hl7.org/fhir/StructureDefinition/${canonical}`;
    return this.structure(this.canonical(url, ['StructureDefinition'], from));
  }

  /** All definitions of a type in packages. */
  listed(type: string): readonly DefinitionInfo[] {
    return this.definitions.list(type);
  }

  /** Definitions of packages by their names and ids. */
  get named(): ReadonlyMap<string, readonly NamedEntry[]> {
    this.#byName ??= namesIn(this.#packages);
    return this.#byName;
  }

  #own(compiled: CompiledResource): Found {
    const { origin } = compiled;
    return { resource: this.parse(compiled), ...(origin === undefined ? {} : { origin }) };
  }

  #urls(): ReadonlyMap<string, CompiledResource> {
    this.#byUrl ??= new Map(
      [...this.#resources.values()].flatMap((each) => (each.url === undefined ? [] : [[each.url, each]])),
    );
    return this.#byUrl;
  }

  #namedInPackages(name: string, types: readonly string[]): Found | undefined {
    const found = this.named.get(name)?.filter(({ entry }) => types.includes(entry.resourceType)) ?? [];
    const [first] = found;
    if (first === undefined) return undefined;
    if (first.entry.url !== undefined) return this.canonical(first.entry.url, types);
    return { resource: first.package.read(first.entry) as FhirResource, package: first.package };
  }

  /** Packages parse a resource anew each time that it is read. */
  #once(resource: FhirResource, { id, version }: PackageRef, file: string | undefined): FhirResource {
    const key = `${id}#${version}/${file}`;
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    if (this.#read.size >= MOST_READ) this.#read.clear();
    this.#read.set(key, resource);
    return resource;
  }
}

const MOST_READ = 500;

const STRUCTURES: readonly EntityKind[] = ['Profile', 'Extension', 'Logical', 'Resource'];

function kindsOf(types: readonly string[]): EntityKind[] {
  const kinds: EntityKind[] = [];
  if (types.includes('StructureDefinition')) kinds.push(...STRUCTURES);
  if (types.includes('ValueSet')) kinds.push('ValueSet');
  if (types.includes('CodeSystem')) kinds.push('CodeSystem');
  return kinds;
}

function namesIn(packages: readonly InstalledPackage[]): ReadonlyMap<string, readonly NamedEntry[]> {
  const names = new Map<string, NamedEntry[]>();
  const add = (name: string | undefined, named: NamedEntry) => {
    if (name === undefined) return;
    const alike = names.get(name);
    if (alike === undefined) names.set(name, [named]);
    else if (alike.at(-1)?.entry !== named.entry) alike.push(named);
  };
  for (const owner of packages)
    for (const entry of owner.entries) {
      const named = { package: owner, entry };
      add(entry.name, named);
      add(entry.id, named);
    }
  return names;
}
