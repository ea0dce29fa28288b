import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a published site, as `ig publish` leaves it in `build/site/`; making one takes minutes. */
export const site = process.env.IG_PUBLISHED_SITE ?? '';

export const isWithout = site === '';
if (isWithout) {
  process.stderr.write('Skipped: the published site (set IG_PUBLISHED_SITE to the folder that ig publish has made).\n');
} else if (!existsSync(join(site, 'index.html'))) {
  throw new Error(`IG_PUBLISHED_SITE names ${site}, and there is no index.html in it.`);
}
