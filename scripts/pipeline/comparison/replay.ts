import { setImmediate } from 'node:timers/promises';
import type { Replay } from '../../compare/result/report.ts';
import type { Failure } from '../../compare/result/witness.ts';
import { type FhirResource, isJsonObject } from '../../model/fhir.ts';
import { isAtLeast } from '../../model/issue.ts';
import { guideValidator } from '../check.ts';
import type { OpenedSide } from './open-side.ts';

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
  const forth = await tried(old, now, (url) => renamed.get(url) ?? url, signal);
  const before = await tried(now, old, (url) => back.get(url) ?? url, signal);
  // A change is told at the artefact of the newer version.
  const atNew = (failure: Failure) => ({
    ...failure,
    profiles: failure.profiles.map((url) => renamed.get(url) ?? url),
  });
  return {
    oldExamples: { valid: forth.valid, notTried: forth.notTried, noLongerValid: forth.failures },
    newExamples: { valid: before.valid, notTried: before.notTried, notValidBefore: before.failures.map(atNew) },
  };
}

async function tried(
  own: OpenedSide,
  other: OpenedSide,
  nameThere: (url: string) => string,
  signal: AbortSignal,
): Promise<{ readonly valid: number; readonly notTried: number; readonly failures: Failure[] }> {
  const validatorOf = ({ definitions, side }: OpenedSide) =>
    guideValidator({ definitions, package: side.package }, { allowExampleUrls: true });
  const [here, there] = [validatorOf(own), validatorOf(other)];
  const ours = new Set(own.side.resources.flatMap(({ url }) => (typeof url === 'string' ? [url] : [])));
  const known = new Set(other.side.resources.flatMap(({ url }) => (typeof url === 'string' ? [url] : [])));
  const failures: Failure[] = [];
  let valid = 0;
  for (const [index, example] of own.examples.entries()) {
    if (index % PER_TURN === 0) await setImmediate(); // lets an abort through
    signal.throwIfAborted();
    const claimed = profilesOf(example).map((canonical) => canonical.split('|')[0] ?? '');
    const own = claimed.filter((url) => ours.has(url));
    // What the other version has no profile for is told as an artefact that is new or gone.
    if (own.length === 0 || own.some((url) => !known.has(nameThere(url)))) continue;
    const file = `${example.resourceType}/${example.id ?? index}`;
    const moved = underOtherNames(example, nameThere);
    const result = there.validateResource(moved, { file });
    if (result.valid) {
      valid++;
      continue;
    }
    // Only of what is not valid there it matters whether it ever was.
    if (!here.validateResource(example, { file }).valid) continue;
    const issues = result.issues.filter(({ severity }) => isAtLeast(severity, 'error'));
    failures.push({ file, profiles: own.map(nameThere), issues });
  }
  return { valid, notTried: own.examples.length - valid - failures.length, failures };
}

function profilesOf({ meta }: FhirResource): string[] {
  const profiles = isJsonObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  return profiles.filter((each) => typeof each === 'string');
}

const DEEPEST = 100;

/** An example that claims what it claims, extensions and code systems too, by the names that the other version has. */
function underOtherNames(example: FhirResource, nameThere: (url: string) => string): FhirResource {
  const profile = profilesOf(example).map((canonical) => nameThere(canonical.split('|')[0] ?? ''));
  const { meta } = example;
  const inner = renamedIn(example, nameThere) as FhirResource;
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
