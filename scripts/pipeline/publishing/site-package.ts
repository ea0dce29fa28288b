import { existsSync } from 'node:fs';
import { type FhirResource, isFhirResource, isJsonObject } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';
import { readArchiveFiles } from '../../packages/source/archive-files.ts';
import { packageFiles } from '../../packages/source/pack.ts';
import {
  countUrls,
  designs,
  isEverywhere,
  plainId,
  type SiteDifference,
  siteDifferences,
} from '../../publish/site-differences.ts';
import { atSource } from '../guide/at-source.ts';
import type { Guide } from '../guide/guide.ts';

/** How many findings of one kind are told one by one. */
const SHOWN = 50;

interface Difference extends SiteDifference {
  readonly file: string;
  readonly origin?: Guide['resources'][number]['origin'];
}

/**
 * Holds the package that the Publisher has made against the one that the build writes: who downloads the first must get
 * what the second says. A reference in another version is an error, what the Publisher changes by design a note.
 * @param archive `package.tgz` of the site
 */
export async function compareSitePackage(archive: string, guide: Guide): Promise<readonly Issue[]> {
  if (!existsSync(archive)) return [noPackage()];
  const files = await readArchiveFiles(archive);
  const isSame = (one: string, other: string) => {
    const [a, b] = [one, other].map((canonical) => guide.definitions.explain(canonical, guide.package));
    return a !== undefined && b !== undefined && versionOf(a) === versionOf(b);
  };
  const found: Difference[] = [];
  const missing: string[] = [];
  const counts = { resources: 0, snapshots: 0, urls: 0 };
  const packed = guide.resources.map(({ resource, usage }) => ({ resource, isExample: usage === 'example' }));
  packageFiles(packed).forEach((file, index) => {
    const own = guide.resources[index];
    if (file === undefined || own === undefined) return;
    const site = parse(files.get(`package/${file}`));
    if (!isFhirResource(site)) {
      missing.push(file);
      return;
    }
    const built = JSON.parse(JSON.stringify(own.resource)) as FhirResource;
    counts.resources++;
    if (built.snapshot !== undefined) counts.snapshots++;
    counts.urls += countUrls(built);
    const { origin } = own;
    for (const difference of siteDifferences(site, built, isSame))
      found.push({ ...difference, file, ...(origin === undefined ? {} : { origin }) });
  });
  found.push(...dependencyDifferences(parse(files.get('package/package.json')), guide));
  return [
    ...listed(found.filter(({ kind }) => kind === 'version').map(otherVersion), 'publisher-version'),
    ...listed([...found.filter(({ kind }) => kind === 'content').map(otherContent), ...missing.map(notThere)]),
    summary(found, counts),
  ];
}

/** What the manifest names; the Publisher gives aliases of its own. */
function dependencyDifferences(manifest: unknown, { compiled, package: { id } }: Guide): Difference[] {
  const all = isJsonObject(manifest) && isJsonObject(manifest.dependencies) ? manifest.dependencies : {};
  const site = new Set(Object.entries(all).map(([name, version]) => `${plainId(name)}#${version}`));
  const built = new Set((compiled.guide?.dependencies ?? []).map((each) => `${each.id}#${each.version}`));
  const difference = (kind: Difference['kind'], key: string, isOurs: boolean): Difference => ({
    kind,
    file: 'package.json',
    place: 'dependencies',
    site: isOurs ? undefined : key,
    built: isOurs ? key : undefined,
  });
  const declared = new Set([...built].map((key) => key.replace(/#.*/, '')));
  return [
    ...[...built].filter((key) => !site.has(key)).map((key) => difference('version', key, true)),
    ...[...site].flatMap((key) => {
      const [name = ''] = key.split('#');
      if (built.has(key) || name === id || /^hl7\.fhir\.r\d+b?\.core$/.test(name)) return [];
      if (isEverywhere(name) && !declared.has(name)) return [difference('dependency', key, false)];
      return [difference(declared.has(name) ? 'version' : 'content', key, false)];
    }),
  ];
}

function otherVersion(each: Difference): Issue {
  const { file, place, site, built, origin } = each;
  const message = `${file} in the site's package has ${shown(site)} at ${place}, where the build has ${shown(built)}. Write the version that is meant into the source of the guide, so that whoever downloads the package gets it.`;
  return atSource({ severity: 'error', code: 'conflict', rule: 'publisher-version', message }, origin);
}

function otherContent({ file, place, site, built, origin }: Difference): Issue {
  const message = `${file} in the site's package has ${shown(site)} at ${place}, where the build has ${shown(built)}.`;
  return atSource({ severity: 'warning', code: 'conflict', rule: 'publisher-package', message }, origin);
}

function notThere(file: string): Issue {
  const message = `${file} is in the package of the build, and not in the site's.`;
  return { severity: 'warning', code: 'not-found', rule: 'publisher-package', message };
}

function noPackage(): Issue {
  const message =
    'The IG Publisher has made no package.tgz, so that nothing was held against the package of the build.';
  return { severity: 'warning', code: 'not-found', rule: 'publisher-package', message };
}

/** All of them where they are few; else the first ones, and how many more there are. */
function listed(
  issues: readonly Issue[],
  rule: 'publisher-package' | 'publisher-version' = 'publisher-package',
): readonly Issue[] {
  const [first] = issues;
  if (first === undefined || issues.length <= SHOWN) return issues;
  const message = `The site's package differs from the build's in ${issues.length - SHOWN} more places.`;
  return [...issues.slice(0, SHOWN), { severity: first.severity, code: 'conflict', rule, message }];
}

interface Counts {
  readonly resources: number;
  readonly snapshots: number;
  readonly urls: number;
}

function summary(found: readonly Difference[], { resources, snapshots, urls }: Counts): Issue {
  const parts = Object.entries(designs).flatMap(([kind, what]) => {
    const number = found.filter((each) => each.kind === kind).length;
    return number === 0 ? [] : [`${what} (${number})`];
  });
  const others = found.filter(({ kind }) => kind === 'version' || kind === 'content').length;
  const verdict = others === 0 ? 'are equal' : `differ in ${others} places`;
  const design = parts.length === 0 ? '' : `, but for what the IG Publisher changes by design: ${parts.join('; ')}`;
  const message = `The site's package and the build's ${verdict} (${resources} resources, ${snapshots} snapshots, ${urls} URLs)${design}.`;
  return { severity: 'information', code: 'informational', rule: 'publisher-package', message };
}

function versionOf({ version, package: { version: ofPackage } }: { version?: string; package: { version: string } }) {
  return version ?? ofPackage;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${text.length > 200 ? `${text.slice(0, 200)}…` : text}"`;
}

function parse(file: Buffer | undefined): unknown {
  try {
    return file === undefined ? undefined : JSON.parse(file.toString('utf8'));
  } catch {
    return undefined;
  }
}
