import type { JsonObject } from '../../model/fhir.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';

/** What HL7's tools put on the meta of examples, to name and describe them, by the property that has the value. */
const ofMeta: ReadonlyMap<string, string> = new Map([
  [`${core}instance-name`, 'valueString'],
  [`${core}instance-description`, 'valueMarkdown'],
]);

/**
 * Whether an extension that no package defines is one that the HL7 validator knows by itself, in its place and with a
 * value of its type.
 * @param path of the extension: `Patient.meta.extension[0]`
 */
export function isBuiltIn(extension: JsonObject, path: string): boolean {
  const value = typeof extension.url === 'string' ? ofMeta.get(extension.url) : undefined;
  return value !== undefined && /\.meta\.extension\[\d+\]$/.test(path) && typeof extension[value] === 'string';
}

/** How to use an extension that is known, and was not met as it is known; undefined for any other. */
export function builtInUse(url: string): string | undefined {
  const value = ofMeta.get(url);
  return value === undefined ? undefined : `It belongs on the meta of a resource, with a ${value}.`;
}
