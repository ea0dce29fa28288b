import { shown } from '../finding/wording.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * Checks a reference that is a search, such as `Patient?identifier=system|value`: a server that carries out a
 * transaction or batch finds the target by it. Elsewhere nobody does, which the HL7 validator does not tell.
 * @see https://hl7.org/fhir/R4/http.html#trules
 */
export function checkSearch(reference: string, path: string, { findings, bundles }: Scope): void {
  const [, query] = /^[A-Za-z]+\?(.*)$/s.exec(reference) ?? [];
  if (query === undefined) return;
  if (!query.split('&').every((parameter) => /^[^=]+=/.test(parameter))) {
    const message = `The reference "${shown(reference)}" is a search without a parameter; give one, such as identifier=system|value.`;
    findings.error({ code: 'value', rule: 'reference-format', message, expression: path });
  } else if (bundles.length === 0) {
    const message = `The reference "${shown(reference)}" is a search, which servers carry out in a transaction or batch alone; name the resource itself.`;
    findings.warning({ code: 'value', rule: 'reference-format', message, expression: path });
  }
}
