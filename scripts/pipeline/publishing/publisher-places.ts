import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locate } from '../../compile/origin/locate.ts';
import type { GuideResource } from '../../model/definition/compiled.ts';
import { type FhirResource, isJsonObject } from '../../model/fhir.ts';
import type { Issue, SourcePosition } from '../../model/issue.ts';
import type { PageFault } from '../../qa/qa-text.ts';

/**
 * The line to mend for a finding of the IG Publisher on a resource. Where it speaks of an element of a snapshot by its
 * number, the rule on that element is looked for by the element's id.
 * @param at line and column in the resource's JSON, of use only where that was not made from FSH
 */
export function placed(
  issue: Issue,
  { resource, origin, file }: GuideResource,
  at: Pick<SourcePosition, 'line' | 'column'>,
): Issue {
  if (origin === undefined) return { ...issue, source: { file, ...at } };
  return { ...issue, ...locate(origin, elementOf(issue.expression ?? '', resource)) };
}

/** `StructureDefinition.snapshot.element[3].binding` → `Observation.code`; anything else as it is. */
function elementOf(expression: string, resource: FhirResource): string {
  const [, view = '', index] = /^StructureDefinition\.(snapshot|differential)\.element\[(\d+)\]/.exec(expression) ?? [];
  const elements = isJsonObject(resource[view]) ? resource[view].element : undefined;
  const element: unknown = Array.isArray(elements) ? elements[Number(index)] : undefined;
  return isJsonObject(element) && typeof element.id === 'string' ? element.id : expression;
}

/**
 * Where a page of the site comes from: a page of the guide, with the line that names what is not there; or the
 * resource that it shows. Undefined for what the template makes.
 */
export function pagePlace(
  { page, target }: Pick<PageFault, 'page' | 'target'>,
  folder: string,
  resources: readonly GuideResource[],
): SourcePosition | undefined {
  const name = page.slice(page.lastIndexOf('/') + 1).replace(/\.html$/, '');
  const file = ['md', 'xml'].map((extension) => `input/pagecontent/${name}.${extension}`).find(exists);
  if (file !== undefined) {
    const lines = target === undefined ? [] : readFileSync(join(folder, file), 'utf8').split('\n');
    const line = lines.findIndex((text) => target !== undefined && text.includes(target));
    return line === -1 ? { file } : { file, line: line + 1 };
  }
  const shown = resources.find(({ resource: { resourceType, id } }) => isPageOf(name, `${resourceType}-${id}`));
  return shown === undefined ? undefined : (shown.origin?.position ?? { file: shown.file });

  function exists(candidate: string): boolean {
    return existsSync(join(folder, candidate));
  }
}

/** `StructureDefinition-a`, `StructureDefinition-a-definitions`, `StructureDefinition-a.profile.json`. */
function isPageOf(name: string, resource: string): boolean {
  return name === resource || name.startsWith(`${resource}-`) || name.startsWith(`${resource}.`);
}
