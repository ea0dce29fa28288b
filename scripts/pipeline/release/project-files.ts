import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SOURCE } from '../../files/size.ts';
import { leadsInside } from '../../model/inside.ts';
import type { SiteFolders } from '../../release/publication/on-disk.ts';

/** The files below a folder, by relative paths; what leads out of it is not there. */
export function filesBelow(folder: string): SiteFolders {
  return {
    read: (path) => (leadsInside(path) ? readTextIfThere(join(folder, path), LONGEST_SOURCE) : undefined),
    has: (path) => leadsInside(path) && existsSync(join(folder, path)),
    folders: (path) => {
      const own = join(folder, path);
      if ((path !== '' && !leadsInside(path)) || !existsSync(own)) return [];
      return readdirSync(own, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []));
    },
  };
}
