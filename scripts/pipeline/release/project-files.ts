import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SOURCE } from '../../files/size.ts';
import { leadsInside } from '../../model/inside.ts';

/** The files below a folder, by relative paths; what leads out of it is not there. */
export function filesBelow(folder: string): {
  readonly read: (path: string) => string | undefined;
  readonly has: (path: string) => boolean;
} {
  return {
    read: (path) => (leadsInside(path) ? readTextIfThere(join(folder, path), LONGEST_SOURCE) : undefined),
    has: (path) => leadsInside(path) && existsSync(join(folder, path)),
  };
}
