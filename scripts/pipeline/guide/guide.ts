import { compileProject } from '../../compile/compile-project.ts';
import type { InstalledPackage } from '../../model/package.ts';
import type { Guide } from './guide-definitions.ts';
import { GuideMemory } from './guide-memory.ts';

export type { Guide } from './guide-definitions.ts';

/** Compiles a guide and computes the snapshots of its profiles. Writes nothing. */
export async function compileGuide(
  folder: string,
  packages: readonly InstalledPackage[],
  signal: AbortSignal,
): Promise<Guide> {
  const compiled = await compileProject(folder, packages, { signal });
  return new GuideMemory(packages).next(compiled).guide;
}
