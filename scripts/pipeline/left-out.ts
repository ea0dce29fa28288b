import type { GuideResource } from '../model/compiled.ts';
import type { Issue } from '../model/issue.ts';
import { shownName } from '../model/package-name.ts';
import { resourceFileName } from '../model/resource-file.ts';
import { packageFiles } from '../packages/pack.ts';
import { atSource } from './at-source.ts';

/**
 * The resources of a guide that have no file in its package, each with the reason: no file can have a name that is made
 * from its id, or another resource has that name.
 */
export function findLeftOut(resources: readonly GuideResource[]): Issue[] {
  const files = packageFiles(resources.map(({ resource, usage }) => ({ resource, isExample: usage === 'example' })));
  return resources.flatMap((each, index) => {
    if (files[index] !== undefined) return [];
    const name = resourceFileName(each.resource);
    const issue: Issue = {
      severity: each.resource.id === undefined ? 'warning' : 'error',
      code: name === undefined ? 'value' : 'duplicate',
      rule: 'resource-file',
      message: name === undefined ? unnamed(each) : doubled(each, name, resources),
      expression: `${each.resource.resourceType}.id`,
      source: { file: each.file },
    };
    return [atSource(issue, each.origin)];
  });
}

function unnamed({ resource: { resourceType, id }, origin }: GuideResource): string {
  const what =
    id === undefined
      ? `The ${resourceType} has no id`
      : `No file can have a name with ${shownName(`${resourceType}-${id}`)}`;
  const places = origin === undefined ? 'the package' : 'fsh-generated/ and the package';
  return `${what}, so this resource is left out of ${places}. Give it an id of 1 to 64 letters, digits, hyphens and dots.`;
}

function doubled({ resource, usage }: GuideResource, name: string, all: readonly GuideResource[]): string {
  const isBeside = (other: GuideResource) => (other.usage === 'example') === (usage === 'example');
  const first = all.find((other) => isBeside(other) && resourceFileName(other.resource) === name);
  const { file, line } = first?.origin?.position ?? { file: first?.file ?? '', line: undefined };
  const place = line === undefined ? file : `${file}:${line}`;
  return `${resource.resourceType}/${resource.id} is defined twice, first in ${place}; this one is left out of the package. Give it an id of its own.`;
}
