import { shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * What a guide says of others is true of them: the profiles that hold for all resources of a type, and the guides that
 * it depends on.
 * @see https://hl7.org/fhir/R4/implementationguide-definitions.html#ImplementationGuide.global
 */
export function checkImplementationGuide(scope: Scope): void {
  checkGlobal(scope);
  checkDependencies(scope);
}

function checkGlobal({ resource, path, findings, engine, from }: Scope): void {
  for (const [{ type, profile }, at] of listed(resource.global, `${path}.global`)) {
    const canonical = textOf(profile);
    if (canonical === undefined) continue;
    const found = engine.definition(canonical, from ?? engine.package);
    if (found === undefined) {
      const message = `No loaded package has the global profile ${shown(canonical)}; correct it, or add its package.`;
      findings.warning({ code: 'not-found', rule: 'guide-content', message, expression: `${at}.profile` });
    } else if (found.resourceType !== 'StructureDefinition' || found.type !== type) {
      const what =
        found.resourceType === 'StructureDefinition' ? `a profile of ${shown(found.type)}` : `a ${found.resourceType}`;
      const message = `${shown(canonical)} is ${what}; name a profile of ${shown(type)}, or correct the type.`;
      findings.error({ code: 'value', rule: 'guide-content', message, expression: `${at}.profile` });
    }
  }
}

/** @see https://hl7.org/fhir/R4/implementationguide-definitions.html#ImplementationGuide.dependsOn.uri */
function checkDependencies({ resource, path, findings, engine, from }: Scope): void {
  for (const [{ uri, version }, at] of listed(resource.dependsOn, `${path}.dependsOn`)) {
    const [canonical = '', stated] = textOf(uri)?.split('|', 2) ?? [];
    const isGuide = () => engine.definition(canonical, from ?? engine.package)?.resourceType === 'ImplementationGuide';
    if (canonical !== '' && !canonical.includes('/ImplementationGuide/') && !isGuide()) {
      const message = `"${shown(canonical)}" is no url of an ImplementationGuide; give that of the guide, with /ImplementationGuide/ in it.`;
      findings.error({ code: 'business-rule', rule: 'guide-content', message, expression: at });
    }
    if (stated !== undefined && version === undefined) {
      const message = `The uri has the version "${shown(stated)}"; give it in dependsOn.version.`;
      findings.error({ code: 'business-rule', rule: 'guide-content', message, expression: at });
    }
  }
}
