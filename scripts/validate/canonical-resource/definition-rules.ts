import { shown } from '../finding/wording.ts';
import type { Scope } from '../scope/scope.ts';
import { checkStructureDefinition } from '../structure-definition/structure-definition.ts';
import { checkSearchTypes } from './capability-search.ts';
import { checkCodeSystem } from './code-system-content.ts';
import { checkConceptMap } from './concept-map-codes.ts';
import { checkImplementationGuide } from './implementation-guide.ts';
import { checkMeasure } from './measure-content.ts';
import { checkOperationProfiles } from './operation-profile.ts';
import { checkSearchParameter } from './search-parameter.ts';
import { checkValueSet } from './value-set-content.ts';

const checks: ReadonlyMap<string, (scope: Scope) => void> = new Map([
  ['CapabilityStatement', checkSearchTypes],
  ['CodeSystem', checkCodeSystem],
  ['ConceptMap', checkConceptMap],
  ['ImplementationGuide', checkImplementationGuide],
  ['Measure', checkMeasure],
  ['OperationDefinition', checkOperationProfiles],
  ['SearchParameter', checkSearchParameter],
  ['StructureDefinition', checkStructureDefinition],
  ['ValueSet', checkValueSet],
]);

/** What definitions have to keep beside the constraints of their type, when they are themselves what is validated. */
export function checkDefinition(scope: Scope): void {
  checkUrl(scope);
  checks.get(scope.resource.resourceType)?.(scope);
}

/** @see https://hl7.org/fhir/R4/references.html#canonical */
function checkUrl({ resource, path, findings, engine }: Scope): void {
  const { url, resourceType } = resource;
  if (typeof url !== 'string' || url === '' || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(url)) return;
  // Who publishes it, only definitions say; the url of a Device is where it can be reached.
  if (engine.types.of(resourceType)?.elements.has('publisher') !== true) return;
  const message = `The url "${shown(url)}" must be absolute: it is what others call this definition, wherever they are.`;
  findings.error({ code: 'value', rule: 'definition-url', message, expression: `${path}.url` });
}
