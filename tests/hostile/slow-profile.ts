/** The canonical of a profile that takes some seconds on {@link slowPatient} and no time on any other Patient. */
export const slowProfile = 'https://example.org/StructureDefinition/slow';

const NAMES = 60;

/** A package with it: constraints each of which is given up by itself, after a second or so. */
export function slowPackage(folder: string, constraints = 60): Record<string, string> {
  const all = '%resource.descendants()';
  const constraint = Array.from({ length: constraints }, (_, number) => ({
    key: `slow-${number}`,
    severity: 'error',
    human: 'It takes long.',
    expression: `name.count() < ${NAMES} or ${all}.where(${all}.where(${all}.where(${all}.count() > ${number}).exists()).exists()).exists()`,
  }));
  const profile = {
    resourceType: 'StructureDefinition',
    id: 'slow',
    url: slowProfile,
    name: 'Slow',
    status: 'active',
    fhirVersion: '4.0.1',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    differential: { element: [{ id: 'Patient', path: 'Patient', constraint }] },
  };
  const manifest = {
    name: 'slow.test',
    version: '1.0.0',
    fhirVersions: ['4.0.1'],
    dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
  };
  return {
    [`${folder}/package/package.json`]: JSON.stringify(manifest),
    [`${folder}/package/StructureDefinition-slow.json`]: JSON.stringify(profile),
  };
}

export const slowPatient: string = JSON.stringify({
  resourceType: 'Patient',
  id: 'slow',
  name: Array.from({ length: NAMES }, (_, number) => ({ family: `F${number}`, given: ['A', 'B', 'C'] })),
});

export const quickPatient: string = JSON.stringify({ resourceType: 'Patient', id: 'quick', gender: 'mole' });
