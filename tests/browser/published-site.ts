import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a published site, as `ig publish` leaves it in `build/site/`; making one takes minutes. */
export const site = process.env.IG_PUBLISHED_SITE ?? '';

/** The same guide's site in the stage of a public comment, made from the copy of `ig release stage public-comment`. */
export const commentSite = process.env.IG_PUBLISHED_COMMENT_SITE ?? '';

export const isWithoutComment = commentSite === '';
if (isWithoutComment)
  process.stderr.write(
    'Skipped: the published site in the stage of a public comment (set IG_PUBLISHED_COMMENT_SITE to its folder; docs/template.md tells how to make one).\n',
  );
else requireHome('IG_PUBLISHED_COMMENT_SITE', commentSite);

export const isWithout = site === '';
if (isWithout) {
  process.stderr.write('Skipped: the published site (set IG_PUBLISHED_SITE to the folder that ig publish has made).\n');
} else requireHome('IG_PUBLISHED_SITE', site);

function requireHome(variable: string, folder: string): void {
  if (existsSync(join(folder, 'index.html'))) return;
  throw new Error(`${variable} names ${folder}, and there is no index.html in it.`);
}
