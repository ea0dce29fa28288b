import { wellFormedDefinition } from '../model/definition/definition-shape.ts';
import { prune, type Shape } from '../model/definition/shape.ts';
import type { CapabilityStatement, CodeSystem, FhirResource, StructureDefinition } from '../model/fhir.ts';

/** A guide may be read before anybody has found out that a definition of it has no proper shape. */
const strings: Shape = { list: 'string' };

const property: Shape = {
  list: {
    parts: {
      code: 'string',
      valueString: 'string',
      valueCode: 'string',
      valueInteger: 'number',
      valueBoolean: 'boolean',
    },
    needs: ['code'],
  },
};
const concept: Shape = {
  parts: {
    code: 'string',
    display: 'string',
    definition: 'string',
    property,
    get concept(): Shape {
      return { list: concept };
    },
  },
  needs: ['code'],
};
const codeSystem: Shape = { parts: { id: 'string', url: 'string', property, concept: { list: concept } } };

const coded: Shape = { list: { parts: { code: 'string' }, needs: ['code'] } };
const part: Shape = { list: { parts: { url: 'string', valueString: 'string' }, needs: ['url'] } };
const resource: Shape = {
  parts: {
    type: 'string',
    profile: 'string',
    supportedProfile: strings,
    interaction: coded,
    searchParam: { list: { parts: { name: 'string', type: 'string' }, needs: ['name'] } },
    extension: { list: { parts: { id: 'string', url: 'string', extension: part }, needs: ['url'] } },
  },
  needs: ['type'],
};
const rest: Shape = { parts: { mode: 'string', interaction: coded, resource: { list: resource } } };
const capability: Shape = { parts: { rest: { list: rest } } };

export function codeSystemOf(each: FhirResource): CodeSystem | undefined {
  return each.resourceType === 'CodeSystem' ? (prune(each, codeSystem) as CodeSystem) : undefined;
}

export function capabilityOf(each: FhirResource): CapabilityStatement | undefined {
  return each.resourceType === 'CapabilityStatement' ? (prune(each, capability) as CapabilityStatement) : undefined;
}

export function profileOf(each: FhirResource): StructureDefinition | undefined {
  return each.resourceType === 'StructureDefinition'
    ? wellFormedDefinition(each as unknown as StructureDefinition)
    : undefined;
}
