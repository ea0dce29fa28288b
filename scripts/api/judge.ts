import { type FhirResource, isFhirResource } from '../model/fhir.ts';
import { hasErrors, type Issue } from '../model/issue.ts';
import type { ApiAnswer, ResourceResult } from '../model/report.ts';
import type { Trigger } from './api-errors.ts';
import { Bases } from './basis.ts';
import { checkSearch } from './check-search.ts';
import type { ApiDescription } from './description.ts';
import { errorsOf, type Fault, faultsBehind, refusal, triggered } from './faults.ts';
import { fillTemplate, type Query, type Request } from './fill-template.ts';
import { named, withGuideRules } from './guide-rules.ts';
import { judgedAs } from './judged-as.ts';
import { asParameters, readSearchRequest } from './search-request.ts';
import { checkSession } from './session.ts';

interface ValidationRequest {
  readonly file: string;
  readonly profiles?: readonly string[];
}

/** What validates, as far as a judge asks for it. */
interface ResourceValidator {
  validate(text: string, request: ValidationRequest): ResourceResult;
  validateResource(resource: FhirResource, request: ValidationRequest): ResourceResult;
}

export interface JudgeOptions {
  readonly description: ApiDescription;
  readonly validator: ResourceValidator;
  readonly query: Query;
  /** What the session knows: values of `--context`. */
  readonly facts: { readonly [name: string]: string };
}

