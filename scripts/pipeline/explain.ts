import { parseCanonical } from '../model/canonical.ts';
import { type FhirResource, isJsonObject } from '../model/fhir.ts';
import { EnvironmentError, type Issue, isAtLeast } from '../model/issue.ts';
import { type InstalledPackage, type PackageRef, packageKey } from '../model/package.ts';
import { createDefinitions, type GuideDefinitions } from '../packages/definitions/definitions.ts';
import { type CanonicalExplanation, explainCanonical } from '../packages/definitions/explain.ts';
import { compileGuide } from './guide/guide.ts';
import { declaredRefs } from './guide/guide-definitions.ts';
import { readProject } from './guide/project.ts';
import type { PackageOptions } from './packages/package-options.ts';
import { openProjectPackages } from './packages/packages.ts';
import { openGuideStore } from './store/guide-store.ts';

export interface Explanation extends CanonicalExplanation {
  /** The resource of the guide that asks, and the reference as it writes it. */
  readonly resource?: { readonly id: string; readonly says: string };
}

/**
 * Tells which package answers a canonical, for whom and why.
 * @param from who asks; the guide itself when absent, else a package (`id#version`, or `id` alone when one version is
 *   loaded) or the id of a resource of the guide: if that writes the canonical with a version, its own words are explained
 */
export async function explainPackages(
  folder: string,
  canonical: string,
  from: string | undefined,
  options: PackageOptions,
): Promise<Explanation> {
  const { value: project, issues } = readProject(folder);
  const opened = project === undefined ? { value: [], issues } : await openProjectPackages(folder, project, options);
  const trouble = opened.issues.find(({ severity }) => isAtLeast(severity, 'error'));
  if (trouble !== undefined) throw new EnvironmentError(`${placeOf(trouble)}${trouble.message}`);

  const asking = opened.value.find((each) => packageKey(each) === from || each.id === from);
  if (asking !== undefined) {
    return explainCanonical(canonical, createDefinitions(opened.value), { id: asking.id, version: asking.version });
  }

  const guide = await knownGuide(folder, from, opened.value, options);
  const owner: PackageRef = guide.package;
  const resource = from === undefined ? undefined : guide.resources.find((each) => isNamed(each, from));
  if (resource === undefined && ![undefined, owner.id, packageKey(owner)].includes(from)) {
    throw new EnvironmentError(
      `--from ${from} is neither a package in use nor a resource of the guide. ig packages list names the packages.`,
    );
  }
  const says = resource === undefined ? canonical : (reference(resource, canonical) ?? canonical);
  const explanation = explainCanonical(says, createDefinitions(opened.value, guide), owner);
  return resource === undefined ? explanation : { ...explanation, resource: { id: String(resource.id), says } };
}

/** The guide as an earlier run left it, if nothing changed and it has what is asked for; compiled anew otherwise. */
async function knownGuide(
  folder: string,
  from: string | undefined,
  packages: readonly InstalledPackage[],
  { signal, onStep }: PackageOptions,
): Promise<GuideDefinitions> {
  const cached = openGuideStore(folder, packages)?.definitions();
  const isEnough = from === undefined || cached?.resources.some((each) => isNamed(each, from)) === true;
  if (cached !== undefined && isEnough) return cached;
  onStep?.('Compiling the guide');
  const guide = await compileGuide(folder, packages, signal);
  return {
    package: guide.package,
    dependencies: declaredRefs(guide.compiled.guide?.dependencies ?? []),
    resources: guide.resources.map(({ resource }) => resource),
  };
}

function isNamed({ id, url, name }: FhirResource, from: string): boolean {
  return [id, url, name].includes(from);
}

function placeOf({ source }: Issue): string {
  if (source === undefined) return '';
  return source.line === undefined ? `${source.file}: ` : `${source.file}:${source.line}: `;
}

/** The first reference in the resource to the canonical's URL, as it is written there. */
function reference(resource: FhirResource, canonical: string): string | undefined {
  const { url, version } = parseCanonical(canonical);
  if (version !== undefined) return undefined;
  const { snapshot: _, url: __, ...written } = resource;
  const queue: unknown[] = [written];
  for (const next of queue) {
    if (typeof next === 'string' && parseCanonical(next).url === url) return next;
    if (Array.isArray(next) || isJsonObject(next)) for (const part of Object.values(next)) queue.push(part);
  }
  return undefined;
}
