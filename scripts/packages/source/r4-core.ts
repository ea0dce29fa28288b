import type { PackageManifest, PackageRef } from '../../model/package.ts';
import { folderContent } from './folder-content.ts';
import type { PackageContent } from './source.ts';

/**
 * FHIR R4's own definitions out of HL7's package of R4 examples.
 *
 * hl7.fhir.r4.core is not on npm, and hl7.fhir.r4.examples is. HL7 publishes every resource of the specification in
 * it, the definitions included, file for file as they are in the core package. So the core package is a selection:
 * the files of the types below. tests/packages/r4-core.test.ts holds it against figures from elsewhere.
 */
export const R4_CORE: PackageRef = { id: 'hl7.fhir.r4.core', version: '4.0.1' };

/** The package that it is taken from. */
export const R4_CORE_CARRIER: PackageRef = { id: 'hl7.fhir.r4.examples', version: '4.0.1' };

/** Names under which npm may have put the carrier: its own, or that of the core package as an alias. */
export const r4CoreFolders: readonly string[] = [R4_CORE_CARRIER.id, R4_CORE.id];

export function carriesR4Core({ name, version }: PackageManifest): boolean {
  return name === R4_CORE_CARRIER.id && version === R4_CORE_CARRIER.version;
}

export const r4CoreManifest: PackageManifest = {
  name: R4_CORE.id,
  version: R4_CORE.version,
  title: 'FHIR R4 definitions',
  description: `The definitions of FHIR R4, selected from ${R4_CORE_CARRIER.id}#${R4_CORE_CARRIER.version}.`,
  canonical: 'http://hl7.org/fhir',
  url: 'http://hl7.org/fhir/R4',
  type: 'fhir.core',
  license: 'CC0-1.0',
  fhirVersions: [R4_CORE.version],
  dependencies: {},
};

export function r4CoreContent(carrierRoot: string): PackageContent {
  return folderContent(carrierRoot, r4CoreManifest, isR4CoreFile);
}

/** Whether a file of the carrier is one of the core package. */
export function isR4CoreFile(name: string): boolean {
  return DEFINITIONS.has(name.slice(0, name.indexOf('-')));
}

const DEFINITIONS: ReadonlySet<string> = new Set([
  'CapabilityStatement',
  'CodeSystem',
  'CompartmentDefinition',
  'ConceptMap',
  'GraphDefinition',
  'ImplementationGuide',
  'NamingSystem',
  'OperationDefinition',
  'SearchParameter',
  'StructureDefinition',
  'StructureMap',
  'ValueSet',
]);
