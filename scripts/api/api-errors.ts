import type { FhirResource } from '../model/fhir.ts';
import { boolean, type Concept, concepts, declares, integer, text, texts } from './concept-properties.ts';
import { codeSystemOf } from './shapes.ts';

/** What is known of a request without any constraint, so that no constraint can tell it. */
export type Trigger = 'empty-body' | 'unreadable-body' | 'oversized-body' | 'not-conformant';

/** An error that the API answers, as a code system of its guide describes it. */
export interface ApiError {
  readonly code: string;
  readonly title: string;
  /** Its place in the code system: the HTTP status of an answer is that of the first error. */
  readonly rank: number;
  readonly status: number;
  readonly reason: string;
  readonly message?: string;
  /** Code of issue-type; where the guide leaves it open, that of the finding is taken. */
  readonly issueType?: string;
  /** Text for the answer; `{{…}}` is FHIRPath, evaluated where the error was found. */
  readonly diagnostics?: string;
  /** The one interaction that can have it, `transaction` or `search-type`; absent when all can. */
  readonly interaction?: string;
  /** Keys of the constraints that raise it. */
  readonly constraints: readonly string[];
  /** Keys of constraints, or names of our checks, that say the same less exactly, and are not answered beside it. */
  readonly covers: readonly string[];
  /** Paths of what may be at fault, below the element of the constraint. */
  readonly elements: readonly string[];
  /** FHIRPath on the request, true when the error occurs; `%name` is a fact of the session. */
  readonly condition?: string;
  readonly trigger?: string;
  /** Whether the document of the API has this answer, or only the guide. */
  readonly isDocumented: boolean;
  /** Numbers of the rules of the guide. */
  readonly rules: readonly string[];
}

/** The errors of a guide's API: the concepts of its code systems that declare `http-status` and `issue-type`. */
export function readApiErrors(resources: readonly FhirResource[]): ApiError[] {
  return resources
    .flatMap((resource) => {
      const system = codeSystemOf(resource);
      return system !== undefined && declares(system, 'http-status', 'issue-type') ? concepts(system) : [];
    })
    .flatMap((concept, rank) => describe(concept, rank) ?? []);
}

/** Undefined for a concept without a status: a heading. */
function describe(concept: Concept, rank: number): ApiError | undefined {
  const status = integer(concept, 'http-status');
  if (status === undefined) return undefined;
  const optional = {
    message: text(concept, 'message'),
    issueType: text(concept, 'issue-type'),
    diagnostics: text(concept, 'diagnostics'),
    interaction: text(concept, 'interaction'),
    condition: text(concept, 'condition'),
    trigger: text(concept, 'trigger'),
  };
  return {
    code: concept.code,
    title: concept.display ?? concept.code,
    rank,
    status,
    reason: text(concept, 'reason') ?? '',
    ...definedOf(optional),
    constraints: texts(concept, 'constraint'),
    covers: texts(concept, 'covers'),
    elements: texts(concept, 'element'),
    isDocumented: boolean(concept, 'documented') ?? true,
    rules: texts(concept, 'rule'),
  };
}

type Defined<T> = { [K in keyof T]?: NonNullable<T[K]> };

function definedOf<T extends { readonly [key: string]: string | undefined }>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
