import type { FhirResource } from '../model/fhir.ts';
import type { Issue } from '../model/issue.ts';
import type { ApiRule } from './rules.ts';

/** A search as a URL asks for it. */
export interface SearchRequest {
  /** The type to search, as far as the URL names one. */
  readonly type: string | undefined;
  /** What the URL reads, where its path ends in a type and an id: https://hl7.org/fhir/R4/http.html#read */
  readonly reads?: { readonly type: string; readonly id: string };
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly issues: readonly Issue[];
}

/**
 * Reads a search request: an absolute URL or one relative to a server, with or without `GET` before it.
 * @see https://hl7.org/fhir/R4/http.html#search
 */
export function readSearchRequest(text: string): SearchRequest {
  const url = text.trim().replace(/^GET\s+/i, '');
  const [beforeFragment = ''] = url.split('#');
  const question = beforeFragment.indexOf('?');
  const path = question === -1 ? beforeFragment : beforeFragment.slice(0, question);
  const query = question === -1 ? '' : beforeFragment.slice(question + 1);
  const type = path
    .split('/')
    .filter((segment) => segment !== '')
    .at(-1);
  const [, readType, id] =
    /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history(?:\/[^/]*)?)?\/?$/.exec(path) ?? [];
  const reads = readType === undefined || id === undefined ? {} : { reads: { type: readType, id } };
  const issues: Issue[] = [];
  const parameters = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair, index) => {
      const equals = pair.indexOf('=');
      const name = decode(equals === -1 ? pair : pair.slice(0, equals));
      const raw = equals === -1 ? '' : pair.slice(equals + 1);
      const value = decode(raw);
      issues.push(...encodingIssues(name, raw, value, `Parameters.parameter[${index}]`));
      return { name: name ?? pair, value: value ?? raw };
    });
  return { type, ...reads, parameters, issues };
}

/** The request as a resource, which a profile can be asked about. */
export function asParameters({ parameters }: SearchRequest): FhirResource {
  return {
    resourceType: 'Parameters',
    parameter: parameters.map(({ name, value }) => ({ name, valueString: value })),
  };
}

/** As servers do it: a plus is a space. Undefined where a percent sign is followed by no code. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc3986#appendix-A what a query can hold as it is */
function encodingIssues(name: string | undefined, raw: string, value: string | undefined, expression: string): Issue[] {
  const warn = (message: string): Issue & { readonly rule: ApiRule } => ({
    severity: 'warning',
    code: 'value',
    rule: 'api-search-encoding',
    message,
    expression,
  });
  if (name === undefined || value === undefined)
    return [
      warn(`A percent sign in "${raw}" is followed by no two hexadecimal digits. Write %25 for the sign itself.`),
    ];
  const found: Issue[] = [];
  const bare = [...new Set(raw.match(/[^\w\-.~!$&'()*+,;=:@/?%]/g) ?? [])];
  if (bare.length > 0) {
    const codes = bare.map((sign) => `${sign === ' ' ? 'a space' : sign} as ${encodeURIComponent(sign)}`);
    found.push(warn(`Some clients and proxies refuse ${name} as it is written. Write ${codes.join(', ')}.`));
  }
  if (/\d\+\d/.test(raw)) found.push(warn(`In ${name} a plus stands for a space. Write it as %2B.`));
  if (/%[0-9A-Fa-f]{2}/.test(value))
    found.push(warn(`The value of ${name} is encoded twice: ${value}. Encode it once.`));
  return found;
}
