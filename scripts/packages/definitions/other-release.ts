import type { Issue } from '../../model/issue.ts';
import { type InstalledPackage, packageKey } from '../../model/package.ts';
import type { ProjectDependency } from '../../model/project.ts';
import { isAutomatic } from '../automatic.ts';
import { resolveOpenVersion } from '../version.ts';

/** Packages before 2019 say it by this name. */
const OLD_NAME = 'fhir-version-list';

/**
 * Names the packages in use that say they are for other FHIR releases than R4: what they define has elements and rules
 * that R4 does not know. A warning at the line that declares one, or where nothing says why it is in use; a note for a
 * dependency of a dependency. The packages that every guide has are made for several releases from one content.
 * @param declared what the project depends on, for the line
 */
export function findOtherReleases(
  packages: readonly InstalledPackage[],
  declared: readonly ProjectDependency[],
): Issue[] {
  return packages.flatMap((each): Issue[] => {
    const releases = releasesOf(each);
    if (isAutomatic(each.id) || releases.length === 0 || releases.some((release) => release.startsWith('4.0')))
      return [];
    const wish = declared.find(
      ({ id, version }) => id === each.id && resolveOpenVersion(version, [each.version]) !== undefined,
    );
    const isAsked = wish !== undefined || each.source === 'file';
    const message = `${packageKey(each)} is for FHIR ${releases.join(', ')}, not for R4 (4.0.1): what it defines may not fit here. Use a version of it, or a package such as ${each.id}.r4, that is made for R4.`;
    return [
      {
        severity: isAsked ? 'warning' : 'information',
        code: 'not-supported',
        rule: 'package-release',
        message,
        ...(wish === undefined ? {} : { source: wish.position }),
      },
    ];
  });
}

function releasesOf({ manifest }: InstalledPackage): string[] {
  const said: unknown = manifest.fhirVersions ?? manifest[OLD_NAME];
  return Array.isArray(said) ? said.filter((each) => typeof each === 'string').slice(0, 10) : [];
}
