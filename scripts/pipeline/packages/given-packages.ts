import type { Issue } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import type { Project } from '../../model/project.ts';
import { LOCKFILE_NAME } from '../../packages/lockfile.ts';
import { packageAt, parsePackageSpec } from '../../packages/source/file-source.ts';
import { resolveOpenVersion } from '../../packages/version.ts';

/** The packages that `--package` gives as files or folders; what is wrong with one is told when it is opened. */
export async function givenPackages(specs: readonly string[], cwd: string, signal: AbortSignal): Promise<PackageRef[]> {
  const given: PackageRef[] = [];
  for (const text of specs) {
    const { value: spec } = parsePackageSpec(text, cwd);
    if (spec === undefined || !('path' in spec)) continue;
    const { value } = await packageAt(spec.path, signal);
    if (value !== undefined) given.push({ id: value.id, version: value.version });
  }
  return given;
}

/** The project without the dependencies that are given: no source need have them, and no lockfile. */
export function withoutGiven(project: Project, given: readonly PackageRef[]): Project {
  const isGiven = (wanted: PackageRef) =>
    given.some(({ id, version }) => id === wanted.id && resolveOpenVersion(wanted.version, [version]) !== undefined);
  return { ...project, dependencies: project.dependencies.filter((each) => !isGiven(each)) };
}

/** Says why a run that might have made a lockfile has made none. */
export function notLocked(given: readonly PackageRef[]): Issue {
  const names = given.map(packageKey).join(', ');
  const message = `${names} is taken from --package, so no ${LOCKFILE_NAME} was made: it pins what other machines can have too. For that, run ig packages lock --source registry.`;
  return { severity: 'information', code: 'informational', rule: 'lockfile-created', message };
}
