import type { Issue } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import type { ProjectDependency } from '../../model/project.ts';

/** A package that the project, the command line or FHIR itself asks for, and no source has. */
export function missingDeclared(
  asked: PackageRef,
  declared: ProjectDependency | undefined,
  available: readonly string[],
): Issue {
  const lead = declared === undefined ? 'Needed is' : 'The project declares';
  return {
    severity: 'error',
    code: 'not-found',
    rule: 'package-missing',
    message: `${lead} ${packageKey(asked)}, which no source has${orElse(available)}. ${REMEDY}`,
    ...(declared === undefined ? {} : { source: declared.position }),
  };
}

/** What the project declares is a build that changes from day to day; locked is one that does not. */
export function lockedInstead({ id, version, position }: ProjectDependency, locked: string): Issue {
  return {
    severity: 'information',
    code: 'informational',
    rule: 'package-substituted',
    message: `The project declares ${id}#${version}, which changes with every build of that package: ${id}#${locked} is locked, the newest that a source has. For the build itself give its archive with --package.`,
    source: position,
  };
}

/** A package that another one depends on, and no source has. */
export function missingTransitive(asked: PackageRef, by: PackageRef, available: readonly string[]): Issue {
  const message = `${packageKey(by)} depends on ${packageKey(asked)}, which no source has${orElse(available)}. ${REMEDY}`;
  return { severity: 'warning', code: 'not-found', rule: 'package-missing', message };
}

/** The automatic packages are upward compatible: a newer version answers for an older one. */
export function satisfiedByOther(asked: PackageRef, by: PackageRef, instead: readonly PackageRef[]): Issue {
  const answers = instead.map(packageKey).join(', ');
  const message = `${packageKey(by)} depends on ${packageKey(asked)}, which no source has; ${answers} answers for it.`;
  return { severity: 'information', code: 'informational', rule: 'package-substituted', message };
}

/** A package that guides have without declaring it, and no source has. */
export function missingAutomatic(id: string): Issue {
  const message = `${id}, which every guide has without declaring it, can be had from no source. What refers to it is reported as unknown.`;
  return { severity: 'information', code: 'not-found', rule: 'package-missing', message };
}

const REMEDY =
  'Correct its version, write a stand-in under upstream/, or run ig packages lock --source registry with a network.';

function orElse(available: readonly string[]): string {
  return available.length === 0 ? '' : ` (there is ${available.join(', ')})`;
}
