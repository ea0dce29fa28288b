import type { ImplementationGuideDefinitionResource } from 'fhir/r4.js';
import type { Definitions } from '../model/definition/definitions.ts';
import type { ListCodes } from '../model/definition/terminology.ts';
import {
  type ElementDefinition,
  type FhirResource,
  type ImplementationGuide,
  isJsonObject,
  type StructureDefinition,
} from '../model/fhir.ts';
import type { PackageRef } from '../model/package.ts';
import { bindingText, type ElementChange, elementChanges, typeText, valueText } from './element-changes.ts';
import { inDefinedOrder, typesOf } from './element-order.ts';
import { heldCodes } from './held-codes.ts';

export interface GuideView {
  readonly package: PackageRef;
  readonly definitions: Definitions;
  readonly listCodes: ListCodes;
  /** What would change in the guide if its profiles rested on another version of a package, both as `id#version`. */
  readonly moved: (from: string, to: string) => Promise<object>;
  /** Every resource of the guide, its ImplementationGuide among them. */
  readonly resources: readonly { readonly resource: FhirResource }[];
}

type Filter = (value: unknown, ...args: unknown[]) => unknown;

/** What templates can ask of FHIR beyond Liquid's own filters. A wrong argument throws; the caller says where. */
export function createFilters(guide: GuideView): Readonly<Record<string, Filter>> {
  const { package: owner, definitions, listCodes, moved, resources } = guide;
  const listed = listedResources(resources.map(({ resource }) => resource));
  const findType = typesOf(definitions, owner);
  const definition = (canonical: unknown): FhirResource => {
    const found = definitions.resolve(text(canonical, 'definition'), owner)?.resource;
    if (found === undefined) throw new Error(`definition: nothing that is loaded has the canonical ${canonical}`);
    return found;
  };
  return {
    definition,
    /** The package that answers a canonical for this guide: `id`, `version`, `reason` and the others that could; nothing where none does. */
    explain: (canonical) => {
      const found = definitions.explain(text(canonical, 'explain'), owner);
      return found && { ...found.package, reason: found.reason, others: found.others.map((other) => other.package) };
    },
    /** Every code of a value set: `system`, `code`, `display`. One that cannot be listed whole throws: its page would be short. */
    codes: (canonical) => {
      const found = listCodes(text(canonical, 'codes'), owner);
      if ('unlisted' in found) throw new Error(`codes: ${found.unlisted}`);
      return found.codes;
    },
    /** The codes that a profile fixes at an element: `system`, `code`, and the `unit` that goes with it. */
    held_codes: (structure, id) => heldCodes(profile(structure), text(id, 'held_codes')),
    /** A resource with its elements in the order of FHIR's definitions, for people to read: `{{ resource | ordered | json: 2 }}`. */
    ordered: (resource) => inDefinedOrder(resource as object, findType),
    /** What two profiles say differently: `{{ before | changes: after }}`. */
    changes: (before, after): ElementChange[] => elementChanges(profile(before), profile(after)),
    /** What would change here if profiles rested on another version: the report of `ig compare --for '*'`, `moved` with it. */
    moved: (from, to) => moved(text(from, 'moved'), text(to, 'moved')),
    element: (structure, id) => elementOf(profile(structure), text(id, 'element')),
    type: (element) => typeText(element as ElementDefinition),
    held: (element) => valueText(element as ElementDefinition),
    binding: (element) => bindingText(element as ElementDefinition),
    /** The values of a concept's property, whatever their type: `{{ concept | property: "status" | first }}`. */
    property: (concept, code) =>
      list(concept, 'property')
        .filter((each) => each.code === code)
        .map(valueOfElement),
    /** The value of an extension, whatever its type; nothing without the extension. */
    extension: (element, url) =>
      list(element, 'extension')
        .filter((each) => each.url === url)
        .map(valueOfElement)[0],
    /** The file of a resource's page in the published site. */
    page: (resource) => `${field(resource, 'resourceType')}-${field(resource, 'id')}.html`,
    /** What the guide calls a resource, and what it says of it. */
    title: (resource) => listed.get(reference(resource))?.name ?? field(resource, 'title'),
    about: (resource) => listed.get(reference(resource))?.description ?? field(resource, 'description'),
    /** A text as a cell of a Markdown table. */
    cell: oneLine,
    /** The same as code; nothing for an empty text. An address may be broken after its slashes: a browser breaks at hyphens alone. */
    code: (value) => (`${value ?? ''}` === '' ? '' : `<code>${breakable(escapeHtml(oneLine(value)))}</code>`),
    /** A list of arguments as a shell takes them. */
    shell: (args) => (Array.isArray(args) ? args : [args]).map(shellWord).join(' '),
    /** French prose with the no-break spaces that its marks want, however it was typed. */
    french: (value) => `${value ?? ''}`.replace(/ (?=[:;?!»])|(?<=«) /g, '\u00a0'),
    /** The last segment of a canonical, with its version. */
    tail: (canonical) => text(canonical, 'tail').replace(/^.*\//, ''),
  };
}

/** Markdown's dialects do not agree on how a bar is escaped inside code: the entity is one everywhere. */
function oneLine(value: unknown): string {
  return `${value ?? ''}`
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '&#124;')
    .trim();
}

function breakable(text: string): string {
  return /^https?:/.test(text) ? text.replace(/(?<=[^/:])\/(?=[^/])/g, '/<wbr/>') : text;
}

function shellWord(argument: unknown): string {
  const word = String(argument);
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function escapeHtml(text: string): string {
  return text
    .replace(/&(?!#124;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** The guide's own list of its resources, by `Type/id`. */
function listedResources(
  resources: readonly FhirResource[],
): ReadonlyMap<string, ImplementationGuideDefinitionResource> {
  const guide = resources.find(({ resourceType }) => resourceType === 'ImplementationGuide') as
    | ImplementationGuide
    | undefined;
  const entries = guide?.definition?.resource ?? [];
  return new Map(entries.map((entry) => [entry.reference.reference ?? '', entry]));
}

function reference(resource: unknown): string {
  return `${field(resource, 'resourceType')}/${field(resource, 'id')}`;
}

/** The value[x] of a FHIR element. */
function valueOfElement(element: { readonly [key: string]: unknown }): unknown {
  return Object.entries(element).find(([key]) => /^value[A-Z]/.test(key))?.[1];
}

function elementOf(structure: StructureDefinition, id: string): ElementDefinition | undefined {
  return structure.snapshot?.element.find((element) => element.id === id);
}

function profile(value: unknown): StructureDefinition {
  if (field(value, 'resourceType') !== 'StructureDefinition') throw new Error('a StructureDefinition is wanted here');
  return value as StructureDefinition;
}

function list(value: unknown, key: string): readonly { readonly [key: string]: unknown }[] {
  const found = isJsonObject(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
}

function field(value: unknown, key: string): unknown {
  if (!isJsonObject(value) || value[key] === undefined) throw new Error(`a resource with ${key} is wanted here`);
  return value[key];
}

function text(value: unknown, filter: string): string {
  if (typeof value !== 'string') throw new Error(`${filter}: a text is wanted here, not ${JSON.stringify(value)}`);
  return value;
}
