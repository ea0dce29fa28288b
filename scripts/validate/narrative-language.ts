import { type FhirResource, isJsonObject } from '../model/fhir.ts';
import { shown } from './finding/wording.ts';
import type { Scope } from './scope/scope.ts';

/** Attributes are at the beginning of megabytes. */
const MOST_READ = 2_000;

/**
 * A resource in a language says so on its narrative as well, which is taken out of it to be shown.
 * @see https://hl7.org/fhir/R4/resource-definitions.html#Resource.language
 */
export function checkNarrativeLanguage(resource: FhirResource, path: string, { findings }: Scope): void {
  const { language, text } = resource;
  if (typeof language !== 'string' || language === '' || !isJsonObject(text) || typeof text.div !== 'string') return;
  const tag = /^\s*<div\b[^>]*/.exec(text.div.slice(0, MOST_READ))?.[0];
  if (tag === undefined) return; // no narrative, as is said elsewhere
  const stated = { lang: languageIn(tag, plain), 'xml:lang': languageIn(tag, xml) };
  for (const [name, found] of Object.entries(stated))
    if (found !== undefined && primary(found) !== primary(language)) {
      const message = `The resource is in the language "${shown(language)}", and the ${name} of its narrative is "${shown(found)}"; correct one of the two.`;
      findings.add({
        severity: 'warning',
        code: 'conflict',
        rule: 'narrative-language',
        message,
        expression: path,
        at: `${path}.text.div`,
      });
      return;
    }
  const missing = Object.entries(stated).filter(([, found]) => found === undefined);
  if (missing.length === 0) return;
  const wanted = missing.map(([name]) => `${name}="${shown(language)}"`).join(' and ');
  const message = `The resource states its language, and the div of its narrative does not; add ${wanted}.`;
  findings.add({
    severity: 'warning',
    code: 'incomplete',
    rule: 'narrative-language',
    message,
    expression: path,
    at: `${path}.text.div`,
  });
}

const plain = /\slang\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const xml = /\sxml:lang\s*=\s*(?:"([^"]*)"|'([^']*)')/;

function languageIn(tag: string, attribute: RegExp): string | undefined {
  const [, double, single] = attribute.exec(tag) ?? [];
  return double ?? single;
}

/** A narrative in fr does not contradict a resource in fr-FR. */
function primary(language: string): string {
  return (/^[^-]*/.exec(language)?.[0] ?? '').toLowerCase();
}