/** Says of requests what the API that a guide describes would answer to them. */
export class Judge implements ResourceValidator {
  readonly #options: JudgeOptions;
  readonly #bases: Bases;

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#bases = new Bases(options.description.questions);
  }

  /** Judges the body of a request, or a part of one; what an API answers is only validated. */
  validate(text: string, request: ValidationRequest): ResourceResult {
    const { validator } = this.#options;
    const resource = parsed(text);
    if (resource !== undefined)
      return this.#judge(resource, request, (profiles) => validator.validate(text, { ...request, profiles }));
    const trigger = text.trim() === '' ? 'empty-body' : 'unreadable-body';
    return this.answered(validator.validate(text, request), trigger);
  }

  validateResource(resource: FhirResource, request: ValidationRequest): ResourceResult {
    const { validator } = this.#options;
    return this.#judge(resource, request, (profiles) => validator.validateResource(resource, { ...request, profiles }));
  }

  /** Judges a search, given as its URL. */
  search(url: string): ResourceResult {
    const { description, validator, facts } = this.#options;
    const request = readSearchRequest(url);
    const resource = asParameters(request);
    const profiles = description.request === undefined ? [] : [description.request];
    const isSearch = request.type !== undefined && description.searches.has(request.type);
    const held = isSearch ? validator.validateResource(resource, { file: url, profiles }).issues : [];
    const issues = [...held, ...request.issues, ...checkSearch(request, description)];
    return this.#answer({ file: url, profiles, valid: true, issues }, resource, { resource, facts }, 'search-type');
  }

  /** The answer to what could not be read as a request; for what was judged already nothing changes. */
  answered(result: ResourceResult, trigger: Trigger): ResourceResult {
    const { errors, system = '' } = this.#options.description;
    const error = triggered(errorsOf(errors, system), trigger);
    const [first, ...others] = result.issues;
    if (result.answer !== undefined || error === undefined || first === undefined) return result;
    const fault: Fault = { error, resource: { resourceType: '' }, at: '', issue: first };
    const answer = this.#refusal([fault]);
    const issues = [this.#withRules(first, [fault]), ...others];
    return { ...result, issues, ...(answer === undefined ? {} : { answer }) };
  }

  #judge(
    resource: FhirResource,
    { file, profiles: asked = [] }: ValidationRequest,
    validate: (profiles: readonly string[]) => ResourceResult,
  ): ResourceResult {
    const { description, facts, validator } = this.#options;
    const { system = '', bundles } = description;
    const as = judgedAs(resource, description);
    const profiles = as.profile === undefined ? asked : [...asked, as.profile];
    if (as.kind === 'request') return this.#answer(validate(profiles), resource, { resource, facts }, system);
    if (as.kind === 'answer') {
      const result = validate(profiles);
      const issues = [...result.issues, as.note].map((issue) => withGuideRules(issue, description.rules));
      return { ...result, issues };
    }
    const { whole } = as;
    const body = bundles.get(system);
    const alone = validate(profiles);
    if (isUnknown(resource, alone)) return this.answered(alone, 'unreadable-body');
    // Where no entry may be of this type, the request as a whole says so.
    const result =
      as.profile === undefined && body !== undefined
        ? validator.validateResource(whole, { file, profiles: [body] })
        : alone;
    const noted = { ...result, issues: [...result.issues, as.note] };
    return this.#answer(noted, as.profile === undefined ? whole : resource, { resource: whole, facts }, system);
  }

  /** @param held the resource that the findings are about: the request, or the one entry of it */
  #answer(result: ResourceResult, held: FhirResource, request: Request, interaction: string): ResourceResult {
    const { description, query } = this.#options;
    const errors = errorsOf(description.errors, interaction);
    const session = checkSession(request, errors, query);
    const faults = [...session.faults, ...faultsBehind(result.issues, held, errors)];
    const byIssue = faultsByIssue(faults);
    const issues = [...session.faults.map(({ issue }) => issue), ...result.issues, ...session.notes].map((issue) =>
      this.#withRules(issue, byIssue.get(issue) ?? []),
    );
    const answer = this.#refusal(faults) ?? {
      status: 200,
      reason: 'OK',
      basis: this.#bases.ofAcceptance(result.issues, request, query),
    };
    return { ...result, issues, valid: !hasErrors(issues), answer };
  }

  #refusal(faults: readonly Fault[]): ApiAnswer | undefined {
    return refusal(
      faults,
      (fault) => this.#textOf(fault),
      (fault) => this.#bases.ofFault(fault),
    );
  }

  /** What is answered: the guide's text, its message, or what was found where the guide has neither. */
  #textOf({ error, resource, at, issue }: Fault): string | undefined {
    const { query, facts } = this.#options;
    const { diagnostics, message, condition, trigger } = error;
    if (diagnostics !== undefined) return fillTemplate(diagnostics, at, { resource, facts }, query);
    if (trigger === 'not-conformant') return [issue.expression, issue.message].filter(Boolean).join(': ');
    return message ?? (condition === undefined ? issue.message : undefined);
  }

  /** The finding with the guide's rules behind the errors that it raises, and those that it breaks itself. */
  #withRules(issue: Issue, faults: readonly Fault[]): Issue {
    const { rules } = this.#options.description;
    const codes = faults.flatMap(({ error }) => (error.trigger === 'not-conformant' ? [] : error.rules));
    const broken = [...codes.flatMap((code) => rules.find(code) ?? []), ...rules.brokenBy(issue)];
    const distinct = new Map(broken.map((rule) => [rule.code, named(rule)]));
    return distinct.size === 0 ? issue : { ...issue, guideRules: [...distinct.values()] };
  }
}

/** Whether FHIR has no such type: then nothing of it can be read as a resource. */
function isUnknown({ resourceType }: FhirResource, { issues }: ResourceResult): boolean {
  return issues.some(({ rule, expression }) => rule === 'resource-type' && expression === resourceType);
}

function parsed(text: string): FhirResource | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFhirResource(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function faultsByIssue(faults: readonly Fault[]): ReadonlyMap<Issue, readonly Fault[]> {
  const found = new Map<Issue, Fault[]>();
  for (const fault of faults) {
    const known = found.get(fault.issue);
    if (known === undefined) found.set(fault.issue, [fault]);
    else known.push(fault);
  }
  return found;
}
