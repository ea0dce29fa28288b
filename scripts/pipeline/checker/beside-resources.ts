import { join } from 'node:path';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import type { InstalledPackage } from '../../model/package.ts';
import { SUPPRESSIONS_CARRIED } from '../../packages/source/carried.ts';
import { SUPPRESSIONS } from '../../report/gate/suppression.ts';
import type { Guide } from '../guide/guide.ts';
import { declaredRefs } from '../guide/guide-definitions.ts';
import { packedStandIns } from '../packages/packed-stand-ins.ts';
import { testSetFile } from './test-set.ts';

/**
 * What a guide's package has beside its resources, so that whoever has it alone can ask what the guide says of a
 * payload: the stand-ins that it rests on, the test set, and what it lives with.
 */
export async function besideResources(
  project: string,
  guide: Guide,
  packages: readonly InstalledPackage[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const dependencies = declaredRefs(guide.compiled.guide?.dependencies ?? []);
  const lived = readTextIfThere(join(project, SUPPRESSIONS), LONGEST_SETTINGS);
  return new Map([
    ...testSetFile(project),
    ...(await packedStandIns(dependencies, packages)),
    ...(lived === undefined ? [] : [[SUPPRESSIONS_CARRIED, Buffer.from(lived)] as const]),
  ]);
}
