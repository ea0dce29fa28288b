import type { GuideResource } from '../../model/definition/compiled.ts';
import { guideIdentity } from '../../model/definition/logical-instance.ts';
import type { Issue } from '../../model/issue.ts';
import { shownName } from '../../model/package-name.ts';
import { resourceFileName } from '../../model/resource-file.ts';
import { type PackedResource, packageFiles } from '../../packages/source/pack.ts';
import { atSource } from './at-source.ts';

/**
 * The resources of a guide that have no file in its package, each with the reason: no file can have a name that is made
 * from its id, or another resource has that name.
 */
export function findLeftOut(resources: readonly GuideResource[]): Issue[] {
  const files = packageFiles(resources.map(packed));
  return resources.flatMap((each, index) => {
    if (files[index] !== undefined) return [];
    const identity = guideIdentity(each);
    const name = resourceFileName(identity);
    const issue: Issue = {
      severity: identity.id === undefined ? 'warning' : 'error',
      code: name === undefined ? 'value' : 'duplicate',
      rule: 'resource-file',
      message: name === undefined ? unnamed(each) : doubled(each, name, resources),
      expression: `${identity.resourceType}.id`,
      source: { file: each.file },
    };
    return [atSource(issue, each.origin)];
  });
}

function unnamed(each: GuideResource): string {
  const { resourceType, id } = guideIdentity(each);
  const { origin } = each;
  const what =
    id === undefined
      ? `The ${resourceType} has no id`
      : `No file can have a name with ${shownName(`${resourceType}-${id}`)}`;
  const places = origin === undefined ? 'the package' : 'fsh-generated/ and the package';
  return `${what}, so this resource is left out of ${places}. Give it an id of 1 to 64 letters, digits, hyphens and dots.`;
}

function doubled(each: GuideResource, name: string, all: readonly GuideResource[]): string {
  const { resourceType, id } = guideIdentity(each);
  const isBeside = (other: GuideResource) => (other.usage === 'example') === (each.usage === 'example');
  const first = all.find((other) => isBeside(other) && resourceFileName(guideIdentity(other)) === name);
  const { file, line } = first?.origin?.position ?? { file: first?.file ?? '', line: undefined };
  const place = line === undefined ? file : `${file}:${line}`;
  return `${resourceType}/${id} is defined twice, first in ${place}; this one is left out of the package. Give it an id of its own.`;
}

/** A resource of a guide as its package takes it. */
export function packed(each: GuideResource): PackedResource {
  return { resource: each.resource, isExample: each.usage === 'example', identity: guideIdentity(each) };
}
