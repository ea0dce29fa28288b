import { type FhirResource, isFhirResource, isJsonObject } from '../model/fhir.ts';
import { checkReferenceInBundle } from './bundle-reference.ts';
import { checkCodingItself } from './coding.ts';
import { checkNarrative } from './narrative.ts';
import type { Scope } from './scope.ts';
import { shown } from './wording.ts';

type TypeCheck = (value: unknown, path: string, scope: Scope) => void;

/** What the specification says of single types beyond structure, format and constraints. */
export const typeChecks: ReadonlyMap<string, TypeCheck> = new Map<string, TypeCheck>([
  ['Coding', (value, path, scope) => checkCodingItself(value, path, scope)],
  ['Quantity', checkQuantity],
  ['Age', checkQuantity],
  ['Count', checkQuantity],
  ['Distance', checkQuantity],
  ['Duration', checkQuantity],
  ['MoneyQuantity', checkQuantity],
  ['SimpleQuantity', checkQuantity],
  ['Identifier', checkIdentifier],
  ['Reference', checkReference],
  ['xhtml', checkXhtml],
]);

function checkQuantity(value: unknown, path: string, scope: Scope): void {
  if (isJsonObject(value) && typeof value.code === 'string' && typeof value.system === 'string')
    checkCodingItself(value, path, scope);
}

/** @see https://hl7.org/fhir/R4/datatypes.html#Identifier */
function checkIdentifier(value: unknown, path: string, { findings }: Scope): void {
  if (!isJsonObject(value) || typeof value.system !== 'string' || value.system === '') return;
  if (!absolute.test(value.system)) {
    const message = `The system "${shown(value.system)}" must be an absolute URI, such as urn:oid: with a number or an https address.`;
    findings.error('value', 'system-absolute', message, path);
  }
  if (value.system !== 'urn:ietf:rfc:3986' || typeof value.value !== 'string' || absolute.test(value.value)) return;
  const message = `The system says that the value is a URI, but "${shown(value.value)}" is none; write it in full, such as urn:oid: and the number.`;
  findings.error('value', 'identifier-uri', message, `${path}.value`);
}

const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** `#` alone is the container. What is contained may itself be faulty: that is another finding. */
function containsId({ contained }: FhirResource, id: string): boolean {
  return id === '' || (Array.isArray(contained) && contained.some((item) => isJsonObject(item) && item.id === id));
}

const relativeReference = /^([A-Za-z]+)\/[^/]+(?:\/_history\/[^/]+)?$/;

/** @see https://hl7.org/fhir/R4/references.html#contained */
function checkReference(value: unknown, path: string, scope: Scope): void {
  if (!isJsonObject(value)) return;
  const { reference, identifier, display } = value;
  const { findings, engine } = scope;
  if (reference === undefined && identifier === undefined && display === undefined && value.extension === undefined)
    findings.warning(
      'incomplete',
      'reference-empty',
      'The reference has neither reference, identifier nor display; give one of them.',
      path,
    );
  if (typeof reference !== 'string') return;
  if (reference.startsWith('#')) {
    if (!containsId(scope.container, reference.slice(1)))
      findings.error(
        'not-found',
        'reference-contained',
        `No contained resource has the id "${reference.slice(1)}"; contain it, or correct the reference.`,
        path,
      );
    return;
  }
  checkReferenceInBundle(reference, path, scope);
  const type = relativeReference.exec(reference)?.[1];
  if (type !== undefined && !engine.types.isResourceType(type))
    findings.error(
      'value',
      'reference-format',
      `The reference "${reference}" names the resource type ${type}, which FHIR R4 does not have.`,
      path,
    );
}

function checkXhtml(value: unknown, path: string, { findings, resource, bundles, run }: Scope): void {
  if (typeof value !== 'string') return;
  const bundle = bundles[0]?.resource;
  const context = { resource, ids: run.ids, ...(isFhirResource(bundle) ? { bundle } : {}) };
  for (const { severity, code, rule, message, expression, profile } of checkNarrative(value, path, context))
    findings.add(severity, code, rule, message, expression ?? path, profile);
}
