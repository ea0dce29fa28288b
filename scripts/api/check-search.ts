import type { Issue } from '../model/issue.ts';
import { nearestTo } from '../model/nearest.ts';
import type { ApiDescription, SearchDescription } from './description.ts';
import type { ApiRule } from './rules.ts';
import { dateIssues } from './search-dates.ts';
import type { SearchRequest } from './search-request.ts';

type ApiIssue = Issue & { readonly rule: ApiRule };

/** Holds a search against what the CapabilityStatement says of it: the type, the parameters, which of them go together. */
export function checkSearch(asked: SearchRequest, description: ApiDescription): Issue[] {
  const { type, parameters } = asked;
  const { searches, request } = description;
  const search = type === undefined ? undefined : searches.get(type);
  if (search === undefined) {
    const known = [...searches.keys()].join(', ');
    const message = `${foundIn(asked, description)} It searches ${known}: write ${[...searches.keys()][0]}?name=value&…`;
    return [{ severity: 'error', code: 'not-supported', rule: 'api-search', message } satisfies ApiIssue];
  }
  const names = parameters.map(({ name }) => name);
  const unknown = parameters.flatMap(({ name }, index) =>
    search.parameters.has(name) ? [] : [unknownParameter(name, index, search)],
  );
  return [
    ...unknown,
    ...dateIssues(parameters, search.dates),
    ...combinationIssues(names, search, request !== undefined),
  ];
}

/** Why this is no search of the API. */
function foundIn({ type, reads }: SearchRequest, { readable }: ApiDescription): string {
  if (reads !== undefined) {
    const read = `${reads.type}/${reads.id}`;
    return readable.has(reads.type)
      ? `${read} is read, not searched, and only searches are judged.`
      : `The API has no read: ${read} cannot be asked for by its id.`;
  }
  return type === undefined ? 'The URL names no type of resource.' : `The API has no search on ${type}.`;
}

function unknownParameter(name: string, index: number, { parameters }: SearchDescription): ApiIssue {
  const nearest = nearestTo(name, [...parameters]);
  const hint = nearest === undefined ? `It knows ${[...parameters].join(', ')}.` : `Did you mean "${nearest}"?`;
  return {
    severity: 'warning',
    code: 'not-supported',
    rule: 'api-search-unknown',
    message: `The API does not know the parameter "${name}", and may ignore or refuse it. ${hint}`,
    expression: `Parameters.parameter[${index}]`,
  };
}

/** @param isProfiled a profile of the request says what is missing, in the guide's own words */
function combinationIssues(names: readonly string[], search: SearchDescription, isProfiled: boolean): ApiIssue[] {
  const { combinations } = search;
  if (combinations.length === 0) return [];
  const complete = combinations
    .filter(({ required }) => required.every((name) => names.includes(name)))
    .toSorted((a, b) => b.required.length - a.required.length);
  const [first] = complete;
  if (first !== undefined) {
    const kind = first.name === undefined ? '' : ` of the kind "${first.name}"`;
    const message = `Taken for a search${kind}: ${first.required.join(', ')} are given.`;
    return complete.length > 1
      ? []
      : [{ severity: 'information', code: 'informational', rule: 'api-search-mode', message }];
  }
  if (isProfiled) return [];
  const ways = combinations.map(({ required }) => required.join(' + ')).join(', or ');
  const message = `The parameters make no complete search. Give ${ways}.`;
  return [{ severity: 'error', code: 'required', rule: 'api-search', message }];
}
