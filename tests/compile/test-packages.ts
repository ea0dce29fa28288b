import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../scripts/model/fhir.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { folderPackage, memoryPackage } from './folder-package.ts';

const examples = fileURLToPath(new URL('../../node_modules/hl7.fhir.r4.core', import.meta.url));

/** FHIR R4's StructureDefinitions, from HL7's package of the specification's resources on npm. */
export function corePackage(types: readonly string[] = ['StructureDefinition']): InstalledPackage {
  const manifest = { name: 'hl7.fhir.r4.core', version: '4.0.1', canonical: 'http://hl7.org/fhir' };
  return folderPackage(examples, manifest, (name) => types.some((type) => name.startsWith(`${type}-`)));
}

export function guidePackages(core: InstalledPackage): InstalledPackage[] {
  return [
    core,
    memoryPackage('hl7.fhir.uv.extensions.r4', '5.2.0', [extension(core)]),
    memoryPackage('hl7.terminology.r4', '7.0.1', [codeSystem('soils', '7.0.1')]),
  ];
}

/** One package in two versions, and a terminology package under the name without the release. */
export function treePackages(core: InstalledPackage): InstalledPackage[] {
  return [
    ...guidePackages(core),
    memoryPackage('example.fhir.trees', '2.0.0', [treeProfile(core, '2.0.0'), treeGuide('2.0.0')]),
    memoryPackage('example.fhir.trees', '1.0.0', [treeProfile(core, '1.0.0'), treeGuide('1.0.0')]),
    memoryPackage('hl7.terminology', '5.0.0', [codeSystem('trees', '5.0.0')]),
  ];
}

function treeProfile(core: InstalledPackage, version: string): JsonObject {
  const observation = readDefinition(core, 'Observation');
  return {
    ...observation,
    id: 'tree',
    url: 'https://trees.example/fhir/StructureDefinition/tree',
    name: 'Tree',
    version,
    title: `Tree of ${version}`,
    derivation: 'constraint',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Observation',
  };
}

function treeGuide(version: string): JsonObject {
  return {
    resourceType: 'ImplementationGuide',
    id: 'trees',
    url: 'https://trees.example/fhir/ImplementationGuide/trees',
    packageId: 'example.fhir.trees',
    version,
  };
}

function extension(core: InstalledPackage): JsonObject {
  return {
    ...readDefinition(core, 'Extension'),
    id: 'shade',
    url: 'http://hl7.org/fhir/StructureDefinition/shade',
    name: 'Shade',
    derivation: 'constraint',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Extension',
  };
}

function codeSystem(id: string, version: string): JsonObject {
  const url = `http://terminology.hl7.org/CodeSystem/${id}`;
  return { resourceType: 'CodeSystem', id, url, version, name: id, status: 'active', content: 'complete' };
}

function readDefinition(core: InstalledPackage, id: string): JsonObject {
  const entry = core.entries.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`The core package has no ${id}.`);
  return core.read(entry) as JsonObject;
}
