import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * What a code system says of its content is true of it.
 * @see https://hl7.org/fhir/R4/codesystem.html
 */
export function checkCodeSystem(scope: Scope): void {
  checkSupplement(scope);
  checkWholeValueSet(scope);
  const types = checkProperties(scope);
  const { resource, path, findings } = scope;
  const base = resource.content === 'supplement' ? textOf(resource.supplements) : undefined;
  let count = 0;
  const rest: [unknown, string][] = [[resource.concept, `${path}.concept`]];
  for (let next = rest.pop(); next !== undefined; next = rest.pop())
    for (const [concept, at] of listed(...next)) {
      count++;
      checkValues(concept, types, at, scope);
      if (base !== undefined) checkSupplemented(base, concept, at, scope);
      if (concept.concept !== undefined) rest.push([concept.concept, `${at}.concept`]);
    }
  if (resource.content === 'complete' && count === 0)
    findings.warning({
      code: 'incomplete',
      rule: 'code-system-content',
      message: 'The content is "complete", and there is no concept; list the concepts, or say "not-present".',
      expression: path,
    });
  else if (resource.content === 'complete' && typeof resource.count === 'number' && resource.count !== count) {
    const message = `The count is ${resource.count}, and the content, which is complete, has ${count} concepts. Correct the count, or leave it out.`;
    findings.error({ code: 'conflict', rule: 'code-system-content', message, expression: `${path}.count` });
  }
  if (resource.content === 'not-present' && count > 0)
    findings.error({
      code: 'conflict',
      rule: 'code-system-content',
      message:
        'The content is "not-present", and there are concepts; say "complete", "fragment" or "example", or remove them.',
      expression: `${path}.concept[0]`,
    });
}

/** @see https://hl7.org/fhir/R4/codesystem-definitions.html#CodeSystem.valueSet: "the value set SHALL be all codes" */
function checkWholeValueSet({ resource, path, findings, engine, from }: Scope): void {
  const canonical = textOf(resource.valueSet);
  const valueSet = canonical === undefined ? undefined : engine.definition(canonical, from);
  if (valueSet?.resourceType !== 'ValueSet') return;
  const { compose } = valueSet;
  const includes: readonly unknown[] = isJsonObject(compose) && Array.isArray(compose.include) ? compose.include : [];
  const [only, ...others] = includes.filter(isJsonObject);
  const isWhole =
    only !== undefined &&
    others.length === 0 &&
    only.system === resource.url &&
    [only.concept, only.filter, only.valueSet].every((part) => part === undefined);
  if (isWhole) return;
  const message = `The value set ${shown(canonical)} must be all codes of this code system, and is not: name one that includes it whole, and nothing else.`;
  findings.error({ code: 'conflict', rule: 'code-system-content', message, expression: path });
}

function checkSupplement({ resource, path, findings }: Scope): void {
  const { content, supplements } = resource;
  if (content === 'supplement' && supplements === undefined)
    findings.error({
      code: 'required',
      rule: 'code-system-content',
      message: 'A supplement must name in supplements the code system that it adds to.',
      expression: `${path}.content`,
    });
  if (supplements !== undefined && typeof content === 'string' && content !== 'supplement') {
    const message = `A code system that supplements another has the content "supplement", not "${shown(content)}".`;
    findings.error({ code: 'conflict', rule: 'code-system-content', message, expression: `${path}.content` });
  }
}

function checkSupplemented(base: string, concept: JsonObject, path: string, { engine, findings, from }: Scope): void {
  const code = textOf(concept.code);
  if (code === undefined) return;
  const [system = '', version] = base.split('|', 2);
  const coding = { system, code, ...(version === undefined ? {} : { version }) };
  const verdict = engine.terminology.checkCoding(coding, from);
  if (verdict.outcome !== 'unknown-code' || verdict.basis !== undefined) return;
  const message = `The code system ${shown(base)} has no code "${shown(code)}" that could be supplemented.`;
  findings.error({ code: 'code-invalid', rule: 'code-system-content', message, expression: path });
}

/** The value types of the declared properties by code; a code that is declared wrongly is left out. */
function checkProperties({ resource, path, findings }: Scope): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  const uris = new Set<string>();
  for (const [{ code, uri, type }, at] of listed(resource.property, `${path}.property`)) {
    const name = textOf(code);
    if (name !== undefined && types.has(name))
      findings.error({
        code: 'duplicate',
        rule: 'code-system-property',
        message: `The property "${shown(name)}" is defined twice; remove one.`,
        expression: at,
      });
    if (typeof uri === 'string' && uris.has(uri))
      findings.error({
        code: 'duplicate',
        rule: 'code-system-property',
        message: `Two properties have the URI ${shown(uri)}, so they are the same one; remove one.`,
        expression: at,
      });
    if (typeof uri === 'string' && isForeign(uri, resource.url))
      findings.error({
        code: 'value',
        rule: 'code-system-property',
        message: `FHIR defines no property ${shown(uri)}; give a URI of your own, or leave it out.`,
        expression: at,
      });
    if (name !== undefined) types.set(name, String(type));
    if (typeof uri === 'string') uris.add(uri);
  }
  return types;
}

/** The properties that FHIR defines, up to its later releases: https://hl7.org/fhir/R4/codesystem-concept-properties.html */
const conceptProperties = new Set(
  [
    'status',
    'inactive',
    'effectiveDate',
    'deprecationDate',
    'retirementDate',
    'notSelectable',
    'parent',
    'child',
    'partOf',
    'synonym',
    'comment',
    'itemWeight',
  ].map((code) => `http://hl7.org/fhir/concept-properties#${code}`),
);

/** In FHIR's own name space and not defined there; R4's own code systems may define theirs. */
function isForeign(uri: string, own: unknown): boolean {
  if (!uri.includes('://hl7.org/fhir') || conceptProperties.has(uri)) return false;
  return typeof own !== 'string' || !(/^http:\/\/hl7\.org\/fhir\/[^/]*$/.test(own) || uri.startsWith(own));
}

function checkValues(concept: JsonObject, types: ReadonlyMap<string, string>, path: string, { findings }: Scope): void {
  for (const [property, at] of listed(concept.property, `${path}.property`)) {
    const code = textOf(property.code);
    if (code === undefined) continue;
    const type = types.get(code);
    if (type === undefined) {
      const message = `The property "${shown(code)}" is not defined in CodeSystem.property, so nobody knows what it means; define it there.`;
      findings.warning({ code: 'incomplete', rule: 'code-system-property', message, expression: at });
      continue;
    }
    const wanted = `value${type[0]?.toUpperCase()}${type.slice(1)}`;
    const given = Object.keys(property).find((key) => key.startsWith('value'));
    if (given === undefined || given === wanted) continue;
    const message = `The property "${shown(code)}" is defined with the type ${shown(type)}: give ${wanted}, not ${shown(given)}.`;
    findings.error({ code: 'conflict', rule: 'code-system-property', message, expression: at });
  }
}
