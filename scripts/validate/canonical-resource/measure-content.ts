import { listed } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * What a report needs to be held against a Measure: groups, populations, and codes to tell them apart.
 * @see https://hl7.org/fhir/R4/measure-definitions.html#Measure.group
 */
export function checkMeasure({ resource, path, findings }: Scope): void {
  const warn = (message: string, at: string) =>
    findings.warning({ code: 'incomplete', rule: 'measure-content', message, expression: at });
  const groups = [...listed(resource.group, `${path}.group`)];
  if (groups.length === 0) warn('The Measure has no group, so that nothing can be reported of it; add one.', path);
  for (const [group, at] of groups) {
    if (groups.length > 1 && group.code === undefined)
      warn('There are several groups; give each a code, so that reports can name it.', at);
    const populations = [...listed(group.population, `${at}.population`)];
    if (populations.length === 0) warn('The group has no population; add at least one.', at);
    const stratifiers = [...listed(group.stratifier, `${at}.stratifier`)];
    for (const [what, parts] of [
      ['populations', populations],
      ['stratifiers', stratifiers],
    ] as const)
      for (const [part, place] of parts)
        if (parts.length > 1 && part.code === undefined)
          warn(`There are several ${what}; give each a code, so that reports can name it.`, place);
  }
}
