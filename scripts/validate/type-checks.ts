import { isFhirResource, isJsonObject, type JsonObject } from '../model/fhir.ts';
import { shown } from './finding/wording.ts';
import { checkNarrative } from './narrative/narrative.ts';
import { checkReferenceInBundle } from './reference/in-bundle.ts';
import { checkSearch } from './reference/search.ts';
import { containedIn } from './scope/contained-resources.ts';
import type { Scope } from './scope/scope.ts';
import { resolveTarget } from './target/reference.ts';
import { checkAttachmentGiven } from './value/attachment-content.ts';
import { checkCodingItself, checkSystemDefined } from './value/coding.ts';
import { checkSystemGiven } from './value/coding-system.ts';
import { checkLiveUrl } from './value/live-url.ts';
import { checkEmbeddedHtml } from './value/markdown-html.ts';
import { checkAnnotation } from './value/ucum-annotation.ts';

type TypeCheck = (value: unknown, path: string, scope: Scope) => void;

/** What the specification says of single types beyond structure, format and constraints. */
export const typeChecks: ReadonlyMap<string, TypeCheck> = new Map<string, TypeCheck>([
  ['Coding', checkCoding],
  ['Quantity', checkQuantity],
  ['Age', checkQuantity],
  ['Count', checkQuantity],
  ['Distance', checkQuantity],
  ['Duration', checkQuantity],
  ['MoneyQuantity', checkQuantity],
  ['SimpleQuantity', checkQuantity],
  ['Identifier', checkIdentifier],
  ['Reference', checkReference],
  ['Attachment', checkAttachment],
  ['Meta', checkMeta],
  ['canonical', checkCanonical],
  ['url', checkLiveUrl],
  ['markdown', checkEmbeddedHtml],
  ['xhtml', checkXhtml],
]);

function checkCoding(value: unknown, path: string, scope: Scope): void {
  checkSystemGiven(value, path, scope);
  checkCodingItself(value, path, scope);
}

function checkQuantity(value: unknown, path: string, scope: Scope): void {
  if (!isJsonObject(value) || typeof value.system !== 'string') return;
  if (typeof value.code !== 'string') {
    checkSystemDefined(value.system, path, scope);
    return;
  }
  checkCodingItself(value, path, scope);
  checkAnnotation(value, path, scope);
}

/** @see https://hl7.org/fhir/R4/datatypes.html#Identifier */
function checkIdentifier(value: unknown, path: string, scope: Scope): void {
  const { findings } = scope;
  if (!isJsonObject(value) || typeof value.system !== 'string' || value.system === '') return;
  if (!identifierSystem.test(value.system)) {
    const message = `The system "${shown(value.system)}" must be an absolute URI that begins with https:, http: or urn:, in lower case.`;
    findings.error({ code: 'value', rule: 'system-absolute', message, expression: path });
  } else checkSystemDefined(value.system, path, scope);
  if (value.system !== 'urn:ietf:rfc:3986' || typeof value.value !== 'string' || absolute.test(value.value)) return;
  const message = `The system says that the value is a URI, but "${shown(value.value)}" is none; write it in full, such as urn:oid: and the number.`;
  findings.error({ code: 'value', rule: 'identifier-uri', message, expression: `${path}.value` });
}

/** R4 asks for a URL that describes the set of values, or a urn; the HL7 validator takes no other scheme for one. */
const identifierSystem = /^(?:https?|urn):/;
const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** `#` alone is the container. What is contained may itself be faulty: that is another finding. */
function containsId({ container, run }: Scope, id: string): boolean {
  return id === '' || containedIn(container, run.contained)?.byId.has(id) === true;
}

/** `Patient/1`, `Patient/1/_history/2`, or what a server shall look for: `Patient?identifier=…`. */
const relativeReference = /^([A-Za-z]+)(?:\/[^/]+(?:\/_history\/[^/]+)?|\?.+)$/;

