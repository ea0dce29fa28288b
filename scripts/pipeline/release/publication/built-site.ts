import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../../files/read-file.ts';
import { LONGEST_SOURCE } from '../../../files/size.ts';
import type { Issue } from '../../../model/issue.ts';
import { readTarball } from '../../../packages/source/tarball.ts';
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
export async function readBuiltSite(
  project: string,
  guide: GuideFacts,
  stage: Stage,
  signal: AbortSignal,
): Promise<BuiltSite> {
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
  const archive = join(site, 'package.tgz');
  const { value: tarball, issues: faults } = existsSync(archive)
    ? await readTarball(archive, `${SITE}/package.tgz`, signal)
    : { value: undefined, issues: [] };
  for (const { severity, message } of faults)
    if (severity === 'error' || severity === 'fatal') issues.push(tell(message, 'package.tgz'));
  const manifest = tarball?.manifest;
  if (manifest !== undefined && (manifest.name !== guide.id || manifest.version !== guide.version))
    issues.push(
      tell(
        `package.tgz is of ${manifest.name} ${manifest.version}, and ${guide.id} ${guide.version} is published. Run ig publish anew.`,
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
  const resources = [...(tarball?.content.files() ?? [])].flatMap(({ text }) => addressed(parse(text)) ?? []);
  return { paths: [...pathsIn(site)], resources, issues: [...issues, ...bannerIssues(site, stage)] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
