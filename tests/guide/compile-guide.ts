import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GuideResource } from '../../scripts/model/compiled.ts';
import { hasErrors, type Issue } from '../../scripts/model/issue.ts';
import { compileGuide as compile, type Guide } from '../../scripts/pipeline/guide.ts';
import { openProjectPackages } from '../../scripts/pipeline/packages.ts';
import { readProject } from '../../scripts/pipeline/project.ts';

export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** This project's guide, compiled from its sources as they are now with the packages of its lockfile. */
export async function compiledGuide(): Promise<Guide> {
  const { signal } = new AbortController();
  const { value: project, issues } = readProject(projectFolder);
  if (project === undefined) throw new Error(told(issues));
  const packages = await openProjectPackages(projectFolder, project, { signal, offline: true, frozen: true });
  if (hasErrors(packages.issues)) throw new Error(told(packages.issues));
  const guide = await compile(projectFolder, packages.value, signal);
  if (hasErrors(guide.issues)) throw new Error(told(guide.issues));
  return guide;
}

export async function compileGuide(): Promise<readonly GuideResource[]> {
  return (await compiledGuide()).resources;
}

function told(issues: readonly Issue[]): string {
  return issues.map(({ severity, message }) => `${severity}: ${message}`).join('\n');
}