/** @see https://hl7.org/fhir/R4/references.html#contained */
function checkReference(value: unknown, path: string, scope: Scope): void {
  if (!isJsonObject(value)) return;
  const { reference, identifier, display } = value;
  const { findings, engine } = scope;
  if (reference === undefined && identifier === undefined && display === undefined && value.extension === undefined)
    findings.warning({
      code: 'incomplete',
      rule: 'reference-empty',
      message: 'The reference has neither reference, identifier nor display; give one of them.',
      expression: path,
    });
  if (typeof reference !== 'string' || reference === '') return;
  if (/\s/.test(reference))
    findings.error({
      code: 'value',
      rule: 'reference-format',
      message: `The reference "${shown(reference)}" has white space, which a URL cannot have.`,
      expression: path,
    });
  checkStatedType(value, reference, path, scope);
  if (reference.startsWith('#')) {
    if (!containsId(scope, reference.slice(1)))
      findings.error({
        code: 'not-found',
        rule: 'reference-contained',
        message: `No contained resource has the id "${reference.slice(1)}"; contain it, or correct the reference.`,
        expression: path,
      });
    return;
  }
  checkReferenceInBundle(reference, path, scope);
  checkSearch(reference, path, scope);
  const type = relativeReference.exec(reference)?.[1];
  if (type !== undefined && !engine.types.isResourceType(type))
    findings.error({
      code: 'value',
      rule: 'reference-format',
      message: `The reference "${reference}" names the resource type ${type}, which FHIR R4 does not have.`,
      expression: path,
    });
}

/** @see https://hl7.org/fhir/R4/references-definitions.html#Reference.type */
function checkStatedType(value: JsonObject, reference: string, path: string, scope: Scope): void {
  const { type } = value;
  if (typeof type !== 'string') return;
  const found = resolveTarget(reference, scope)?.node.type ?? typeInUrl(reference, scope);
  if (found === undefined || found === type) return;
  const message = `The reference says that its target is of type ${shown(type)}, and it leads to one of type ${found}.`;
  scope.findings.error({ code: 'conflict', rule: 'reference-type', message, expression: path });
}

/** `Patient` of `http://example.org/fhir/Patient/1/_history/2`. */
function typeInUrl(url: string, { engine }: Scope): string | undefined {
  const steps = url.split('/');
  const named = steps.at(steps.at(-2) === '_history' && steps.length >= 4 ? -4 : -2);
  return named !== undefined && engine.types.isResourceType(named) ? named : undefined;
}

/** @see https://hl7.org/fhir/R4/resource-definitions.html#Meta.security */
function checkMeta(value: unknown, path: string, { findings }: Scope): void {
  if (!isJsonObject(value) || !Array.isArray(value.security)) return;
  const seen = new Set<string>();
  for (const label of value.security.filter(isJsonObject)) {
    const key = `${String(label.system)}#${String(label.code)}`;
    if (seen.has(key))
      findings.error({
        code: 'duplicate',
        rule: 'security-label',
        message: `The security label ${shown(key)} is given twice.`,
        expression: path,
      });
    seen.add(key);
  }
}

/** @see https://hl7.org/fhir/R4/datatypes-definitions.html#Attachment.size */
function checkAttachment(value: unknown, path: string, scope: Scope): void {
  const { findings } = scope;
  checkAttachmentGiven(value, path, scope);
  if (!isJsonObject(value) || typeof value.size !== 'number' || typeof value.data !== 'string') return;
  const packed = value.data.replace(/\s+/g, '');
  if (packed.length % 4 !== 0) return; // no base64, as is said elsewhere
  const bytes = (packed.length / 4) * 3 - (packed.endsWith('==') ? 2 : packed.endsWith('=') ? 1 : 0);
  if (bytes === value.size) return;
  const message = `The size is ${value.size}, and the data has ${bytes} bytes. Correct the size, or leave it out.`;
  findings.error({ code: 'conflict', rule: 'attachment-size', message, expression: path });
}

/** @see https://hl7.org/fhir/R4/references.html#canonical */
function checkCanonical(value: unknown, path: string, scope: Scope): void {
  if (typeof value !== 'string' || !value.startsWith('#') || containsId(scope, value.slice(1))) return;
  const message = `No contained resource has the id "${shown(value.slice(1))}"; contain it, or correct the canonical.`;
  scope.findings.error({ code: 'not-found', rule: 'reference-contained', message, expression: path });
}

function checkXhtml(value: unknown, path: string, { findings, resource, bundles, run }: Scope): void {
  if (typeof value !== 'string') return;
  const bundle = bundles[0]?.resource;
  const context = { resource, ids: run.ids, ...(isFhirResource(bundle) ? { bundle } : {}) };
  for (const { severity, code, rule, message, expression, profile } of checkNarrative(value, path, context))
    findings.add({ severity, code, rule, message, expression: expression ?? path, profile });
}
