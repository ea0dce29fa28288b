import { faultText } from '../model/fault.ts';
import type { Issue, IssueCode } from '../model/issue.ts';
import type { ApiError } from './api-errors.ts';
import type { Fault } from './faults.ts';
import { factsIn, type Query, type Request } from './fill-template.ts';
import type { ApiRule } from './rules.ts';

interface SessionFindings {
  readonly faults: readonly Fault[];
  /** What was not checked, because the session knows it and nobody told. */
  readonly notes: readonly Issue[];
}

/** Checks what depends on the session around a request: whose tokens it came with, whether the patient consented. */
export function checkSession(request: Request, errors: readonly ApiError[], query: Query): SessionFindings {
  const faults: Fault[] = [];
  const notes: Issue[] = [];
  for (const error of errors) {
    const { condition } = error;
    if (condition === undefined) continue;
    const missing = factsIn(condition).filter((name) => !Object.hasOwn(request.facts, name));
    if (missing.length > 0) {
      const give = missing.map((name) => `--context ${name}=<value>`).join(' ');
      notes.push(notChecked(error, `it depends on what only the session knows. Give it with ${give}.`));
      continue;
    }
    try {
      const holds = query(condition, request.resource, request.facts);
      if (holds.length === 1 ? holds[0] === true : holds.length > 0) faults.push(faultOf(error, request));
    } catch (cause) {
      notes.push(notChecked(error, faultText(cause)));
    }
  }
  return { faults, notes };
}

function faultOf(error: ApiError, { resource, facts }: Request): Fault {
  const given = factsIn(error.condition ?? '').map((name) => `${name}=${facts[name]}`);
  const said = error.message ?? error.title;
  const issue: Issue & { readonly rule: ApiRule } = {
    severity: 'error',
    code: (error.issueType ?? 'processing') as IssueCode,
    rule: 'api-answer',
    message: `${error.title}. The API answers HTTP ${error.status}: ${said} (with ${given.join(', ')})`,
    expression: resource.resourceType,
  };
  return { error, resource, at: resource.resourceType, issue };
}

function notChecked({ title, status }: ApiError, why: string): Issue {
  return {
    severity: 'information',
    code: 'informational',
    rule: 'not-checked',
    message: `Whether the API answers HTTP ${status}, "${title}", was not checked: ${why}`,
  };
}
