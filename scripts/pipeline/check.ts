import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { readGuideRules, resultWithGuideRules } from '../api/guide-rules.ts';
import type { GuideResource } from '../model/definition/compiled.ts';
import { guideIdentity, isLogicalInstance } from '../model/definition/logical-instance.ts';
import { type FhirResource, type ImplementationGuide, isJsonObject } from '../model/fhir.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import type { ResourceResult } from '../model/report.ts';
import { jsonOf } from '../model/written-digits.ts';
import { withinTime } from '../process/within-time.ts';
import { globalProfiles } from '../validate/profile/global-profiles.ts';
import { createValidator, type Validator, type ValidatorOptions } from '../validate/validator.ts';
import { asPublished, isOfR5, notCheckedOfR5 } from './as-published.ts';
import { atSource } from './guide/at-source.ts';
import type { Guide } from './guide/guide.ts';
import { questionnairesIn } from './questionnaires-at-hand.ts';
import { type Inquiry, terminologyFor } from './terminology.ts';
import { givenUp, TIME_LIMIT } from './time-limit.ts';

/** A validator that knows the guide's own profiles and value sets beside those of its packages. */
export function guideValidator(
  { definitions, package: owner }: Pick<Guide, 'definitions' | 'package'>,
  {
    allowExampleUrls = false,
    liveUrls = false,
    syntax,
    inquiry,
    beside,
  }: Pick<ValidatorOptions, 'allowExampleUrls' | 'liveUrls' | 'syntax'> & {
    readonly inquiry?: Inquiry;
    /** Files that are validated in the same run. */
    readonly beside?: readonly string[];
  } = {},
): Validator {
  const validator = createValidator({
    definitions,
    terminology: terminologyFor(definitions, inquiry),
    package: owner,
    allowExampleUrls,
    liveUrls,
    room: getHeapStatistics().heap_size_limit,
    ...(syntax === undefined ? {} : { syntax }),
    ...(beside === undefined ? {} : { questionnaireAtHand: questionnairesIn(beside) }),
  });
  const rules = readGuideRules(ownCodeSystems(definitions, owner));
  if (rules.all.length === 0) return validator;
  return {
    validate: (text, request) => resultWithGuideRules(validator.validate(text, request), rules),
    validateResource: (resource, request) => resultWithGuideRules(validator.validateResource(resource, request), rules),
  };
}

function ownCodeSystems(definitions: Guide['definitions'], owner: PackageRef): FhirResource[] {
  const own = definitions.list('CodeSystem').filter((each) => packageKey(each.package) === packageKey(owner));
  return own.map((each) => each.read());
}

/** How a guide is validated. */
export interface GuideCheck {
  /** The project's. */
  readonly folder: string;
  validator: Validator;
  /** Makes another one, for when that one was broken off in the middle of anything. */
  readonly makeValidator: () => Validator;
  readonly signal: AbortSignal;
  /** How many seconds one resource may take. */
  readonly timeLimit?: number;
}

const TURN_MS = 100;

/**
 * Validates every resource of the guide: the examples against the profiles they claim, and the definitions against
 * the base specification, as their authors wrote them: without the snapshots. Findings carry the FSH line, or the line
 * of a predefined resource's own file.
 */
export async function checkGuide(guide: Guide, check: GuideCheck): Promise<ResourceResult[]> {
  const { signal, timeLimit = TIME_LIMIT } = check;
  const { resources } = guide;
  const checkOne = resourceCheck(guide, check);
  const results: ResourceResult[] = [];
  while (results.length < resources.length) {
    await setImmediate(); // lets an abort through
    signal.throwIfAborted();
    const start = performance.now();
    // A limit has its price, so that several share one; whichever is at work when it is reached has had nearly all of it.
    const isDone = withinTime(
      () => {
        for (const each of resources.slice(results.length)) {
          results.push(checkOne(each));
          if (performance.now() - start > TURN_MS) return;
        }
      },
      timeLimit * 1_000 + TURN_MS,
    );
    if (isDone) continue;
    check.validator = check.makeValidator();
    const slow = resources[results.length];
    if (slow === undefined) break; // the last one was done when the time was over
    const name = nameOf(guideIdentity(slow));
    results.push(atOrigin({ ...givenUp(slow.file, undefined, timeLimit), resource: name }, slow));
  }
  return results;
}

function resourceCheck(guide: Guide, check: GuideCheck): (resource: GuideResource) => ResourceResult {
  const examples = exampleProfiles(guide);
  return (checked) => {
    const { snapshot: _, ...resource } = checked.resource;
    const { file, origin } = checked;
    if (isForPublisher(resource, file)) return forPublisher(resource, file);
    if (isLogicalInstance(checked)) return ofLogicalModel(checked);
    const { resourceType } = resource;
    if (isOfR5(resourceType))
      return atOrigin(unchecked(file, nameOf(guideIdentity(checked)), notCheckedOfR5(resourceType)), checked);
    const profile = examples.get(`${resource.resourceType}/${resource.id}`);
    const request = { file, profiles: profile === undefined ? [] : [profile] };
    const text = origin === undefined ? predefinedText(join(check.folder, file)) : undefined;
    const { validator } = check;
    const result =
      text === undefined ? validator.validateResource(resource, request) : validator.validate(text, request);
    return atOrigin(asPublished(result, resourceType), checked);
  };
}

function atOrigin(result: ResourceResult, { origin }: GuideResource): ResourceResult {
  return { ...result, issues: result.issues.map((issue) => atSource(issue, origin)) };
}

function nameOf({ resourceType, id }: ReturnType<typeof guideIdentity>): string {
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
  return atOrigin(
    unchecked(each.file, nameOf(guideIdentity(each)), each.origin === undefined ? predefined : message),
    each,
  );
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
