import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';
import { checkListedCode } from './listed-code.ts';

/**
 * What a value set includes and excludes can be found where it says.
 * @see https://hl7.org/fhir/R4/valueset.html#compositions
 */
export function checkValueSet(scope: Scope): void {
  const { compose } = scope.resource;
  if (!isJsonObject(compose)) return;
  for (const kind of ['include', 'exclude'])
    for (const [part, at] of listed(compose[kind], `${scope.path}.compose.${kind}`)) checkPart(part, at, scope);
}

function checkPart(part: JsonObject, path: string, scope: Scope): void {
  const system = textOf(part.system);
  if (system === undefined) return;
  const fault = systemFault(system, scope);
  if (fault !== undefined) {
    scope.findings.error({ code: 'value', rule: 'value-set-system', message: fault, expression: path });
    return;
  }
  const version = textOf(part.version);
  const meant = version === undefined || version === '*' ? { system } : { system, version };
  for (const [concept, at] of listed(part.concept, `${path}.concept`)) {
    const code = textOf(concept.code);
    const display = textOf(concept.display);
    const coding = { ...meant, ...(display === undefined ? {} : { display }) };
    if (code !== undefined) checkListedCode({ ...coding, code }, `${at}.code`, 'warning', scope);
  }
  for (const [filter, at] of listed(part.filter, `${path}.filter`)) checkFilter(filter, meant, at, scope);
}

function systemFault(system: string, { engine }: Scope): string | undefined {
  if (system.startsWith('#'))
    return `The system "${shown(system)}" must be absolute: name a contained code system by its url, and add the extension valueset-system.`;
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(system)) return `The system "${shown(system)}" must be an absolute URI.`;
  if (/^https?:.*\|/.test(system)) return `The system "${shown(system)}" has a version; give that in version.`;
  return engine.isValueSet(system)
    ? `${shown(system)} is a value set; give the code system, or import the value set by valueSet.`
    : undefined;
}

const truth = new Set(['true', 'false']);
/** Properties that every code system has, with true or false as their value. */
const booleans = new Set(['inactive', 'notSelectable']);
const byCode = new Set(['is-a', 'descendent-of', 'is-not-a', 'generalizes']);

/** @see https://hl7.org/fhir/R4/valueset-filter-operator.html */
function checkFilter(
  { property, op, value }: JsonObject,
  meant: { readonly system: string; readonly version?: string },
  path: string,
  { engine, findings, from }: Scope,
): void {
  if (typeof property !== 'string' || typeof value !== 'string') return;
  if (booleans.has(property) && (op === 'exists' || op === '=') && !truth.has(value)) {
    const message = `The filter on "${shown(property)}" takes "true" or "false", not "${shown(value)}".`;
    findings.error({ code: 'value', rule: 'include-filter', message, expression: path });
    return;
  }
  if (property !== 'concept' || !byCode.has(String(op))) return;
  const verdict = engine.terminology.checkCoding({ ...meant, code: value }, from);
  if (verdict.outcome !== 'unknown-code' || verdict.basis !== undefined) return;
  const near = verdict.nearest === undefined ? '' : ` Did you mean "${verdict.nearest}"?`;
  const message = `The code system ${shown(meant.system)} has no code "${shown(value)}" to filter by.${near}`;
  findings.error({ code: 'code-invalid', rule: 'include-filter', message, expression: path });
}
