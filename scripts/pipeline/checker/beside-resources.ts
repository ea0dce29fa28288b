import type { InstalledPackage } from '../../model/package.ts';
import type { Guide } from '../guide/guide.ts';
import { declaredRefs } from '../guide/guide-definitions.ts';
import { packedStandIns } from '../packages/packed-stand-ins.ts';
import { testSetFile } from './test-set.ts';

/**
 * What a guide's package has beside its resources, so that whoever has it alone can ask what the guide says of a
 * payload: the stand-ins that it rests on, and the test set.
 */
export async function besideResources(
  project: string,
  guide: Guide,
  packages: readonly InstalledPackage[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const dependencies = declaredRefs(guide.compiled.guide?.dependencies ?? []);
  return new Map([...testSetFile(project), ...(await packedStandIns(dependencies, packages))]);
}
