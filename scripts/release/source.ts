import { isJsonObject } from '../model/fhir.ts';
import type { Issue } from '../model/issue.ts';
import { found } from './found.ts';
import type { GuideFacts } from './guide-facts.ts';
import { readJsonText, textOf } from './json-text.ts';

/** What the folder of a guide has, as far as a release depends on it. */
export interface SourceFiles {
  readonly read: (path: string) => string | undefined;
  readonly has: (path: string) => boolean;
}

/** What must not be in the folder, and the page of changes that must tell of the version. */
export function checkSource(guide: GuideFacts, changes: string | undefined, files: SourceFiles): Issue[] {
  const issues: Issue[] = [];
  for (const file of ['package-list.json', 'publish-counter.json'])
    if (files.has(file))
      issues.push(
        found('release-source', `${file} belongs to the web site. Remove it from the guide’s folder.`, {
          file,
          line: 1,
        }),
      );
  if (guide.history !== undefined && guide.history !== `${guide.canonical}/history.html`)
    issues.push(
      found(
        'release-source',
        `path-history is ${guide.history}. Write ${guide.canonical}/history.html`,
        guide.at('parameters', 'path-history'),
      ),
    );
  if (changes === undefined || /^([a-z]+:|\/)/i.test(changes)) return issues;
  const page = changes.replace(/(\.html)?(#.*)?$/, '');
  const number = guide.version.split('-')[0] ?? guide.version;
  const [file, text] = ['input/pagecontent', 'input/pages', 'input/intro-notes']
    .flatMap((folder) => ['md', 'xml', 'html'].map((ending) => `${folder}/${page}.${ending}`))
    .map((name) => [name, files.read(name)] as const)
    .find(([, content]) => content !== undefined) ?? [undefined, undefined];
  if (file === undefined || text === undefined)
    issues.push(
      found(
        'release-source',
        `The page ${changes} of changes is not among the pages of the guide. Write it, or correct "changes".`,
        { file: 'publication-request.json', line: 1 },
      ),
    );
  else if (!text.includes(guide.version) && !text.includes(number))
    issues.push(
      found('release-source', `The page does not tell what changed in ${number}. Add an entry for it.`, {
        file,
        line: 1,
      }),
    );
  return issues;
}

/** What was built: by ig build (its report), and by the IG Publisher (its qa.json). */
export function checkBuild(guide: GuideFacts, files: SourceFiles): Issue[] {
  const issues: Issue[] = [];
  const report = files.read('build/report.json');
  const read = report === undefined ? undefined : readJsonText(report, 'build/report.json');
  const summary =
    read !== undefined && !('fault' in read) && isJsonObject(read.value.summary) ? read.value.summary : undefined;
  if (summary === undefined)
    issues.push(
      found(
        'release-build',
        'The guide is not built here, so that nobody knows whether its examples are valid. Run ig build.',
        { file: 'build/report.json' },
        'warning',
      ),
    );
  else if (Number(summary.errors) > 0 || Number(summary.invalid) > 0)
    issues.push(
      found('release-build', `The last build found ${Number(summary.errors)} errors. Run ig build, and correct them.`, {
        file: 'build/report.json',
        line: 1,
      }),
    );
  for (const file of ['build/site/qa.json', 'output/qa.json']) {
    const text = files.read(file);
    const qa = text === undefined ? undefined : readJsonText(text, file);
    if (qa === undefined || 'fault' in qa) continue;
    const { value, at } = qa;
    if ('exception' in value || !('errs' in value))
      issues.push(found('release-build', 'The IG Publisher did not come to its end. Run ig publish.', at('exception')));
    const url = textOf(value, 'url') ?? '';
    for (const [name, has, wants] of [
      ['package-id', textOf(value, 'package-id'), guide.id],
      ['ig-ver', textOf(value, 'ig-ver'), guide.version],
      ['version', textOf(value, 'version'), guide.fhirVersion],
      ['url', url.startsWith(guide.canonical) ? guide.canonical : url, guide.canonical],
    ] as const)
      if (has !== wants)
        issues.push(
          found(
            'release-build',
            `The site was built with ${name} "${has ?? ''}", and the guide has "${wants}". Run ig publish anew.`,
            at(name),
            'warning',
          ),
        );
  }
  return issues;
}
