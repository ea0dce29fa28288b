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
  /** Codes of what the API answers where the rule is broken. */
  readonly errors: readonly string[];
  /** Why no artefact can say the whole of it. */
  readonly reason?: string;
  /** Where a rule comes from that the API does not state. */
  readonly source?: string;
}

/** The rules that a guide numbers, by their number and by the constraints that hold them. */
export interface GuideRules {
  readonly all: readonly DescribedRule[];
  find(code: string): DescribedRule | undefined;
  ofConstraint(key: string): readonly DescribedRule[];
}

/**
 * Reads the rules out of the code systems of a guide that declare the properties `enforcement` and `constraint`.
 * @param resources of the guide
 */
export function readGuideRules(resources: readonly FhirResource[]): GuideRules {
  const all = resources.flatMap((resource) => {
    const system = codeSystemOf(resource);
    return system !== undefined && declares(system, 'enforcement', 'constraint') ? describe(system) : [];
  });
  const byCode = new Map(all.map((rule) => [rule.code, rule]));
  const byConstraint = new Map<string, DescribedRule[]>();
  for (const rule of all)
    for (const key of rule.constraints) byConstraint.set(key, [...(byConstraint.get(key) ?? []), rule]);
  return { all, find: (code) => byCode.get(code), ofConstraint: (key) => byConstraint.get(key) ?? [] };
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

/** The finding with the guide's rules that it breaks, where a constraint leads to them. */
export function withGuideRules(issue: Issue, rules: GuideRules): Issue {
  if (issue.constraint === undefined || issue.guideRules !== undefined) return issue;
  const broken = rules.ofConstraint(issue.constraint);
  return broken.length === 0 ? issue : { ...issue, guideRules: broken.map(named) };
}

export function named({ code, title, url }: GuideRule): GuideRule {
  return { code, title, url };
}

export function resultWithGuideRules(result: ResourceResult, rules: GuideRules): ResourceResult {
  if (!result.issues.some(({ constraint }) => constraint !== undefined)) return result;
  return { ...result, issues: result.issues.map((issue) => withGuideRules(issue, rules)) };
}
