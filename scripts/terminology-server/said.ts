import { z } from 'zod';

const Issue = z.object({
  severity: z.string().optional(),
  code: z.string().optional(),
  diagnostics: z.string().optional(),
  details: z
    .object({
      text: z.string().optional(),
      coding: z.array(z.object({ system: z.string().optional(), code: z.string().optional() })).optional(),
    })
    .optional(),
});
export type Issue = z.infer<typeof Issue>;

export const OperationOutcome = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(Issue).default([]),
});

export const Parameters = z.object({
  resourceType: z.literal('Parameters'),
  parameter: z
    .array(
      z.looseObject({
        name: z.string(),
        valueBoolean: z.boolean().optional(),
        valueString: z.string().optional(),
        valueCode: z.string().optional(),
        valueUri: z.string().optional(),
        valueCanonical: z.string().optional(),
        resource: z.unknown().optional(),
      }),
    )
    .default([]),
});
type Parameter = z.infer<typeof Parameters>['parameter'][number];

/** Terms of the servers that say precisely what is wrong: https://hl7.org/fhir/uv/tx-ecosystem/ */
const txIssueType = 'http://hl7.org/fhir/tools/CodeSystem/tx-issue-type';

/** What the parameters of an answer say beside the result. */
export class Said {
  readonly #parameters: readonly Parameter[];
  readonly #issues: readonly Issue[];

  constructor(parameters: readonly Parameter[]) {
    this.#parameters = parameters;
    const issues = parameters.find(({ name }) => name === 'issues')?.resource;
    this.#issues = OperationOutcome.safeParse(issues).data?.issue ?? [];
  }

  /** The server says of its issues what they are about. */
  get isPrecise(): boolean {
    return this.#issues.some((issue) => typesOf(issue).length > 0);
  }

  get display(): string | undefined {
    return this.#text('display');
  }

  /** The server's words on a type of issue, or on the whole. */
  textOn(type: string): string | undefined {
    const issue = this.#issues.find((each) => typesOf(each).includes(type));
    return (issue === undefined ? undefined : textOf(issue)) ?? this.#text('message');
  }

  get isUnknownSystem(): boolean {
    return (
      this.#text('x-caused-by-unknown-system') !== undefined ||
      this.#text('x-unknown-system') !== undefined ||
      this.#text('cause') === 'not-found' ||
      this.#issues.some((issue) => issue.severity !== 'information' && typesOf(issue).includes('not-found'))
    );
  }

  /** Absent for a code in good standing. */
  get status(): string | undefined {
    const status = this.#text('status')?.toLowerCase();
    if (status !== undefined && ['inactive', 'retired', 'deprecated', 'withdrawn'].includes(status)) return status;
    return this.#parameters.some(({ name, valueBoolean }) => name === 'inactive' && valueBoolean === true)
      ? 'inactive'
      : undefined;
  }

  has(type: string): boolean {
    return this.severityOf(type) !== undefined;
  }

  severityOf(type: string): string | undefined {
    const found = this.#issues.find((issue) => typesOf(issue).includes(type));
    return found === undefined ? undefined : (found.severity ?? 'error');
  }

  #text(name: string): string | undefined {
    const parameter = this.#parameters.find((each) => each.name === name);
    return parameter?.valueString ?? parameter?.valueCode ?? parameter?.valueUri ?? parameter?.valueCanonical;
  }
}

/** What an issue is about, where the server tells. */
export function typesOf({ details }: Issue): string[] {
  return (details?.coding ?? []).flatMap(({ system, code }) =>
    system === txIssueType && code !== undefined ? [code] : [],
  );
}

export function textOf({ details, diagnostics, code }: Issue): string | undefined {
  return details?.text ?? diagnostics ?? code;
}
