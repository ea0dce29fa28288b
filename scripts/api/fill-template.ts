import type { FhirResource } from '../model/fhir.ts';

/** The values of a FHIRPath expression on a resource, or on the element `at` of it; throws where it cannot be evaluated. */
export type Query = (
  expression: string,
  resource: FhirResource,
  variables: { readonly [name: string]: string },
  at?: string,
) => readonly unknown[];

/** A request, and what the session around it knows. */
export interface Request {
  readonly resource: FhirResource;
  readonly facts: { readonly [name: string]: string };
}

/**
 * Puts values into a text with `{{FHIRPath}}`, as an API does in its messages. What has no value is named in angle
 * brackets, `<OID>` for `{{%oid}}`; an expression without a value gives `<>`.
 * @param at FHIRPath of the element that the expressions start from
 */
export function fillTemplate(template: string, at: string, { resource, facts }: Request, query: Query): string {
  return template.replace(/\{\{(.+?)\}\}/g, (_, expression: string) => {
    const [missing] = factsIn(expression).filter((name) => !Object.hasOwn(facts, name));
    if (missing !== undefined) return `<${missing.toUpperCase()}>`;
    const values = valuesOf(() => query(expression, resource, facts, at));
    return values.length === 0 ? '<>' : values.map(String).join(', ');
  });
}

function valuesOf(ask: () => readonly unknown[]): readonly unknown[] {
  try {
    return ask().filter((value) => ['string', 'number', 'boolean'].includes(typeof value));
  } catch {
    return []; // on a resource of another shape than the expression is made for
  }
}

/** What FHIRPath and FHIR define under `%`: https://hl7.org/fhir/R4/fhirpath.html#variables */
const defined = new Set(['context', 'resource', 'rootResource', 'ucum', 'sct', 'loinc']);

/** The facts of a session that an expression asks for. */
export function factsIn(expression: string): string[] {
  const names = [...expression.matchAll(/%(\w+)/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !defined.has(name));
}
