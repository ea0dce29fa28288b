import { setImmediate } from 'node:timers/promises';
import type { Replay } from '../../compare/result/report.ts';
import type { Failure } from '../../compare/result/witness.ts';
import { type FhirResource, isJsonObject } from '../../model/fhir.ts';
import { isAtLeast } from '../../model/issue.ts';
import type { Validator } from '../../validate/validator.ts';
import { guideValidator } from '../check.ts';
import type { OpenedSide } from './open-side.ts';
import { sharedVerdicts, type Verdicts } from './verdicts.ts';

const PER_TURN = 20;

/**
 * Validates the examples of each version under the other one: those that claim profiles of it and are valid under their
 * own. A profile under another canonical is claimed by that one.
 * @returns undefined where there are none
 */
export async function replayExamples(
  old: OpenedSide,
  now: OpenedSide,
  renamed: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<Replay | undefined> {
  if (old.examples.length + now.examples.length === 0) return undefined;
  const back = new Map([...renamed].map(([before, after]) => [after, before]));
  const validators = { old: validatorOf(old), now: validatorOf(now) };
  const verdicts = sharedVerdicts(old, now) ?? separateVerdicts(validators);
  const forth = triedOf(old, now, renamed);
  const before = triedOf(now, old, back);
  const [notUnderNew, notUnderOld]: [Tried[], Tried[]] = [[], []];
  await inTurns(forth, signal, (each) => {
    if (!verdicts.underNew(each.file, each.moved)) notUnderNew.push(each);
  });
  await inTurns(before, signal, (each) => {
    if (!verdicts.underOld(each.file, each.moved)) notUnderOld.push(each);
  });
  // Only of what is not valid there it matters whether it ever was.
  const noLongerValid: Failure[] = [];
  await inTurns(notUnderNew, signal, (each) => {
    if (verdicts.underOld(each.file, each.example)) noLongerValid.push(failureOf(each, validators.now()));
  });
  const notValidBefore: Failure[] = [];
  await inTurns(notUnderOld, signal, (each) => {
    const { file, example } = each;
    const isValid = verdicts.knownUnderNew(file, example) ?? validators.now().validateResource(example, { file }).valid;
    if (isValid) notValidBefore.push(failureOf(each, validators.old()));
  });
  // A change is told at the artefact of the newer version.
  const atNew = (failure: Failure) => ({
    ...failure,
    profiles: failure.profiles.map((url) => renamed.get(url) ?? url),
  });
  const [validNow, validBefore] = [forth.length - notUnderNew.length, before.length - notUnderOld.length];
  return {
    oldExamples: { valid: validNow, notTried: old.examples.length - validNow - noLongerValid.length, noLongerValid },
    newExamples: {
      valid: validBefore,
      notTried: now.examples.length - validBefore - notValidBefore.length,
      notValidBefore: notValidBefore.map(atNew),
    },
  };
}

/** Made when it is needed. */
function validatorOf({ definitions, side }: OpenedSide): () => Validator {
  let made: Validator | undefined;
  return () => {
    made ??= guideValidator({ definitions, package: side.package }, { allowExampleUrls: true });
    return made;
  };
}

function separateVerdicts({ old, now }: Readonly<Record<'old' | 'now', () => Validator>>): Verdicts {
  return {
    underNew: (file, resource) => now().validateResource(resource, { file }).valid,
    underOld: (file, resource) => old().validateResource(resource, { file }).valid,
    knownUnderNew: () => undefined,
  };
}

/** An example that claims profiles of its version which the other one has too. */
interface Tried {
  readonly file: string;
  readonly example: FhirResource;
  /** As it is under the other version. */
  readonly moved: FhirResource;
  /** The profiles that it claims, by the names that the other version has. */
  readonly profiles: readonly string[];
}

/** @param names those that the other version has, where they are others */
function triedOf(own: OpenedSide, other: OpenedSide, names: ReadonlyMap<string, string>): Tried[] {
  const nameThere = (url: string) => names.get(url) ?? url;
  const urlsOf = ({ side }: OpenedSide) =>
    new Set(side.resources.flatMap(({ url }) => (typeof url === 'string' ? [url] : [])));
  const [ours, known] = [urlsOf(own), urlsOf(other)];
  return own.examples.flatMap((example, index): Tried[] => {
    const claimed = profilesOf(example).map((canonical) => canonical.split('|')[0] ?? '');
    const profiles = claimed.filter((url) => ours.has(url)).map(nameThere);
    // What the other version has no profile for is told as an artefact that is new or gone.
    if (profiles.length === 0 || profiles.some((url) => !known.has(url))) return [];
    const file = `${example.resourceType}/${example.id ?? index}`;
    return [{ file, example, moved: underOtherNames(example, names), profiles }];
  });
}

async function inTurns<T>(items: readonly T[], signal: AbortSignal, work: (item: T) => void): Promise<void> {
  for (const [index, item] of items.entries()) {
    if (index % PER_TURN === 0) await setImmediate(); // lets an abort through
    signal.throwIfAborted();
    work(item);
  }
}

function failureOf({ file, moved, profiles }: Tried, there: Validator): Failure {
  const issues = there.validateResource(moved, { file }).issues.filter(({ severity }) => isAtLeast(severity, 'error'));
  return { file, profiles, issues };
}

function profilesOf({ meta }: FhirResource): string[] {
  const profiles = isJsonObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  return profiles.filter((each) => typeof each === 'string');
}

const DEEPEST = 100;

/** An example that claims what it claims, extensions and code systems too, by the names that the other version has. */
function underOtherNames(example: FhirResource, names: ReadonlyMap<string, string>): FhirResource {
  const nameThere = (url: string) => names.get(url) ?? url;
  const profile = profilesOf(example).map((canonical) => nameThere(canonical.split('|')[0] ?? ''));
  const { meta } = example;
  const inner = names.size === 0 ? example : (renamedIn(example, nameThere) as FhirResource);
  return { ...inner, meta: { ...(isJsonObject(meta) ? meta : {}), profile } };
}

/** The value itself where nothing in it has another name. */
function renamedIn(value: unknown, nameThere: (url: string) => string, depth = 0): unknown {
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) {
    const items = value.map((each) => renamedIn(each, nameThere, depth + 1));
    return items.every((each, index) => each === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  const parts = Object.entries(value).map(([name, part]): [string, unknown] => [
    name,
    (name === 'url' || name === 'system') && typeof part === 'string'
      ? nameThere(part)
      : renamedIn(part, nameThere, depth + 1),
  ]);
  return parts.every(([name, part]) => part === value[name]) ? value : Object.fromEntries(parts);
}
