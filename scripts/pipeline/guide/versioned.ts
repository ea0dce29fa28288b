import type { FhirResource } from '../../model/fhir.ts';

/**
 * Gives a definition without a version that of its package, as the IG Publisher does: only then can `url|version` mean it.
 * Resources without a URL of their own, the examples, stay as they are.
 */
export function withVersion(resource: FhirResource, version: string): FhirResource {
  if (!isDefinition(resource) || resource.version !== undefined) return resource;
  const { resourceType, id, meta, text, extension, url, ...rest } = resource;
  const head = { resourceType, id, meta, text, extension, url, version };
  const present = Object.entries(head).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(present), ...rest } as FhirResource;
}

/** Types that have a canonical URL; `url` means something else in a Subscription, and nothing in most others. */
const definitionTypes: ReadonlySet<string> = new Set([
  'ActivityDefinition',
  'CapabilityStatement',
  'ChargeItemDefinition',
  'CodeSystem',
  'CompartmentDefinition',
  'ConceptMap',
  'EffectEvidenceSynthesis',
  'EventDefinition',
  'Evidence',
  'EvidenceVariable',
  'ExampleScenario',
  'GraphDefinition',
  'ImplementationGuide',
  'Library',
  'Measure',
  'MessageDefinition',
  'OperationDefinition',
  'PlanDefinition',
  'Questionnaire',
  'ResearchDefinition',
  'ResearchElementDefinition',
  'RiskEvidenceSynthesis',
  'SearchParameter',
  'StructureDefinition',
  'StructureMap',
  'TerminologyCapabilities',
  'TestScript',
  'ValueSet',
]);

function isDefinition({ resourceType, url }: FhirResource): boolean {
  return definitionTypes.has(resourceType) && typeof url === 'string';
}
