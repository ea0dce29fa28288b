import { parseCanonical } from '../../model/canonical.ts';
import type { CodingValue, Membership } from '../../model/definition/terminology.ts';
import { type FhirResource, isFhirResource } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import type { BundleIndex } from '../scope/bundle-entries.ts';
import { containedIn } from '../scope/contained-resources.ts';
import type { Scope } from '../scope/scope.ts';
import { resolveTarget } from '../target/reference.ts';
import { isListed } from './listed.ts';

/** A Questionnaire that was found, and what the value sets in it mean. */
export interface QuestionnaireSource {
  readonly questionnaire: FhirResource;
  isMember(coding: CodingValue, valueSet: string): Membership;
}

/**
 * Finds the Questionnaire of a response: contained, in the same Bundle, loaded, or among what is validated with it. Says so where there is none.
 * @see https://hl7.org/fhir/R4/questionnaireresponse-definitions.html#QuestionnaireResponse.questionnaire
 */
export function questionnaireOf(scope: Scope): QuestionnaireSource | undefined {
  const { resource, path, findings, engine, from } = scope;
  const canonical = resource.questionnaire;
  if (typeof canonical !== 'string' || canonical === '') {
    const message =
      'No Questionnaire is named, so the answers were not held against one. Name it in QuestionnaireResponse.questionnaire.';
    findings.information({ code: 'incomplete', rule: 'not-checked', message, expression: path });
    return undefined;
  }
  const within = resolveTarget(canonical, scope)?.node.value ?? inBundles(canonical, scope.bundles);
  if (isFhirResource(within)) {
    if (within.resourceType === 'Questionnaire') return sourceWithin(within, scope);
    reportOther(canonical, within.resourceType, scope);
    return undefined;
  }
  if (canonical.startsWith('#')) {
    const message = `The contained Questionnaire "${shown(canonical)}" is missing, so the answers were not held against it.`;
    findings.information({ code: 'not-found', rule: 'not-checked', message, expression: `${path}.questionnaire` });
    return undefined;
  }
  const found = engine.definitions.resolve(canonical, from ?? engine.package);
  if (found?.resource.resourceType === 'Questionnaire') {
    const { resource: questionnaire, package: owner } = found;
    return {
      questionnaire,
      isMember: (coding, valueSet) =>
        containedValueSet(coding, valueSet, questionnaire, scope) ??
        engine.terminology.isMember(coding, valueSet, owner),
    };
  }
  if (found !== undefined) {
    reportOther(canonical, found.resource.resourceType, scope);
    return undefined;
  }
  const near = engine.questionnaireAtHand?.(canonical);
  if (near !== undefined) return sourceWithin(near, scope);
  const message = `The Questionnaire ${shown(canonical)} is not loaded, so the answers were not held against it. Add the package that has it, or validate it together with the response.`;
  const isExample = /^https?:\/\/example\.org/.test(canonical);
  findings.add({
    severity: isExample ? 'information' : 'warning',
    code: 'not-found',
    rule: 'not-checked',
    message,
    expression: `${path}.questionnaire`,
  });
  return undefined;
}

function reportOther(canonical: string, type: string, { findings, path }: Scope): void {
  findings.error({
    code: 'structure',
    rule: 'questionnaire-kind',
    message: `${shown(canonical)} is no Questionnaire: it is of type ${shown(type)}. Name the Questionnaire that was answered.`,
    expression: `${path}.questionnaire`,
  });
}

/** Of a Questionnaire in the text itself, or beside it. */
function sourceWithin(questionnaire: FhirResource, scope: Scope): QuestionnaireSource {
  const { engine, from } = scope;
  return {
    questionnaire,
    isMember(coding, valueSet) {
      const own =
        containedValueSet(coding, valueSet, questionnaire, scope) ??
        containedValueSet(coding, valueSet, scope.container, scope);
      if (own !== undefined) return own;
      const loaded = engine.terminology.isMember(coding, valueSet, from ?? engine.package);
      const near = loaded.outcome === 'unknown-value-set' ? inBundles(valueSet, scope.bundles) : undefined;
      return near?.resourceType === 'ValueSet' ? isListed(coding, near) : loaded;
    },
  };
}

function containedValueSet(
  coding: CodingValue,
  valueSet: string,
  container: FhirResource,
  { run }: Scope,
): Membership | undefined {
  if (!valueSet.startsWith('#')) return undefined;
  const contained = containedIn(container, run.contained);
  const at = contained?.byId.get(valueSet.slice(1));
  const found = at === undefined ? undefined : contained?.items[at];
  return isFhirResource(found) && found.resourceType === 'ValueSet' ? isListed(coding, found) : undefined;
}

const byUrl = new WeakMap<BundleIndex, ReadonlyMap<string, FhirResource>>();

/** The resource with a canonical URL in the Bundles around the response. */
function inBundles(canonical: string, bundles: readonly BundleIndex[]): FhirResource | undefined {
  const { url, version } = parseCanonical(canonical);
  for (const bundle of bundles) {
    const found = urlsIn(bundle).get(url);
    if (found !== undefined && (version === undefined || version === found.version)) return found;
  }
  return undefined;
}

function urlsIn(bundle: BundleIndex): ReadonlyMap<string, FhirResource> {
  const known = byUrl.get(bundle);
  if (known !== undefined) return known;
  const urls = new Map<string, FhirResource>();
  for (const { resource } of bundle.entries)
    if (typeof resource?.url === 'string' && !urls.has(resource.url)) urls.set(resource.url, resource);
  byUrl.set(bundle, urls);
  return urls;
}
