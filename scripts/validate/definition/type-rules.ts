import { formatCanonical } from '../../model/canonical.ts';
import type { Definition, Definitions } from '../../model/definition/definitions.ts';
import type { ElementDefinition, StructureDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { type InvariantRule, invariantRules } from './constraint-rule.ts';
import { buildElementTree, type ElementNode } from './element-tree.ts';
import { type PrimitiveFormat, primitiveFormats } from './primitive-format.ts';
import { typeNames } from './type-names.ts';

/** One JSON property of an object: `status`, or one of the types of a choice, `valueQuantity`. */
export interface Property {
  readonly key: string;
  readonly siblingKey: string;
  readonly element: ElementRules;
  /** FHIR type, or the path that defines a backbone element. */
  readonly type: string;
  readonly kind: 'primitive' | 'complex' | 'resource' | 'xhtml';
  /** Present for primitives. */
  readonly format?: PrimitiveFormat;
  /** The rules of the parts; of a primitive, those of its `_x` sibling. */
  rules(): ObjectRules | undefined;
}

export interface ElementRules {
  /** Without `[x]`. */
  readonly name: string;
  readonly definition: ElementDefinition;
  readonly list: boolean;
  readonly required: boolean;
  readonly choice: boolean;
  readonly variants: readonly Property[];
  /** What the element adds to its type's own invariants. */
  readonly invariants: readonly InvariantRule[];
  /** The rules of the object that has the element. */
  readonly owner: ObjectRules;
}

/** What the base specification says of one resource type, data type or backbone element, compiled once. */
export interface ObjectRules {
  /** `Patient`, `Quantity`, `Observation.component`. */
  readonly type: string;
  /** Canonical with version of the definition. */
  readonly canonical: string;
  readonly package: PackageRef;
  readonly resource: boolean;
  readonly node: ElementNode;
  /** By JSON property name, `_x` siblings not included. */
  readonly properties: ReadonlyMap<string, Property>;
  /** By element name. */
  readonly elements: ReadonlyMap<string, ElementRules>;
  readonly required: readonly ElementRules[];
  readonly invariants: readonly InvariantRule[];
}

const coreUrl = 'http://hl7.org/fhir/StructureDefinition/';

/** The base specification's types, compiled on first use. */
export class TypeRules {
  private readonly definitions: Definitions;
  private readonly rules = new Map<string, ObjectRules | undefined>();
  private readonly nodes = new Map<
    string,
    { readonly node: ElementNode; readonly canonical: string; readonly package: PackageRef }
  >();

  constructor(definitions: Definitions) {
    this.definitions = definitions;
  }

  /** @param type a type name or a backbone element's path; undefined when the specification has no such type */
  readonly of = (type: string): ObjectRules | undefined => {
    const known = this.rules.get(type);
    if (known !== undefined || this.rules.has(type)) return known;
    const fresh = type.includes('.') ? this.backbone(type) : this.load(type);
    this.rules.set(type, fresh);
    return fresh;
  };

  /** The names of all resource types that can be instantiated. */
  resourceTypes(): readonly string[] {
    this.resourceNames ??= this.definitions
      .list('StructureDefinition')
      .filter(
        ({ kind, derivation, url }) =>
          kind === 'resource' && derivation === 'specialization' && url?.startsWith(coreUrl) === true,
      )
      .map(({ type }) => type ?? '')
      .filter((type) => type !== 'DomainResource' && type !== 'Resource');
    return this.resourceNames;
  }
  private resourceNames: readonly string[] | undefined;

  isResourceType(type: string): boolean {
    this.resourceNameSet ??= new Set(this.resourceTypes());
    return this.resourceNameSet.has(type);
  }
  private resourceNameSet: ReadonlySet<string> | undefined;

  private load(type: string): ObjectRules | undefined {
    if (!/^[A-Za-z]+$/.test(type)) return undefined;
    const found = this.coreDefinition(type);
    if (found === undefined) return undefined;
    const { resource, package: from } = found;
    const { root } = buildElementTree(resource);
    if (root === undefined || resource.derivation === 'constraint') return undefined;
    const canonical = formatCanonical(resource.url, resource.version);
    this.register(root, canonical, from);
    return this.compile(type, root, canonical, from, resource.kind === 'resource');
  }

  // Other packages may hold look-alikes of core definitions (`Definition` of R5 in R4 form), never the types themselves.
  private coreDefinition(type: string): Definition<StructureDefinition> | undefined {
    const found = this.definitions.resolve(`${coreUrl}${type}`);
    return found?.resource.resourceType === 'StructureDefinition'
      ? (found as unknown as Definition<StructureDefinition>)
      : undefined;
  }

  private register(node: ElementNode, canonical: string, from: PackageRef): void {
    this.nodes.set(node.element.path, { node, canonical, package: from });
    for (const child of node.children) this.register(child, canonical, from);
  }

  private backbone(path: string): ObjectRules | undefined {
    this.of(path.slice(0, path.indexOf('.')));
    const found = this.nodes.get(path);
    return found && this.compile(path, found.node, found.canonical, found.package, false);
  }

  private compile(
    type: string,
    node: ElementNode,
    canonical: string,
    from: PackageRef,
    resource: boolean,
  ): ObjectRules {
    const properties = new Map<string, Property>();
    const elements = new Map<string, ElementRules>();
    const required: ElementRules[] = [];
    const rules: ObjectRules = {
      type,
      canonical,
      package: from,
      resource,
      node,
      properties,
      elements,
      required,
      invariants: invariantRules(node.element.constraint ?? [], type, canonical),
    };
    for (const child of node.children) {
      if (isPrimitiveValue(child.element)) continue;
      const element = this.compileElement(child, rules);
      elements.set(element.name, element);
      if (element.required) required.push(element);
      for (const property of element.variants) properties.set(property.key, property);
    }
    return rules;
  }

  private compileElement({ element, name, children }: ElementNode, owner: ObjectRules): ElementRules {
    const choice = name.endsWith('[x]');
    const plain = choice ? name.slice(0, -3) : name;
    const backbone = children.length > 0;
    const target = element.contentReference?.replace(/^.*#/, '');
    const variants: Property[] = [];
    const own = target ?? (backbone ? element.path : undefined);
    const rules: ElementRules = {
      name: plain,
      definition: element,
      list: element.max !== '1' && element.max !== '0',
      required: (element.min ?? 0) > 0,
      choice,
      variants,
      // A backbone element's constraints are those of its object rules.
      invariants: backbone ? [] : invariantRules(element.constraint ?? [], own ?? element.path, owner.canonical),
      owner,
    };
    for (const type of own === undefined ? typeNames(element) : [own]) {
      const key = choice ? plain + type.charAt(0).toUpperCase() + type.slice(1) : plain;
      variants.push(this.property(key, type, rules, own !== undefined));
    }
    return rules;
  }

  private property(key: string, type: string, element: ElementRules, backbone: boolean): Property {
    const format = backbone ? undefined : primitiveFormats.get(type);
    const kind =
      type === 'xhtml'
        ? 'xhtml'
        : format !== undefined
          ? 'primitive'
          : type === 'Resource' || this.isAbstractResource(type)
            ? 'resource'
            : 'complex';
    const of = this.of;
    const partsType = format === undefined ? type : 'Element';
    let rules: ObjectRules | undefined;
    return {
      key,
      siblingKey: `_${key}`,
      element,
      type,
      kind,
      ...(format === undefined ? {} : { format }),
      rules() {
        rules ??= of(partsType);
        return rules;
      },
    };
  }

  private isAbstractResource(type: string): boolean {
    return type === 'DomainResource' || this.isResourceType(type);
  }
}

function isPrimitiveValue(element: ElementDefinition): boolean {
  return (
    element.path.endsWith('.value') &&
    element.type?.[0]?.code.startsWith('http://hl7.org/fhirpath/') === true &&
    !element.path.includes('.value.')
  );
}
