import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../files/read-file.ts';
import { LONGEST_TEXT } from '../../files/size.ts';
import type { Issue } from '../../model/issue.ts';
import { type BuiltPage, checkBanner, hasHead } from '../../release/site-banner.ts';
import type { Stage } from '../../release/stages.ts';

/** Whether each page of a built site shows the banner of its stage. @param site the folder of its pages */
export function bannerIssues(site: string, stage: Stage): Issue[] {
  return checkBanner(pagesOf(site), stage);
}

/** The pages that say which stage they are in, one after the other. */
function* pagesOf(site: string): Generator<BuiltPage> {
  for (const name of existsSync(site) ? readdirSync(site).toSorted() : []) {
    if (!name.endsWith('.html')) continue;
    const page = { name, html: readText(join(site, name), LONGEST_TEXT) };
    if (hasHead(page)) yield page;
  }
}
