import { isJsonObject } from '../model/fhir.ts';
import type { Scope } from './scope/scope.ts';

/** Says what the HL7 validator looks at in some resources, and nothing here does. */
export function reportChecksOfOthers({ resource, path, findings }: Scope): void {
  const note = (message: string, at: string) =>
    findings.information({ code: 'not-supported', rule: 'not-checked', message, expression: at });
  switch (resource.resourceType) {
    case 'StructureMap':
      note('Whether the rules of the map can be carried out (variables, paths, transforms) was not checked.', path);
      return;
    case 'Bundle':
      if (isSigned(resource.signature)) note('The signature was not verified.', `${path}.signature`);
      return;
    case 'Provenance':
      for (const [i, signature] of (Array.isArray(resource.signature) ? resource.signature : []).entries())
        if (isSigned(signature)) note('The signature was not verified.', `${path}.signature[${i}]`);
  }
}

function isSigned(signature: unknown): boolean {
  return isJsonObject(signature) && signature.data !== undefined;
}
