import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { primitiveFormats } from '../definition/primitive-format.ts';
import { didYouMean, shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';
import { kindsAt } from './element-kinds.ts';

/** Names the type as FHIR has it, where the element is described as one of FHIRPath's. */
const fhirType = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
const valueKey = /^(fixed|pattern|defaultValue)([A-Z]\w*)$/;

/**
 * A fixed value, a pattern and a default are of a type that the element has: else no instance could keep them.
 * @param element of a differential or snapshot
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.fixed_x_
 */
export function checkValueTypes(element: JsonObject, at: string, { findings, engine }: Scope): void {
  for (const [key, value] of Object.entries(element)) {
    const [, kind = '', found = ''] = valueKey.exec(key) ?? [];
    if (kind === '' || value === undefined) continue;
    const types = statedTypes(element) ?? kindsAt(textOf(element.path), engine.types)?.map(({ type }) => nameOf(type));
    if (types === undefined || types.length === 0 || types.some((type) => capital(type) === found)) continue;
    const what = kind === 'defaultValue' ? 'default value' : kind === 'pattern' ? 'pattern' : 'fixed value';
    const message = `The ${what} of ${shown(element.path)} has the type ${shown(typeOf(found))}, and the element can be ${shown(types.join(' or '))}: give a value of that type.`;
    findings.error({ code: 'value', rule: 'definition-type', message, expression: `${at}.${kind}` });
  }
}

/**
 * The types that a profile leaves an element are some that its type has there, named as R4 names them: absolute URLs
 * are for logical models alone.
 * @param element of a differential or snapshot
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type.code
 */
export function checkTypeCodes(element: JsonObject, at: string, { resource, findings, engine }: Scope): void {
  if (resource.derivation !== 'constraint' || resource.kind === 'logical') return;
  const kinds = kindsAt(textOf(element.path), engine.types)?.map(({ type }) => nameOf(type));
  for (const [{ code }, where] of listed(element.type, `${at}.type`)) {
    const name = textOf(code);
    if (name === undefined || isPossible(name, kinds)) continue;
    const wanted = kinds === undefined ? 'a type of FHIR R4 by its name' : shown(kinds.join(' or '));
    const message = `The type of ${shown(element.path)} cannot be ${shown(name)}: give ${wanted}.${didYouMean(name, kinds ?? [])}`;
    findings.error({ code: 'value', rule: 'definition-type', message, expression: `${where}.code` });
  }
}

/** @param kinds what the element can be; undefined where that is not followed */
function isPossible(name: string, kinds: readonly string[] | undefined): boolean {
  // Ids, Extension.url and the values of primitives, none of them a choice.
  if (name.startsWith(systemTypes)) return kinds === undefined || kinds.length === 1;
  if (name.includes(':')) return false;
  return kinds?.some((kind) => kind === name || isOpen.test(kind) || (kind === part && name === 'Element')) ?? true;
}

const systemTypes = 'http://hl7.org/fhirpath/System.';
const part = 'BackboneElement';
/** What stands for any type. A type of the same kind (an Age for a Quantity) is another, for the HL7 validator too. */
const isOpen = /^(?:Element|Resource|DomainResource)$/;

/**
 * A snapshot says of each element what it is.
 * @see https://hl7.org/fhir/R4/elementdefinition.html#interpretation
 */
export function checkSnapshotTypes({ resource, path, findings }: Scope): void {
  if (!isJsonObject(resource.snapshot)) return;
  for (const [element, at] of listed(resource.snapshot.element, `${path}.snapshot.element`)) {
    const of = textOf(element.path);
    if (of?.includes('.') !== true || element.contentReference !== undefined) continue;
    if (Array.isArray(element.type) && element.type.length > 0) continue;
    const message = `The snapshot gives ${shown(of)} no type and no contentReference; make it anew.`;
    findings.error({ code: 'value', rule: 'definition-type', message, expression: at });
  }
}

/** Undefined where the element states none, or one of a logical model. */
function statedTypes({ type }: JsonObject): string[] | undefined {
  const names: string[] = [];
  for (const [{ code, extension }] of listed(type, '')) {
    const named = [...listed(extension, '')].find(([{ url }]) => url === fhirType)?.[0];
    const name = textOf(named?.valueUrl) ?? textOf(named?.valueUri) ?? textOf(code);
    if (name === undefined || (named === undefined && name.includes('/') && !name.startsWith(systemTypes)))
      return undefined;
    names.push(name);
  }
  return names.length === 0 ? undefined : names;
}

/** `String`, as a key ends, is the type string. */
function typeOf(suffix: string): string {
  const primitive = `${suffix.charAt(0).toLowerCase()}${suffix.slice(1)}`;
  return primitiveFormats.has(primitive) ? primitive : suffix;
}

const nameOf = (type: string) => (type.includes('.') ? part : type);
const capital = (type: string) => type.charAt(0).toUpperCase() + type.slice(1);
