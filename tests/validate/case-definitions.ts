import type { Definition, Definitions } from '../../scripts/model/definition/definitions.ts';
import type { FhirResource, StructureDefinition } from '../../scripts/model/fhir.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { generateSnapshots } from '../../scripts/snapshot/generate.ts';
import type { ShortProfile, ShortValueSet, ValidationCase } from './case-file.ts';

export const guide = { id: 'test.guide', version: '1.0.0' };
const base = 'https://guide.test/';
const core = 'http://hl7.org/fhir/StructureDefinition/';

/** The canonical of a definition of the case, or the canonical as it is. */
export function canonicalOf(name: string): string {
  return name.includes(':') ? name : `${base}StructureDefinition/${name}`;
}

/** The packages, and on top of them what the case defines, with snapshots. */
export function caseDefinitions(
  packages: readonly InstalledPackage[],
  { definitions, valueSets }: ValidationCase,
): Definitions {
  const plain = createDefinitions(packages);
  if (definitions.length === 0 && valueSets.length === 0) return plain;
  const finished = definitions.filter(({ snapshot }) => snapshot !== undefined).map(toStructureDefinition);
  const profiles = definitions
    .filter(({ snapshot }) => snapshot === undefined)
    .map((short): Definition<StructureDefinition> => ({ resource: toStructureDefinition(short), package: guide }));
  const terminology = valueSets.flatMap(toTerminology);
  const { value, issues } = generateSnapshots(profiles, {
    resolve: (canonical, from) =>
      plain.resolve(canonical, from) as unknown as Definition<StructureDefinition> | undefined,
  });
  if (value.length < profiles.length) throw new Error(`No snapshot: ${issues.map(({ message }) => message).join(' ')}`);
  const resources = [...value, ...finished, ...terminology] as unknown as FhirResource[];
  return createDefinitions(packages, { package: guide, dependencies: [], resources });
}

function toStructureDefinition({ name, type, base: parent, elements, ...rest }: ShortProfile): StructureDefinition {
  const extension = type === 'Extension' ? { context: [{ type: 'element', expression: 'Element' }] } : {};
  const withIds = elements.map((element) => ({ id: element.path, ...element }));
  return {
    resourceType: 'StructureDefinition',
    id: name,
    url: canonicalOf(name),
    version: '1.0.0',
    name,
    status: 'draft',
    fhirVersion: '4.0.1',
    kind: /^[A-Z]/.test(type) && type === 'Extension' ? 'complex-type' : 'resource',
    abstract: false,
    type,
    baseDefinition: parent === undefined ? core + type : canonicalOf(parent),
    derivation: 'constraint',
    ...extension,
    ...rest,
    differential: { element: [{ id: type, path: type }, ...withIds] },
  } as unknown as StructureDefinition;
}

function toTerminology({ name, system, codes, compose = { include: [{ system }] } }: ShortValueSet): object[] {
  return [
    {
      resourceType: 'CodeSystem',
      id: `${name}-system`,
      url: system,
      version: '1.0.0',
      status: 'active',
      content: 'complete',
      caseSensitive: true,
      concept: codes.map((code) => ({ code })),
    },
    {
      resourceType: 'ValueSet',
      id: name,
      url: `${base}ValueSet/${name}`,
      version: '1.0.0',
      status: 'active',
      compose,
    },
  ];
}
