import { checkSearchTypes } from './capability-search.ts';
import { checkCodeSystem } from './code-system-content.ts';
import { checkConceptMap } from './concept-map-codes.ts';
import type { Scope } from './scope.ts';
import { checkSearchParameter } from './search-parameter.ts';
import { checkStructureDefinition } from './structure-definition.ts';
import { checkValueSet } from './value-set-content.ts';
import { shown } from './wording.ts';

const checks: ReadonlyMap<string, (scope: Scope) => void> = new Map([
  ['CapabilityStatement', checkSearchTypes],
  ['CodeSystem', checkCodeSystem],
  ['ConceptMap', checkConceptMap],
  ['SearchParameter', checkSearchParameter],
  ['StructureDefinition', checkStructureDefinition],
  ['ValueSet', checkValueSet],
]);

/** What definitions have to keep beside the constraints of their type, when they are themselves what is validated. */
export function checkDefinition(scope: Scope): void {
  const check = checks.get(scope.resource.resourceType);
  if (check === undefined) return;
  checkUrl(scope);
  check(scope);
}

/** @see https://hl7.org/fhir/R4/references.html#canonical */
function checkUrl({ resource, path, findings }: Scope): void {
  const { url } = resource;
  if (typeof url !== 'string' || url === '' || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(url)) return;
  const message = `The url "${shown(url)}" must be absolute: it is what others call this definition, wherever they are.`;
  findings.error('value', 'definition-url', message, `${path}.url`);
}
