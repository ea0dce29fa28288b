import { type FhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import type { Changes } from '../result/change.ts';

/** Examples and pages of a guide, by their names. */
export function compareGuides(old: FhirResource, now: FhirResource, changes: Changes): void {
  const [wereExamples, areExamples] = [examplesOf(old), examplesOf(now)];
  for (const [element, name] of wereExamples)
    if (!areExamples.has(element)) changes.add('example-removed', { element, before: name });
  for (const [element, name] of areExamples)
    if (!wereExamples.has(element)) changes.add('example-added', { element, after: name });
  const [werePages, arePages] = [pagesOf(old), pagesOf(now)];
  for (const [element, title] of werePages)
    if (!arePages.has(element)) changes.add('page-removed', { element, before: title });
  for (const [element, title] of arePages)
    if (!werePages.has(element)) changes.add('page-added', { element, after: title });
}

function examplesOf({ definition }: FhirResource): Map<string, string> {
  const resources = isJsonObject(definition) && Array.isArray(definition.resource) ? definition.resource : [];
  const examples = resources
    .filter(isJsonObject)
    .filter(({ exampleBoolean, exampleCanonical }) => exampleBoolean === true || exampleCanonical !== undefined);
  return new Map(
    examples.map(({ reference, name }) => {
      const id = isJsonObject(reference) ? String(reference.reference) : 'unnamed';
      return [id, String(name ?? id)];
    }),
  );
}

const DEEPEST = 30;

function pagesOf({ definition }: FhirResource): Map<string, string> {
  const pages = new Map<string, string>();
  const visit = (page: unknown, depth: number): void => {
    if (!isJsonObject(page) || depth > DEEPEST) return;
    const name = nameOf(page);
    if (name !== undefined) pages.set(name, String(page.title ?? name));
    if (Array.isArray(page.page)) for (const inner of page.page) visit(inner, depth + 1);
  };
  if (isJsonObject(definition)) visit(definition.page, 0);
  return pages;
}

function nameOf({ nameUrl, nameReference }: JsonObject): string | undefined {
  if (typeof nameUrl === 'string') return nameUrl;
  return isJsonObject(nameReference) ? String(nameReference.reference) : undefined;
}
