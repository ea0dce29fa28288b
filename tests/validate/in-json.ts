import { elementPath, type Issue } from '../../scripts/model/issue.ts';

/**
 * What of a finding's path the JSON does not have: undefined where each step of it is a key or an index there.
 * Nothing of what makes paths is used: a step is a name and maybe one number in brackets.
 */
export function strayStep(resource: unknown, issue: Issue): string | undefined {
  const [, ...steps] = (elementPath(issue) ?? '$').split('.');
  let value = resource;
  for (const step of steps) {
    const [, name = '', index] = /^(\w+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    value = partOf(value, name);
    if (index !== undefined) value = partOf(value, index);
    if (value === undefined) return `${step} of ${elementPath(issue)}`;
  }
  return undefined;
}

function partOf(value: unknown, key: string): unknown {
  const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isThere ? (value as { [key: string]: unknown })[key] : undefined;
}
