import { readFileSync } from 'node:fs';
import { nestsTooDeep } from '../../model/json-depth.ts';
import type { Definitions } from '../sushi/sushi.ts';

type Loaded = Parameters<Definitions['loadVirtualPackage']>[0];

/** What SUSHI's package of predefined resources has beside what every such package has. */
interface FromFiles {
  getResourceAtPath(file: string): unknown;
}

/**
 * Lets SUSHI refuse predefined resources that nest too deep as it refuses what is no JSON: by name, and going on with the
 * others. It freezes each resource level by level, and ends where the stack does.
 */
export function refuseDeepFiles(definitions: Definitions): void {
  const load = definitions.loadVirtualPackage.bind(definitions);
  definitions.loadVirtualPackage = (loaded) => {
    if (isFromFiles(loaded)) {
      const read = loaded.getResourceAtPath.bind(loaded);
      loaded.getResourceAtPath = (file) => {
        if (/\.json$/i.test(file) && nestsTooDeep(readFileSync(file, 'utf8'))) throw new Error('It nests too deep.');
        return read(file);
      };
    }
    return load(loaded);
  };
}

function isFromFiles(loaded: Loaded): loaded is Loaded & FromFiles {
  return 'getResourceAtPath' in loaded && typeof loaded.getResourceAtPath === 'function';
}
