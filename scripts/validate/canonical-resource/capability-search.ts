import { shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * A search parameter has the type that its definition has.
 * @see https://hl7.org/fhir/R4/capabilitystatement-definitions.html#CapabilityStatement.rest.resource.searchParam.type
 */
export function checkSearchTypes(scope: Scope): void {
  const { resource, path } = scope;
  for (const [rest, at] of listed(resource.rest, `${path}.rest`))
    for (const [type, typeAt] of listed(rest.resource, `${at}.resource`))
      checkParameters(type.searchParam, `${typeAt}.searchParam`, scope);
}

function checkParameters(list: unknown, path: string, { engine, findings, from }: Scope): void {
  for (const [parameter, at] of listed(list, path)) {
    const type = textOf(parameter.type);
    const canonical = textOf(parameter.definition);
    if (type === undefined || canonical === undefined) continue;
    const definition = engine.definition(canonical, from);
    if (definition?.resourceType !== 'SearchParameter' || definition.type === type) continue;
    const message = `The search parameter ${shown(canonical)} is of type ${shown(definition.type)}, not ${shown(type)}; correct the type, or name another definition.`;
    findings.error({ code: 'conflict', rule: 'capability-search', message, expression: at });
  }
}
