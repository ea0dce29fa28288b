import { formatCanonical, parseCanonical } from '../../model/canonical.ts';
import { type Asked, type Askings, type Touched, urlOf } from '../../model/definition/asked.ts';
import { nameDefinition, shapeProblem, thrownProblem } from '../../model/definition/broken-definition.ts';
import { wellFormedDefinition } from '../../model/definition/definition-shape.ts';
import type { Definition, Definitions } from '../../model/definition/definitions.ts';
import type { FhirResource, StructureDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { buildElementTree, type ElementNode, type ElementTree } from '../definition/element-tree.ts';
import { shown } from '../finding/wording.ts';
import type { ItemRules, Profile, ProfileFinder } from '../scope/scope.ts';

const coreUrl = 'http://hl7.org/fhir/StructureDefinition/';
const imposeUrl = `${coreUrl}structuredefinition-imposeProfile`;
const compliesUrl = `${coreUrl}structuredefinition-compliesWithProfile`;

const MOST_UNKNOWN = 20_000;

/** The profiles among the loaded definitions. */
export class Profiles implements ProfileFinder {
  private readonly definitions: Definitions;
  private readonly compile: (profile: Profile) => ItemRules | undefined;
  private readonly byDefinition = new Map<object, LoadedProfile>();
  private readonly byCanonical = new Map<string, Profile>();
  /** Resources may name ever new ones, which are not remembered for ever. */
  private readonly unknown = new Set<string>();

  private readonly asked: Asked | undefined;

  /** @param asked where it is noted which profiles are found or looked for */
  constructor(definitions: Definitions, compile: (profile: Profile) => ItemRules | undefined, asked?: Asked) {
    this.definitions = definitions;
    this.compile = compile;
    this.asked = asked;
  }

  /** Looks again for what is defined otherwise now, and compiles anew what rests on it. */
  forget(urls: ReadonlySet<string>, touched: Touched): void {
    for (const key of this.byCanonical.keys()) if (urls.has(askedUrl(key))) this.byCanonical.delete(key);
    for (const key of this.unknown) if (urls.has(askedUrl(key))) this.unknown.delete(key);
    for (const [definition, profile] of this.byDefinition) {
      if (urls.has(profile.url)) this.byDefinition.delete(definition);
      else profile.forget(touched);
    }
  }

  find(canonical: string, from: PackageRef | undefined): Profile | undefined {
    this.asked?.for(canonical);
    const key = from === undefined ? canonical : `${canonical} ${from.id}#${from.version}`;
    const known = this.byCanonical.get(key);
    if (known !== undefined || this.unknown.has(key)) return known;
    const { fragment, url, version } = parseCanonical(canonical);
    const found = this.definitions.resolve(fragment === undefined ? canonical : formatCanonical(url, version), from);
    const profile =
      found?.resource.resourceType === 'StructureDefinition'
        ? this.of(found as unknown as Definition<StructureDefinition>)
        : undefined;
    if (profile !== undefined) this.byCanonical.set(key, profile);
    else {
      if (this.unknown.size >= MOST_UNKNOWN) this.unknown.clear();
      this.unknown.add(key);
    }
    return profile;
  }

  otherType(canonical: string, from: PackageRef | undefined): string | undefined {
    const type = this.definitions.resolve(canonical, from)?.resource.resourceType;
    return type === 'StructureDefinition' ? undefined : type;
  }

  ofResource(resource: FhirResource): Profile {
    return this.of({ resource: resource as FhirResource & StructureDefinition, package: { id: 'file', version: '0' } });
  }

  private of(found: Definition<StructureDefinition>): Profile {
    const resource = wellFormedDefinition(found.resource);
    const known = this.byDefinition.get(resource);
    if (known !== undefined) return known;
    const profile = new LoadedProfile({ ...found, resource }, this.compile, this.asked);
    this.byDefinition.set(resource, profile);
    return profile;
  }
}

/** Of a key in {@link Profiles}: the canonical, and behind a blank the package that asks. */
function askedUrl(key: string): string {
  const end = key.lastIndexOf(' ');
  return urlOf(end === -1 ? key : key.slice(0, end));
}

interface Compiled {
  readonly rules: ItemRules | undefined;
  readonly problem: string | undefined;
  /** What compiling it asked for, where that is noted. */
  readonly askings?: Askings;
}

class LoadedProfile implements Profile {
  readonly canonical: string;
  readonly url: string;
  readonly type: string;
  readonly definition: StructureDefinition;
  readonly package: PackageRef;
  readonly isBase: boolean;
  readonly imposes: readonly string[];
  readonly compliesWith: readonly string[];
  readonly #found: Definition<StructureDefinition>;
  readonly #compile: (profile: Profile) => ItemRules | undefined;
  readonly #asked: Asked | undefined;
  #tree: ElementTree | undefined;
  #compiled: Compiled | undefined;

  constructor(
    found: Definition<StructureDefinition>,
    compile: (profile: Profile) => ItemRules | undefined,
    asked: Asked | undefined,
  ) {
    const { resource } = found;
    this.#found = found;
    this.#compile = compile;
    this.#asked = asked;
    this.canonical = formatCanonical(resource.url, resource.version);
    this.url = resource.url;
    this.type = resource.type;
    this.definition = resource;
    this.package = found.package;
    // Some profiles say nothing or something wrong of their derivation; only a type's own definition has its URL.
    const { url, type, derivation } = resource;
    this.isBase = url === `${coreUrl}${type}` || (url === type && derivation !== 'constraint');
    const named = (wanted: string) =>
      (resource.extension ?? [])
        .filter(({ url }) => url === wanted)
        .flatMap(({ valueCanonical }) => valueCanonical ?? []);
    this.imposes = named(imposeUrl);
    this.compliesWith = named(compliesUrl);
  }

  get root(): ElementNode | undefined {
    return this.#elements.root;
  }

  get unsliced(): readonly string[] {
    return this.#elements.unsliced;
  }

  get problem(): string | undefined {
    return this.#once.problem;
  }

  rules(): ItemRules | undefined {
    return this.#once.rules;
  }

  get #elements(): ElementTree {
    this.#tree ??= buildElementTree(this.definition);
    return this.#tree;
  }

  forget(touched: Touched): void {
    const askings = this.#compiled?.askings;
    if (askings !== undefined && touched.has(askings)) this.#compiled = undefined;
  }

  get #once(): Compiled {
    const asked = this.#asked;
    if (asked === undefined) {
      this.#compiled ??= this.#guarded();
      return this.#compiled;
    }
    if (this.#compiled === undefined) {
      const [compiled, askings] = asked.during(() => this.#guarded());
      this.#compiled = { ...compiled, askings };
    }
    if (this.#compiled.askings !== undefined) asked.use(this.#compiled.askings);
    return this.#compiled;
  }

  /** Whatever the definition is like, it stops nothing but itself. */
  #guarded(): Compiled {
    const broken = (problem: string) => `The ${nameDefinition(this.#found)} cannot be applied: ${problem}`;
    try {
      const tree = this.#elements;
      const problem = this.#shapeProblem() ?? tree.problem ?? this.#emptiness(tree);
      const rules = this.isBase ? undefined : this.#compile(this);
      return { rules, problem: problem === undefined ? undefined : broken(problem) };
    } catch (cause) {
      return { rules: undefined, problem: broken(thrownProblem(cause)) };
    }
  }

  /** What a snapshot is held against does not depend on the differential that it was made from. */
  #shapeProblem(): string | undefined {
    return shapeProblem(this.definition, ({ path }) => !path.startsWith('differential'));
  }

  #emptiness({ root }: ElementTree): string | undefined {
    const { definition, type } = this;
    if (root === undefined) {
      const stated = definition.snapshot === undefined ? 'it has no snapshot' : 'its snapshot has no elements';
      const base = definition.baseDefinition === undefined ? '' : ` of ${shown(definition.baseDefinition)}`;
      return `${stated}, and none could be made from its differential and its base${base}`;
    }
    if (this.isBase) return undefined;
    if (root.children.length === 0 && root.slices.length === 0)
      return 'its snapshot has only its root, and no elements';
    const wanted = type.slice(type.lastIndexOf('/') + 1);
    return root.name === wanted
      ? undefined
      : `its snapshot is one of ${shown(root.name)}, and the profile is on ${shown(type)}`;
  }
}
