import type { CapabilityStatement, ElementDefinition, FhirResource, StructureDefinition } from '../model/fhir.ts';
import { type ApiError, readApiErrors } from './api-errors.ts';
import { type GuideQuestion, readGuideQuestions } from './guide-questions.ts';
import { type GuideRules, guideProfiles, readGuideRules } from './guide-rules.ts';
import { capabilityOf, profileOf } from './shapes.ts';

type Rest = NonNullable<CapabilityStatement['rest']>[number];
type RestResource = NonNullable<Rest['resource']>[number];

/** Parameters that a search must have together, and may have beside these. */
interface Combination {
  /** The id of the extension, where it has one: what the guide calls this kind of search. */
  readonly name?: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** How one type of resource can be searched. */
export interface SearchDescription {
  readonly parameters: ReadonlySet<string>;
  /** Those of them that are of type date. */
  readonly dates: ReadonlySet<string>;
  readonly combinations: readonly Combination[];
}

/** What a guide says of the API that it is about, in resources that any FHIR guide can have. */
export interface ApiDescription {
  readonly errors: readonly ApiError[];
  readonly rules: GuideRules;
  readonly questions: readonly GuideQuestion[];
  /** Profiles of Bundles by the value of `Bundle.type` that each demands. */
  readonly bundles: ReadonlyMap<string, string>;
  /** The interaction on the base of the server: what a body is sent for. */
  readonly system?: string;
  /** Profiles of what an entry of that body may have, by type of resource. */
  readonly entries: ReadonlyMap<string, string>;
  /** Profiles of other resources that are exchanged, by type: an OperationOutcome. */
  readonly others: ReadonlyMap<string, string>;
  /** Profile of a search request, written as Parameters. */
  readonly request?: string;
  readonly searches: ReadonlyMap<string, SearchDescription>;
  /** Types of resources that can be read by their id. */
  readonly readable: ReadonlySet<string>;
}

const COMBINATION = 'http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination';

/**
 * Reads what the CapabilityStatement of a server, its profiles and the code systems of errors and rules say.
 * @param resources the guide's own, profiles with their snapshots
 * @returns undefined when no CapabilityStatement of the guide is one of a server
 */
export function describeApi(resources: readonly FhirResource[]): ApiDescription | undefined {
  const rest = resources.flatMap(serverOf)[0];
  if (rest === undefined) return undefined;
  const profiles = new Map(resources.flatMap((each) => profileOf(each) ?? []).map((each) => [each.url, each]));
  const exchanged = new Map((rest.resource ?? []).map((each) => [each.type as string, each]));
  const bundles = new Map<string, string>();
  for (const url of allProfiles(exchanged.get('Bundle'))) {
    const type = demandedType(profiles.get(url));
    if (type !== undefined) bundles.set(type, url);
  }
  const system = rest.interaction?.find(({ code }) => code === 'transaction' || code === 'batch')?.code;
  const body = system === undefined ? undefined : bundles.get(system);
  const request = exchanged.get('Parameters')?.profile;
  return {
    errors: readApiErrors(resources),
    rules: readGuideRules(resources, guideProfiles(resources)),
    questions: readGuideQuestions(resources),
    bundles,
    ...(system === undefined ? {} : { system }),
    entries: body === undefined ? new Map() : entryProfiles(profiles.get(body)),
    others: new Map(
      [...exchanged].flatMap(([type, { profile }]) =>
        profile === undefined || type === 'Bundle' || type === 'Parameters' ? [] : [[type, profile] as const],
      ),
    ),
    ...(request === undefined ? {} : { request }),
    searches: new Map(
      [...exchanged].flatMap(([type, each]) =>
        each.interaction?.some(({ code }) => code === 'search-type') ? [[type, searchOf(each)] as const] : [],
      ),
    ),
    readable: new Set(
      [...exchanged].flatMap(([type, each]) => (each.interaction?.some(({ code }) => code === 'read') ? [type] : [])),
    ),
  };
}

function serverOf(resource: FhirResource): Rest[] {
  return capabilityOf(resource)?.rest?.filter(({ mode }) => mode === 'server') ?? [];
}

function allProfiles(resource: RestResource | undefined): string[] {
  if (resource === undefined) return [];
  return [...(resource.profile === undefined ? [] : [resource.profile]), ...(resource.supportedProfile ?? [])];
}

function elementsOf(profile: StructureDefinition | undefined): readonly ElementDefinition[] {
  return profile?.snapshot?.element ?? profile?.differential?.element ?? [];
}

/** The value that a profile of Bundle demands of `type`. */
function demandedType(profile: StructureDefinition | undefined): string | undefined {
  const type = elementsOf(profile).find(({ path }) => path === 'Bundle.type');
  return type?.patternCode ?? type?.fixedCode;
}

/** What the slices of a Bundle's entries hold: `Observation` → the profile of that slice's resource. */
function entryProfiles(profile: StructureDefinition | undefined): Map<string, string> {
  const resources = elementsOf(profile).filter(({ id }) => /^Bundle\.entry:[^.]+\.resource$/.test(id ?? ''));
  return new Map(
    resources.flatMap(({ type = [] }) =>
      type.flatMap(({ code, profile: [url] = [] }) => (url === undefined ? [] : [[code, url] as const])),
    ),
  );
}

function searchOf({ searchParam = [], extension = [] }: RestResource): SearchDescription {
  const combinations = extension
    .filter(({ url }) => url === COMBINATION)
    .map(({ id, extension: parts = [] }): Combination => {
      const named = (kind: string) =>
        parts.flatMap(({ url, valueString }) => (url === kind && valueString !== undefined ? [valueString] : []));
      return { ...(id === undefined ? {} : { name: id }), required: named('required'), optional: named('optional') };
    });
  const dates = searchParam.filter(({ type }) => type === 'date');
  return {
    parameters: new Set(searchParam.map(({ name }) => name)),
    dates: new Set(dates.map(({ name }) => name)),
    combinations,
  };
}
