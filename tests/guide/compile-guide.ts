import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasErrors, type Issue } from '../../scripts/model/issue.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { compileGuide, type Guide } from '../../scripts/pipeline/guide/guide.ts';
import { readProject } from '../../scripts/pipeline/guide/project.ts';
import { openProjectPackages } from '../../scripts/pipeline/packages/packages.ts';

const { signal } = new AbortController();

export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The packages of this project's lockfile. */
export async function openedPackages(): Promise<readonly InstalledPackage[]> {
  const { value: project, issues } = readProject(projectFolder);
  if (project === undefined) throw new Error(told(issues));
  const packages = await openProjectPackages(projectFolder, project, { signal, offline: true, frozen: true });
  if (hasErrors(packages.issues)) throw new Error(told(packages.issues));
  return packages.value;
}

/** This project's guide, compiled from its sources as they are now with the packages of its lockfile. */
export async function compiledGuide(): Promise<Guide> {
  const guide = await compileGuide(projectFolder, await openedPackages(), signal);
  if (hasErrors(guide.issues)) throw new Error(told(guide.issues));
  return guide;
}

function told(issues: readonly Issue[]): string {
  return issues.map(({ severity, message }) => `${severity}: ${message}`).join('\n');
}
