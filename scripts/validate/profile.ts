import { formatCanonical, parseCanonical } from '../model/canonical.ts';
import { wellFormedDefinition } from '../model/definition-shape.ts';
import type { Definition, Definitions } from '../model/definitions.ts';
import type { StructureDefinition } from '../model/fhir.ts';
import type { PackageRef } from '../model/package.ts';
import { buildElementTree, type ElementNode } from './element-tree.ts';
import type { ItemRules } from './item-rules.ts';

/** A profile whose rules are compiled on first use: only what it adds to the base specification. */
export interface Profile {
  /** With version where known. */
  readonly canonical: string;
  readonly url: string;
  readonly type: string;
  readonly definition: StructureDefinition;
  readonly package: PackageRef;
  /** A base definition says nothing that the base checks don't. */
  readonly isBase: boolean;
  readonly root: ElementNode | undefined;
  /** Profiles that it imposes: https://hl7.org/fhir/extensions/StructureDefinition-structuredefinition-imposeProfile.html */
  readonly imposes: readonly string[];
  /** Undefined when it adds nothing. */
  rules(): ItemRules | undefined;
}

const coreUrl = 'http://hl7.org/fhir/StructureDefinition/';
const imposeUrl = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-imposeProfile';

const MOST_UNKNOWN = 20_000;

/** Finds profiles by canonical, each compiled once. */
export class Profiles {
  private readonly definitions: Definitions;
  private readonly compile: (profile: Profile) => ItemRules | undefined;
  private readonly byDefinition = new Map<object, Profile>();
  private readonly byCanonical = new Map<string, Profile>();
  /** Resources may name ever new ones, which are not remembered for ever. */
  private readonly unknown = new Set<string>();

  constructor(definitions: Definitions, compile: (profile: Profile) => ItemRules | undefined) {
    this.definitions = definitions;
    this.compile = compile;
  }

  /** @param from the package that names the profile */
  find(canonical: string, from: PackageRef | undefined): Profile | undefined {
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

  private of({ resource: given, package: from }: Definition<StructureDefinition>): Profile {
    const resource = wellFormedDefinition(given);
    const known = this.byDefinition.get(resource);
    if (known !== undefined) return known;
    const { compile } = this;
    let rules: ItemRules | undefined;
    let compiled = false;
    let root: ElementNode | undefined;
    // Some profiles say nothing or something wrong of their derivation; only a type's own definition has its URL.
    const isBase = resource.url === `${coreUrl}${resource.type}` || resource.url === resource.type;
    const profile: Profile = {
      canonical: formatCanonical(resource.url, resource.version),
      url: resource.url,
      type: resource.type,
      definition: resource,
      package: from,
      isBase,
      get root() {
        root ??= buildElementTree(resource);
        return root;
      },
      imposes: (resource.extension ?? [])
        .filter(({ url }) => url === imposeUrl)
        .flatMap(({ valueCanonical }) => valueCanonical ?? []),
      rules() {
        if (!compiled) {
          compiled = true;
          rules = isBase ? undefined : compile(profile);
        }
        return rules;
      },
    };
    this.byDefinition.set(resource, profile);
    return profile;
  }
}
