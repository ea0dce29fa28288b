import type { JsonObject } from '../../model/fhir.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';
import { checkListedCode } from './listed-code.ts';

/**
 * The codes of a map are those of the systems that it maps from and to.
 * @see https://hl7.org/fhir/R4/conceptmap-definitions.html#ConceptMap.group.source
 */
export function checkConceptMap(scope: Scope): void {
  const { resource, path } = scope;
  for (const [group, at] of listed(resource.group, `${path}.group`)) {
    const source = sideOf(group, 'source');
    const target = sideOf(group, 'target');
    const missing = new Set<string>();
    for (const [element, elementAt] of listed(group.element, `${at}.element`)) {
      checkSide(element, source, elementAt, missing, scope);
      for (const [mapped, mappedAt] of listed(element.target, `${elementAt}.target`))
        checkSide(mapped, target, mappedAt, missing, scope);
    }
    for (const name of missing) {
      const message = `The group has no ${name}, so nobody knows which code system its ${name} codes are of; name it.`;
      scope.findings.warning({ code: 'incomplete', rule: 'concept-map-system', message, expression: at });
    }
  }
}

interface Side {
  readonly name: 'source' | 'target';
  readonly system: string | undefined;
  readonly version: string | undefined;
}

function sideOf(group: JsonObject, name: Side['name']): Side {
  return { name, system: textOf(group[name]), version: textOf(group[`${name}Version`]) };
}

function checkSide(holder: JsonObject, side: Side, path: string, missing: Set<string>, scope: Scope): void {
  const code = textOf(holder.code);
  const display = textOf(holder.display);
  const { name, system, version } = side;
  if (code === undefined) return;
  if (system === undefined) {
    missing.add(name);
    return;
  }
  const coding = {
    system,
    code,
    ...(version === undefined ? {} : { version }),
    ...(display === undefined ? {} : { display }),
  };
  checkListedCode(coding, `${path}.code`, 'error', scope);
}
