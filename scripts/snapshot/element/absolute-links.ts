import type { ElementDefinition } from '../../model/fhir.ts';

/** Where the specification of a FHIR version stands, by the start of that version. */
const specifications: readonly (readonly [version: string, root: string])[] = [
  ['3.0.', 'http://hl7.org/fhir/STU3/'],
  ['4.0.', 'http://hl7.org/fhir/R4/'],
  ['4.3.', 'http://hl7.org/fhir/R4B/'],
  ['5.0.', 'http://hl7.org/fhir/R5/'],
];

/** FHIR's own definitions link to pages of their specification by file name: `[read](http.html#read)`. */
const relativeLink = /\]\((?=[a-zA-Z0-9-]+\.html)/g;

/** The folder that relative links in texts of FHIR's own definitions are relative to. */
export function specificationRoot(version: string | undefined): string | undefined {
  return specifications.find(([start]) => version?.startsWith(start) === true)?.[1];
}

/** Makes the relative links in an element's texts absolute: the texts go to definitions published elsewhere. */
export function withAbsoluteLinks(element: ElementDefinition, root: string): ElementDefinition {
  const absolute = (text: string) => text.replace(relativeLink, `](${root}`);
  let changed: ElementDefinition | undefined;
  for (const field of ['definition', 'comment', 'requirements', 'meaningWhenMissing'] as const) {
    const text = element[field];
    if (text === undefined || !text.includes('.html')) continue;
    changed ??= { ...element };
    changed[field] = absolute(text);
  }
  const description = element.binding?.description;
  if (element.binding !== undefined && description?.includes('.html') === true) {
    changed ??= { ...element };
    changed.binding = { ...element.binding, description: absolute(description) };
  }
  return changed ?? element;
}
