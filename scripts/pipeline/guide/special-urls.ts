import { join } from 'node:path';
import { isScalar, isSeq } from 'yaml';
import { readText } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { type ConfigText, parseConfigText } from '../../model/config-text.ts';
import type { GuideResource } from '../../model/definition/compiled.ts';
import type { Issue, SourcePosition } from '../../model/issue.ts';
import { nearestTo } from '../../model/nearest.ts';
import { atSource } from './at-source.ts';
import type { Guide } from './guide-definitions.ts';
import { configFileIn } from './project.ts';

/**
 * Holds the list `special-url` of sushi-config.yaml against the definitions of the guide: SUSHI hands it on unread, and
 * the IG Publisher fails, minutes later, at a definition under a URL that is neither the guide's own nor listed. What is
 * listed and no definition has is told at its line. A guide without such a list is not judged.
 * @see https://build.fhir.org/ig/FHIR/fhir-tools-ig/CodeSystem-ig-parameters.html
 */
export function specialUrlIssues(folder: string, { resources, compiled }: Guide): readonly Issue[] {
  const file = configFileIn(folder);
  const text = file === undefined ? '' : readText(join(folder, file), LONGEST_SETTINGS);
  if (file === undefined || !text.includes('special-url:')) return []; // most guides have none, and are not parsed again
  const { value: config } = parseConfigText(text, file);
  const canonical = compiled.guide?.canonical;
  if (config === undefined || canonical === undefined) return [];
  const listed = settingsOf(config, 'special-url');
  if (listed.size === 0) return [];
  const bases = [canonical, ...settingsOf(config, 'special-url-base').keys()];
  const definitions = resources.filter((each) => each.usage !== 'example' && typeof each.resource.url === 'string');
  const urls = definitions.map(({ resource }) => String(resource.url));
  const unlisted = definitions.filter((each) => isElsewhere(each, bases) && !listed.has(String(each.resource.url)));
  return [
    ...[...listed].flatMap(([url, position]) => (urls.includes(url) ? [] : [listedForNothing(url, position, urls)])),
    ...unlisted.map((each) => notListed(each, file)),
  ];
}

/** The values of a parameter, one or a list, each with its place. */
function settingsOf(config: ConfigText, name: string): ReadonlyMap<string, SourcePosition> {
  const node = config.document.getIn(['parameters', name], true);
  const values = isSeq(node) ? node.items : [node];
  return new Map(
    values.filter(isScalar).map((value) => {
      const { line, col } = config.lines.linePos(value.range?.[0] ?? 0);
      return [String(value.value), { file: config.file, line, column: col }];
    }),
  );
}

/** As the IG Publisher asks it (PublisherIGLoader.canonicalUrlIsOk). */
function isElsewhere({ resource }: GuideResource, bases: readonly string[]): boolean {
  const { resourceType, id, url } = resource;
  return bases.every((base) => url !== `${base.replace(/\/$/, '')}/${resourceType}/${id}`);
}

function listedForNothing(url: string, source: SourcePosition, urls: readonly string[]): Issue {
  const meant = nearestTo(url, urls);
  const remedy = meant === undefined ? 'Correct it, or remove it from special-url.' : `Did you mean "${meant}"?`;
  const message = `No definition of this guide has the URL "${url}". ${remedy}`;
  return { severity: 'warning', code: 'not-found', rule: 'special-url', message, source };
}

function notListed(each: GuideResource, config: string): Issue {
  const { resourceType, id, url } = each.resource;
  const issue: Issue = {
    severity: 'error',
    code: 'value',
    rule: 'special-url',
    message: `${resourceType}/${id} has the URL "${url}", which is not under the guide's canonical. Add it to special-url in ${config}: the IG Publisher refuses it otherwise.`,
    expression: `${resourceType}.url`,
    source: { file: each.file },
  };
  return atSource(issue, each.origin);
}
