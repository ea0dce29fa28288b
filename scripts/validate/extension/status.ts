import { isJsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import type { Profile, Scope } from '../scope/scope.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const withdrawn: ReadonlySet<unknown> = new Set(['deprecated', 'withdrawn']);
interface Stated {
  readonly status?: unknown;
  readonly extension?: unknown;
}

const said = new WeakMap<object, string | undefined>();

/**
 * Says of an extension that it should not be used any more, and what its definition says of why.
 * @see https://hl7.org/fhir/R4/structuredefinition-definitions.html#StructureDefinition.status
 * @see https://hl7.org/fhir/R4/extension-structuredefinition-standards-status.html
 */
export function checkStatus({ definition, canonical }: Profile, path: string, { findings }: Scope): void {
  if (!said.has(definition)) said.set(definition, statusOf(definition));
  const status = said.get(definition);
  if (status === undefined) return;
  const message = `The extension ${canonical} is ${status}`;
  findings.information({
    code: 'business-rule',
    rule: 'extension-status',
    message,
    expression: path,
    profile: canonical,
  });
}

function statusOf({ status, extension }: Stated): string | undefined {
  for (const each of Array.isArray(extension) ? extension : []) {
    if (!isJsonObject(each) || each.url !== `${core}structuredefinition-standards-status`) continue;
    if (withdrawn.has(each.valueCode)) return `${each.valueCode}${reasonOf(each._valueCode)}`;
  }
  return status === 'retired' ? 'retired; look for what takes its place.' : undefined;
}

function reasonOf(sibling: unknown): string {
  const extensions: readonly unknown[] =
    isJsonObject(sibling) && Array.isArray(sibling.extension) ? sibling.extension : [];
  const reason = extensions
    .filter(isJsonObject)
    .find(({ url }) => url === `${core}structuredefinition-standards-status-reason`)?.valueMarkdown;
  return typeof reason === 'string' && reason !== ''
    ? `; its definition says: "${shown(reason)}"`
    : '; look for what takes its place.';
}
