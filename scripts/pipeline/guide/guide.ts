import { compileProject } from '../../compile/compile-project.ts';
import type { ParseStore } from '../../compile/sushi/saved-parse.ts';
import type { InstalledPackage } from '../../model/package.ts';
import type { Guide } from './guide-definitions.ts';
import { GuideMemory } from './guide-memory.ts';

export type { Guide } from './guide-definitions.ts';

/**
 * Compiles a guide and computes the snapshots of its profiles. Writes nothing.
 * @param parsed where parsed files are kept from one run to the next
 */
export async function compileGuide(
  folder: string,
  packages: readonly InstalledPackage[],
  signal: AbortSignal,
  parsed?: ParseStore,
): Promise<Guide> {
  const compiled = await compileProject(folder, packages, { signal, parsed });
  return new GuideMemory(packages).next(compiled).guide;
}
