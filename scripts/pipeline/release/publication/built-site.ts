import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../../files/read-file.ts';
import { LONGEST_SOURCE } from '../../../files/size.ts';
import type { Issue } from '../../../model/issue.ts';
import { readArchiveFiles } from '../../../packages/source/archive-files.ts';
import { found } from '../../../release/found.ts';
import type { GuideFacts } from '../../../release/guide-facts.ts';
import { readJsonText, textOf } from '../../../release/json-text.ts';
import type { Addressed } from '../../../release/publication/redirects.ts';
import { addressed } from '../../../release/publication/redirects.ts';
import type { Stage } from '../../../release/stages.ts';
import { bannerIssues } from '../../publishing/site-banner.ts';
import { pathsIn } from './manifest.ts';

/** Where `ig publish` puts a site, in the folder of the guide. */
export const SITE = 'build/site';

/** What is downloaded of each version. */
export const downloads = ['package.tgz', 'full-ig.zip'] as const;

/** A built site that may be published, as far as it was read. */
export interface BuiltSite {
  /** Paths of its files. */
  readonly paths: readonly string[];
  /** The resources of its package. */
  readonly resources: readonly Addressed[];
  readonly issues: readonly Issue[];
}

/** Reads a site that `ig publish` has made, and holds it against what is to be published. */
export async function readBuiltSite(project: string, guide: GuideFacts, stage: Stage): Promise<BuiltSite> {
  const site = join(project, SITE);
  const tell = (message: string, file = 'qa.json') =>
    found('release-build', message, { file: `${SITE}/${file}`, line: 1 });
  if (!existsSync(join(site, 'index.html')) || !existsSync(join(site, 'qa.json')))
    return {
      paths: [],
      resources: [],
      issues: [tell('There is no built site. Run ig publish on this folder first.', 'index.html')],
    };
  const issues: Issue[] = [];
  const qa = readJsonText(readText(join(site, 'qa.json'), LONGEST_SOURCE), 'qa.json');
  if ('fault' in qa) issues.push(tell(`qa.json cannot be read as JSON: ${qa.fault}. Run ig publish anew.`));
  else
    for (const [name, wanted] of [
      ['package-id', guide.id],
      ['ig-ver', guide.version],
    ] as const)
      if (textOf(qa.value, name) !== wanted)
        issues.push(
          tell(
            `The site was built with ${name} "${textOf(qa.value, name) ?? ''}", and what is published has "${wanted}". Run ig publish anew.`,
          ),
        );
  for (const name of downloads)
    if (!existsSync(join(site, name)))
      issues.push(tell(`The site has no ${name}, which readers download. Run ig publish anew.`, name));
  const files = existsSync(join(site, 'package.tgz'))
    ? await readArchiveFiles(join(site, 'package.tgz'))
    : new Map<string, Buffer>();
  const manifest = parse(files.get('package/package.json'));
  if (files.size > 0 && (manifest?.name !== guide.id || manifest.version !== guide.version))
    issues.push(
      tell(
        `package.tgz is of ${String(manifest?.name)} ${String(manifest?.version)}, and ${guide.id} ${guide.version} is published. Run ig publish anew.`,
        'package.tgz',
      ),
    );
  if (manifest?.notForPublication === true)
    issues.push(
      tell(
        'package.tgz says of itself that it is not for publication: it was built in a stage that is not published. Run ig publish on a copy that ig release stage has made.',
        'package.tgz',
      ),
    );
  const resources = [...files].flatMap(([name, content]) => {
    const own = /^package\/[^/]+\.json$/.test(name) ? addressed(parse(content)) : undefined;
    return own === undefined ? [] : [own];
  });
  return { paths: [...pathsIn(site)], resources, issues: [...issues, ...bannerIssues(site, stage)] };
}

function parse(content: Buffer | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = content === undefined ? undefined : JSON.parse(content.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
