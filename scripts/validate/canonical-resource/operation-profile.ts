import { shown } from '../finding/wording.ts';
import { textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';
import { checkOperationParameters } from './operation-parameters.ts';

/**
 * The profiles of all parameters that go in, or come out.
 * @see https://hl7.org/fhir/R4/operationdefinition-definitions.html#OperationDefinition.inputProfile
 */
export function checkOperationProfiles(scope: Scope): void {
  const { resource, path, findings, engine, from } = scope;
  for (const use of ['in', 'out'] as const) {
    const name = `${use}putProfile`;
    const canonical = textOf(resource[name]);
    if (canonical === undefined) continue;
    const found = engine.definition(canonical, from ?? engine.package);
    const at = `${path}.${name}`;
    if (found?.resourceType !== 'StructureDefinition') {
      const message = `No loaded package has the profile ${shown(canonical)}; correct it, or add its package.`;
      findings.error({ code: 'not-found', rule: 'operation-profile', message, expression: at });
    } else if (found.type !== 'Parameters') {
      const message = `${shown(canonical)} is a profile of ${shown(found.type)}; the parameters of an operation are one Parameters resource.`;
      findings.error({ code: 'value', rule: 'operation-profile', message, expression: at });
    } else {
      const profile = engine.profiles.find(canonical, from ?? engine.package);
      if (profile !== undefined) checkOperationParameters(profile, use, scope);
    }
  }
}
