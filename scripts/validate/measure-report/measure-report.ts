import { type FhirResource, isFhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';
import { resolveTarget } from '../target/reference.ts';
import { codesOf, matches, pairUp } from './pairs.ts';
import { checkScore } from './score.ts';

const POPULATION = 'http://terminology.hl7.org/CodeSystem/measure-population';
/** What one result is about; a list or a group stands for any number of them. */
const subjects = new Set(['Patient', 'Practitioner', 'Person', 'PractitionerRole', 'RelatedPerson']);

/**
 * Holds a report against the Measure that it names: groups, populations, stratifiers and scores.
 * @see https://hl7.org/fhir/R4/measurereport.html
 */
export function checkMeasureReport(scope: Scope): void {
  const measure = measureOf(scope);
  if (measure === undefined) return;
  const { resource, path } = scope;
  const wanted = [...listed(measure.group, '')].map(([group]) => group);
  if (wanted.length === 0) return; // a Measure without groups says nothing of those of its reports
  const given = [...listed(resource.group, `${path}.group`)];
  const [first] = given;
  const [only] = wanted;
  if (given.length === 1 && wanted.length === 1 && first !== undefined && only !== undefined) {
    // Where there is one of each, neither needs a code.
    checkOnlyGroup(first, only, scope);
    checkGroup(first, only, measure, scope);
    return;
  }
  const pairs = pairUp(given, wanted, {
    what: 'group',
    path,
    scope,
    mayLack: () => resource.type === 'data-collection',
  });
  for (const [group, definition] of pairs) checkGroup(group, definition, measure, scope);
}

function measureOf(scope: Scope): FhirResource | undefined {
  const { resource, path, findings, engine, from } = scope;
  const canonical = textOf(resource.measure);
  if (canonical === undefined) return undefined; // required, as is said elsewhere
  const within = resolveTarget(canonical, scope)?.node.value;
  const found = isFhirResource(within) ? within : engine.definition(canonical, from ?? engine.package);
  if (found?.resourceType === 'Measure') return found;
  if (found === undefined && canonical.startsWith('#')) return undefined; // as is said of the canonical
  const message =
    found === undefined
      ? `The Measure ${shown(canonical)} is not loaded, so the groups, populations and scores were not held against it. Add the package that has it.`
      : `${shown(canonical)} is of type ${found.resourceType}; name the Measure that the report is of.`;
  if (found === undefined)
    findings.warning({ code: 'not-found', rule: 'not-checked', message, expression: `${path}.measure` });
  else findings.error({ code: 'value', rule: 'measure-report', message, expression: `${path}.measure` });
  return undefined;
}

function checkOnlyGroup([group, at]: readonly [JsonObject, string], definition: JsonObject, { findings }: Scope): void {
  if (group.code === undefined || definition.code === undefined) return;
  if (codesOf(group.code).length === 0) {
    const message =
      'No coding of the code has both system and code, so that it can be compared with that of the Measure; give both.';
    findings.error({ code: 'business-rule', rule: 'measure-report', message, expression: at });
  } else if (!matches(group.code, definition.code)) {
    const message = `The code ${codesOf(group.code).join(', ')} is not that of the group in the Measure, ${codesOf(definition.code).join(', ')}.`;
    findings.error({ code: 'business-rule', rule: 'measure-report', message, expression: at });
  }
}

function checkGroup(
  [group, at]: readonly [JsonObject, string],
  definition: JsonObject,
  measure: FhirResource,
  scope: Scope,
): void {
  const definitions = (name: string) => [...listed(definition[name], '')].map(([each]) => each);
  const populations = pairUp([...listed(group.population, `${at}.population`)], definitions('population'), {
    what: 'population',
    path: at,
    scope,
    // The single values that a score is made of are not among the counts.
    mayLack: (each) => codesOf(each.code).includes(`${POPULATION}#measure-observation`),
  });
  for (const [population] of populations) checkPopulation(population, scope);
  checkScore(group, at, measure, scope);
  const stratifiers = [...listed(group.stratifier, `${at}.stratifier`)].map(
    ([each, place]) => [{ ...each, code: Array.isArray(each.code) ? each.code[0] : undefined }, place] as const,
  );
  pairUp(stratifiers, definitions('stratifier'), { what: 'stratifier', path: at, scope, mayLack: () => false });
}

function checkPopulation([population, at]: readonly [JsonObject, string], scope: Scope): void {
  const { findings, resource } = scope;
  const { subjectResults, count } = population;
  if (resource.type !== 'subject-list') {
    if (subjectResults !== undefined)
      findings.error({
        code: 'business-rule',
        rule: 'measure-report',
        message:
          'Only a report of the type "subject-list" lists subjects; leave subjectResults out, or change the type.',
        expression: at,
      });
    if (count === undefined)
      findings.warning({
        code: 'business-rule',
        rule: 'measure-report',
        message: 'Give the count of the population.',
        expression: at,
      });
    return;
  }
  const found = countSubjects(subjectResults, scope);
  if (typeof count !== 'number' || found === undefined || found === count) return;
  const message = `The count is ${count}, and the results are of ${found} ${found === 1 ? 'subject' : 'subjects'}; correct one of the two.`;
  findings.error({ code: 'business-rule', rule: 'measure-report', message, expression: at });
}

/** @returns undefined where a list or a group is not at hand */
function countSubjects(results: unknown, scope: Scope): number | undefined {
  if (results === undefined) return 0;
  const reference = isJsonObject(results) ? textOf(results.reference) : undefined;
  if (reference === undefined) return undefined;
  const target = resolveTarget(reference, scope)?.node.value;
  if (!isFhirResource(target)) return subjects.has(/^(\w+)\/[^/]+$/.exec(reference)?.[1] ?? '') ? 1 : undefined;
  if (target.resourceType === 'List') return Array.isArray(target.entry) ? target.entry.length : 0;
  return subjects.has(target.resourceType) ? 1 : undefined;
}
