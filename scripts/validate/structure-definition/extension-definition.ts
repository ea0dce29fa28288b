import { isJsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { listed } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * The url of an extension is that of its definition.
 * @see https://hl7.org/fhir/R4/defining-extensions.html: "the url of the extension is fixed to the url of its definition"
 */
export function checkExtensionDefinition({ resource, path, findings }: Scope): void {
  const { type, url, baseDefinition, snapshot, differential } = resource;
  if (
    type !== 'Extension' ||
    typeof url !== 'string' ||
    baseDefinition !== 'http://hl7.org/fhir/StructureDefinition/Extension'
  )
    return;
  const view = isJsonObject(differential) ? differential : isJsonObject(snapshot) ? snapshot : {};
  const fixed = [...listed(view.element, '')].find(([each]) => each.path === 'Extension.url')?.[0].fixedUri;
  if (fixed === url) return;
  const found = fixed === undefined ? 'nothing' : `"${shown(fixed)}"`;
  const message = `Extension.url must be fixed to "${shown(url)}", the url of this definition; found ${found}.`;
  findings.error({ code: 'conflict', rule: 'definition-extension-url', message, expression: path });
}
