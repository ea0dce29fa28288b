import { parseCanonical } from '../model/canonical.ts';
import type { CodeSystem, FhirResource } from '../model/fhir.ts';
import type { GuideRule, Issue } from '../model/issue.ts';
import type { ResourceResult } from '../model/report.ts';
import { concepts, declares, text, texts } from './concept-properties.ts';
import { codeSystemOf } from './shapes.ts';

/** A rule of a guide with all that its code system says of it. */
export interface DescribedRule extends GuideRule {
  readonly definition?: string;
  /** How the guide says that the rule is held. */
  readonly enforcement?: string;
  /** `StructureDefinition/MESDevice`. */
  readonly artifacts: readonly string[];
  /** Keys of the constraints that hold the rule. */
  readonly constraints: readonly string[];
  /** Elements whose structure holds the rule: `Observation.effective[x]`. */
  readonly elements: readonly string[];
  /** Codes of what the API answers where the rule is broken. */
  readonly errors: readonly string[];
  /** Why no artefact can say the whole of it. */
  readonly reason?: string;
  /** Where a rule comes from that the API does not state. */
  readonly source?: string;
}

/** The rules that a guide numbers, by their number and by what holds them. */
export interface GuideRules {
  readonly all: readonly DescribedRule[];
  find(code: string): DescribedRule | undefined;
  ofConstraint(key: string): readonly DescribedRule[];
  /** Those that the finding breaks: its constraint leads to them, or the element that has the wrong structure. */
  brokenBy(issue: Issue): readonly DescribedRule[];
}

/** What is known of a profile without reading it. */
export interface GuideProfile {
  readonly url?: string;
  readonly type?: string;
  readonly baseDefinition?: string;
}

export function guideProfiles(resources: readonly FhirResource[]): GuideProfile[] {
  return resources.filter(({ resourceType }) => resourceType === 'StructureDefinition') as GuideProfile[];
}

/** Of the engine's rules those that say that an element is missing, or is not what a profile wants there. */
const STRUCTURE: ReadonlySet<string> = new Set([
  'cardinality',
  'slice-cardinality',
  'slicing-closed',
  'fixed',
  'pattern',
  'type',
  'binding-required',
]);

/**
 * Reads the rules out of the code systems of a guide that declare the properties `enforcement` and `constraint`.
 * @param resources of the guide
 * @param profiles of the guide: a finding names the profile, a rule the type that it is on
 */
export function readGuideRules(resources: readonly FhirResource[], profiles: readonly GuideProfile[] = []): GuideRules {
  const all = resources.flatMap((resource) => {
    const system = codeSystemOf(resource);
    return system !== undefined && declares(system, 'enforcement', 'constraint') ? describe(system) : [];
  });
  const byCode = new Map(all.map((rule) => [rule.code, rule]));
  const byConstraint = rulesBy(all, ({ constraints }) => constraints);
  const byElement = rulesBy(all, ({ elements }) => elements.map((path) => path.replaceAll('[x]', '')));
  const types = new Map<string, string>();
  if (byElement.size > 0)
    for (const { url, type, baseDefinition } of profiles)
      for (const each of [url, baseDefinition])
        if (each !== undefined && type !== undefined) types.set(parseCanonical(each).url, type);
  const typeOf = (profile: string): string | undefined => {
    const { url } = parseCanonical(profile);
    return types.get(url) ?? BASE.exec(url)?.[1];
  };
  return {
    all,
    find: (code) => byCode.get(code),
    ofConstraint: (key) => byConstraint.get(key) ?? [],
    brokenBy: ({ constraint, rule, profile, element, expression }) => {
      if (constraint !== undefined) return byConstraint.get(constraint) ?? [];
      const path = element ?? expression;
      if (byElement.size === 0 || profile === undefined || path === undefined || !STRUCTURE.has(rule)) return [];
      const type = typeOf(profile);
      return type === undefined ? [] : (byElement.get(withinType(path, type)) ?? []);
    },
  };
}

const BASE = /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/([A-Za-z]+)$/;

function rulesBy(all: readonly DescribedRule[], keysOf: (rule: DescribedRule) => readonly string[]) {
  const found = new Map<string, DescribedRule[]>();
  for (const rule of all) for (const key of keysOf(rule)) found.set(key, [...(found.get(key) ?? []), rule]);
  return found;
}

/** `Bundle.entry[0].resource.code.coding[0]` of an Observation is `Observation.code.coding`. */
function withinType(path: string, type: string): string {
  const inner = path.lastIndexOf('.resource.');
  const below =
    inner === -1 || type === 'Bundle' ? path.replace(/^[^.]*\.?/, '') : path.slice(inner + '.resource.'.length);
  return `${type}.${below}`.replace(/\[[^\]]*\]/g, '');
}

function describe(system: CodeSystem): DescribedRule[] {
  return concepts(system).map((concept): DescribedRule => {
    const { code, display = code, definition } = concept;
    const enforcement = text(concept, 'enforcement');
    const reason = text(concept, 'reason');
    const source = text(concept, 'source');
    return {
      code,
      title: display,
      url: rowOf(system, code),
      ...(definition === undefined ? {} : { definition }),
      ...(enforcement === undefined ? {} : { enforcement }),
      artifacts: texts(concept, 'artifact'),
      constraints: texts(concept, 'constraint'),
      elements: texts(concept, 'element').flatMap((each) => each.split(' ')),
      errors: texts(concept, 'error'),
      ...(reason === undefined ? {} : { reason }),
      ...(source === undefined ? {} : { source }),
    };
  });
}

/** Where the IG Publisher's page of the code system has the concept. */
export function rowOf({ id, url = '' }: Pick<CodeSystem, 'id' | 'url'>, code: string): string {
  const base = url.replace(/\/CodeSystem\/[^/]*$/, '');
  return `${base}/CodeSystem-${id}.html#${id}-${encodeURIComponent(code)}`;
}

/** The finding with the guide's rules that it breaks. */
export function withGuideRules(issue: Issue, rules: GuideRules): Issue {
  if (issue.guideRules !== undefined) return issue;
  const broken = rules.brokenBy(issue);
  return broken.length === 0 ? issue : { ...issue, guideRules: broken.map(named) };
}

export function named({ code, title, url }: GuideRule): GuideRule {
  return { code, title, url };
}

export function resultWithGuideRules(result: ResourceResult, rules: GuideRules): ResourceResult {
  if (!result.issues.some((issue) => rules.brokenBy(issue).length > 0)) return result;
  return { ...result, issues: result.issues.map((issue) => withGuideRules(issue, rules)) };
}
