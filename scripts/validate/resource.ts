import { type FhirResource, isFhirResource, isJsonObject } from '../model/fhir.ts';
import { checkBestPractice } from './best-practice.ts';
import { checkBundle } from './bundle/rules.ts';
import { checkDefinition } from './canonical-resource/definition-rules.ts';
import { reportChecksOfOthers } from './checks-of-others.ts';
import { conformance } from './conformance/conformance.ts';
import type { Findings } from './finding/findings.ts';
import { didYouMean, shown } from './finding/wording.ts';
import { checkMeasureReport } from './measure-report/measure-report.ts';
import { checkNarrativeLanguage } from './narrative-language.ts';
import type { Occurrence } from './occurrence.ts';
import { claimedProfiles, profilesFor } from './profile/profiles-for.ts';
import { checkQuestionnaireResponse } from './questionnaire/response.ts';
import { baseUnusable, reportBroken } from './scope/broken.ts';
import { BundleIndex } from './scope/bundle-entries.ts';
import type { Engine, Run, Scope } from './scope/scope.ts';
import { withoutRepeats } from './structure-definition/both-views.ts';
import { checkContained } from './target/contained.ts';
import { resourceNode } from './target/reference.ts';
import { createScope, entryScope, scopeOfContained } from './target/resource.ts';
import { Walker } from './walk.ts';

/** Checks whole resources: the base definition, every profile that applies, and the rules that no definition states. */
export class ResourceChecker {
  private readonly engine: Engine;
  private readonly walker: Walker;

  constructor(engine: Engine) {
    this.engine = engine;
    this.walker = new Walker(engine.terminology, (occurrence, scope) => this.nested(occurrence, scope));
  }

  /** @param asked profiles that the caller wants beside those that the resource claims */
  root(value: unknown, asked: readonly string[], findings: Findings, run: Run): void {
    // What the HL7 validator calls the root of a text that names no resource.
    const path = isFhirResource(value) ? value.resourceType : '$';
    const resource = this.typed(value, path, findings);
    if (resource === undefined) return;
    const { engine } = this;
    const seed = {
      engine,
      run,
      findings,
      resource,
      path,
      container: resource,
      containerPath: path,
      bundles: [],
      fullUrl: undefined,
    };
    const from = packageOf(resource, asked, engine, engine.package);
    this.resource(createScope({ ...seed, from }), asked);
    for (let next = run.deferred.pop(); next !== undefined; next = run.deferred.pop()) next();
    findings.settle(path);
    findings.keep(withoutRepeats(findings.issues, resource));
  }

  private nested({ value, property, path, parent }: Occurrence, scope: Scope): void {
    const resource = this.typed(value, path, scope.findings);
    if (resource === undefined) return;
    const from = packageOf(resource, [], this.engine, scope.from);
    if (property.element.name === 'contained') {
      this.resource({ ...scopeOfContained(resource, path, scope), from }, []);
      return;
    }
    const fullUrl = typeof parent.fullUrl === 'string' ? parent.fullUrl : scope.fullUrl;
    this.resource(entryScope(resource, path, fullUrl, { ...scope, from }), []);
  }

  private typed(value: unknown, path: string, findings: Findings): FhirResource | undefined {
    const { types } = this.engine;
    if (!isJsonObject(value)) {
      findings.written({
        code: 'structure',
        rule: 'json-type',
        message: 'A resource must be a JSON object.',
        expression: path,
      });
      return undefined;
    }
    if (!isFhirResource(value)) {
      findings.error({
        code: 'structure',
        rule: 'resource-type',
        message: 'There is no resourceType; without it nobody can tell what the resource is.',
        expression: path,
      });
      return undefined;
    }
    if (types.isResourceType(value.resourceType)) return value;
    const hint = didYouMean(value.resourceType, types.resourceTypes());
    findings.error({
      code: 'structure',
      rule: 'resource-type',
      message: `FHIR R4 has no resource type "${shown(value.resourceType)}".${hint}`,
      expression: path,
      at: `${path}.resourceType`,
    });
    return undefined;
  }

  private resource(scope: Scope, asked: readonly string[]): void {
    const { resource, path, run } = scope;
    const rules = this.engine.types.of(resource.resourceType);
    if (rules === undefined) {
      reportBroken(run, baseUnusable(resource.resourceType), path);
      return;
    }
    const inside =
      resource.resourceType === 'Bundle'
        ? { ...scope, bundles: [new BundleIndex(resource, path), ...scope.bundles] }
        : scope;
    const outer = run.stack.splice(0, run.stack.length);
    run.stack.push({ element: undefined, type: resource.resourceType, value: resource, sibling: undefined });
    this.walker.object(resource, rules, path, inside);
    this.walker.extensionsOf(resource, path, inside);
    this.profiles(inside, asked);
    run.stack.splice(0, run.stack.length, ...outer);
    checkContained(inside);
    checkBestPractice(inside);
    reportChecksOfOthers(inside);
    if (resource.resourceType === 'QuestionnaireResponse') checkQuestionnaireResponse(inside);
    if (resource.resourceType === 'MeasureReport') checkMeasureReport(inside);
    checkDefinition(inside);
    if (resource.language !== undefined) checkNarrativeLanguage(resource, path, inside);
    const [bundle] = inside.bundles;
    if (resource.resourceType === 'Bundle' && bundle !== undefined) checkBundle(resource, bundle, inside);
  }

  private profiles(scope: Scope, asked: readonly string[]): void {
    const { resource, path, findings, run } = scope;
    const node = resourceNode(resource, path, scope);
    for (const profile of profilesFor(scope, asked)) {
      if (scope.path === scope.resource.resourceType) run.profiles.add(profile.canonical);
      else run.profilesInside.add(profile.canonical);
      findings.take(conformance(node, profile, scope));
    }
  }
}

/** The package of the first profile that a resource claims and that is not the base specification's. */
function packageOf(
  resource: FhirResource,
  asked: readonly string[],
  engine: Engine,
  inherited: Scope['from'],
): Scope['from'] {
  for (const canonical of [...asked, ...claimedProfiles(resource)]) {
    const profile = engine.profiles.find(canonical, inherited);
    if (profile !== undefined && profile.package.id !== 'hl7.fhir.r4.core') return profile.package;
  }
  return inherited;
}
