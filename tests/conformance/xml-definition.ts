import { SaxesParser } from 'saxes';
import type { Definitions } from '../../scripts/model/definition/definitions.ts';
import type { FhirResource, StructureDefinition } from '../../scripts/model/fhir.ts';

interface XmlElement {
  readonly name: string;
  readonly value: string | undefined;
  readonly children: XmlElement[];
}

/**
 * A resource in XML as its JSON: some profiles of the test cases are XML only.
 * @see https://hl7.org/fhir/R4/json.html
 */
export function definitionFromXml(xml: string, definitions: Definitions): FhirResource {
  const root = read(xml);
  return { resourceType: root.name, ...object(root, root.name, root.name, definitions) };
}

function read(xml: string): XmlElement {
  const holder: XmlElement = { name: '', value: undefined, children: [] };
  const open = [holder];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local, attributes }) => {
    const { value, url } = attributes;
    const element: XmlElement = { name: local, value: value?.value, children: [] };
    if (url !== undefined) element.children.push({ name: 'url', value: url.value, children: [] });
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  const [root] = holder.children;
  if (root === undefined) throw new Error('The XML has no element');
  return root;
}

function object(element: XmlElement, type: string, path: string, definitions: Definitions): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const child of element.children) {
    if (child.name === 'div') continue; // narrative: of no use to a profile
    const found = stated(type, `${path}.${child.name}`, definitions);
    if (found === undefined) continue;
    const isInline = found.type === 'BackboneElement' || found.type === 'Element';
    const value =
      child.value === undefined
        ? object(child, isInline ? type : found.type, isInline ? `${path}.${child.name}` : found.type, definitions)
        : primitive(child.value, found.type);
    const before = result[child.name];
    result[child.name] = found.repeats ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  return result;
}

const primitive = (text: string, type: string): unknown =>
  type === 'boolean'
    ? text === 'true'
    : /^(?:integer|decimal|positiveInt|unsignedInt)$/.test(type)
      ? Number(text)
      : text;

function stated(type: string, path: string, definitions: Definitions): { type: string; repeats: boolean } | undefined {
  const found = definitions.resolve(`http://hl7.org/fhir/StructureDefinition/${type}`)?.resource;
  const { snapshot } = found as unknown as StructureDefinition;
  for (const { path: candidate, type: types = [], max } of snapshot?.element ?? []) {
    const repeats = max !== '1';
    if (candidate === path) {
      const code = types[0]?.code ?? '';
      return { type: code.startsWith('http://hl7.org/fhirpath/') ? 'string' : code, repeats };
    }
    const stem = candidate.endsWith('[x]') ? candidate.slice(0, -3) : undefined;
    const suffix = stem !== undefined && path.startsWith(stem) ? path.slice(stem.length).toLowerCase() : undefined;
    const choice = suffix === undefined ? undefined : types.find(({ code }) => code.toLowerCase() === suffix);
    if (choice !== undefined) return { type: choice.code, repeats };
  }
  return undefined;
}
