import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuideResource } from '../../model/definition/compiled.ts';
import { guideIdentity, isLogicalInstance } from '../../model/definition/logical-instance.ts';
import { type FhirResource, type ImplementationGuide, isJsonObject } from '../../model/fhir.ts';
import type { ResourceResult } from '../../model/report.ts';
import { jsonOf } from '../../model/written-digits.ts';
import { globalProfiles } from '../../validate/profile/global-profiles.ts';
import type { Validator } from '../../validate/validator.ts';
import { isOfR5, notCheckedOfR5 } from './as-published.ts';
import { atSource } from './at-source.ts';
import type { Guide } from './guide.ts';

/** What a validator is asked of one resource of a guide. */
export interface GuideQuestion {
  readonly checked: GuideResource;
  /** The author's own text, for findings with lines; absent for what comes from FSH. */
  readonly text: string | undefined;
  /** The profile that it is an example of. */
  readonly profile: string | undefined;
}

/** What is told of a resource of which nothing is asked. */
export interface GuideNote {
  readonly told: ResourceResult;
}

/** Of every resource of the guide, in that order: what is asked of a validator, or why nothing is. */
export function questionsOf(guide: Guide, folder: string): (GuideQuestion | GuideNote)[] {
  const examples = exampleProfiles(guide);
  return guide.resources.map((checked) => {
    const { resource, file, origin } = checked;
    if (isForPublisher(resource, file)) return { told: forPublisher(resource, file) };
    if (isLogicalInstance(checked)) return { told: ofLogicalModel(checked) };
    const { resourceType } = resource;
    if (isOfR5(resourceType)) {
      const note = unchecked(file, nameOf(checked), notCheckedOfR5(resourceType));
      return { told: atOrigin(note, checked) };
    }
    return {
      checked,
      text: origin === undefined ? predefinedText(join(folder, file)) : undefined,
      profile: examples.get(`${resourceType}/${resource.id}`),
    };
  });
}

/** The findings of one resource as its author wrote it: without the snapshot. */
export function ask({ checked, text, profile }: GuideQuestion, validator: Validator): ResourceResult {
  const { snapshot: _, ...resource } = checked.resource;
  const request = { file: checked.file, profiles: profile === undefined ? [] : [profile] };
  return text === undefined ? validator.validateResource(resource, request) : validator.validate(text, request);
}

/** The result with the FSH line of each finding. */
export function atOrigin(result: ResourceResult, { origin }: GuideResource): ResourceResult {
  return { ...result, issues: result.issues.map((issue) => atSource(issue, origin)) };
}

/** `Observation/poids`. */
export function nameOf(resource: GuideResource): string {
  const { resourceType, id } = guideIdentity(resource);
  return id === undefined ? resourceType : `${resourceType}/${id}`;
}

/** The same resources for another validator: its JSON and the profiles to hold it against; undefined where none is asked. */
export function guideQuestions(guide: Guide): ({ text: string; profiles: string[] } | undefined)[] {
  const examples = exampleProfiles(guide);
  const globals = globalProfiles(guide.definitions, guide.package);
  return guide.resources.map((each) => {
    const { snapshot: _, ...resource } = each.resource;
    if (isForPublisher(resource, each.file) || isLogicalInstance(each) || isOfR5(resource.resourceType))
      return undefined;
    const profile = examples.get(`${resource.resourceType}/${resource.id}`);
    const asked = new Set([...(profile === undefined ? [] : [profile]), ...(globals.get(resource.resourceType) ?? [])]);
    return { text: jsonOf(resource), profiles: [...asked] };
  });
}

/**
 * The profile that each example is an instance of, claimed in its `meta.profile` or not.
 * @see https://hl7.org/fhir/R4/implementationguide-definitions.html#ImplementationGuide.definition.resource.example_x_
 */
function exampleProfiles(guide: Guide): ReadonlyMap<string, string> {
  const profiles = new Map<string, string>();
  for (const { resource, file } of guide.resources) {
    if (!isForPublisher(resource, file)) continue;
    const { definition } = resource as FhirResource & Partial<ImplementationGuide>;
    for (const { reference, exampleCanonical } of definition?.resource ?? [])
      if (reference.reference !== undefined && exampleCanonical !== undefined)
        profiles.set(reference.reference, exampleCanonical);
  }
  return profiles;
}

/** The text of a predefined resource, for findings with lines; none where it has a snapshot, which is not checked. */
function predefinedText(file: string): string | undefined {
  if (!file.endsWith('.json')) return undefined;
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    const resource: unknown = JSON.parse(text);
    return isJsonObject(resource) && resource.snapshot === undefined ? text : undefined;
  } catch {
    return undefined; // gone or changed since it was compiled
  }
}

/** The ImplementationGuide that SUSHI writes out of its configuration, in the IG Publisher's own dialect. */
function isForPublisher({ resourceType }: FhirResource, file: string): boolean {
  return resourceType === 'ImplementationGuide' && file.startsWith('fsh-generated/');
}

function forPublisher({ id }: FhirResource, file: string): ResourceResult {
  const message =
    'The guide’s own ImplementationGuide is input of the IG Publisher: its parameters and aliases go beyond what R4 defines, so it is not held against R4.';
  return unchecked(file, `ImplementationGuide/${id}`, message);
}

function ofLogicalModel(each: GuideResource): ResourceResult {
  const message = `An instance of a logical model (${each.resource.resourceType}) is no FHIR resource: SUSHI held it against the model while it compiled, and nothing else is checked.`;
  const predefined = `An instance of a logical model (${each.resource.resourceType}) is no FHIR resource, and is not held against the model.`;
  return atOrigin(unchecked(each.file, nameOf(each), each.origin === undefined ? predefined : message), each);
}

function unchecked(file: string, resource: string, message: string): ResourceResult {
  return {
    file,
    resource,
    profiles: [],
    valid: true,
    issues: [{ severity: 'information', code: 'informational', rule: 'not-checked', message }],
  };
}
