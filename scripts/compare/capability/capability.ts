import { type FhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import type { Changes } from '../result/change.ts';

const EXPECTATION = 'http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation';

type Expectation = 'SHALL' | 'SHOULD' | 'MAY' | 'SHALL-NOT' | undefined;

/** What servers, or clients, must, should and may be able to do: compared one by one, by name. */
export function compareCapabilities(old: FhirResource, now: FhirResource, changes: Changes): void {
  const [before, after] = [capabilitiesOf(old), capabilitiesOf(now)];
  for (const element of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(element), after.get(element)];
    if (is === was || (was === undefined && is === 'SHALL-NOT')) continue;
    const values = { element, before: was ?? 'not there', after: is ?? 'not there' };
    const isOfClients = element.startsWith('client');
    if (was === 'SHALL')
      changes.add(
        'capability-removed',
        isOfClients ? { ...values, ...servers, reason: 'Servers may rely on what clients can do.' } : values,
      );
    else if (is === 'SHALL')
      changes.add(
        'capability-required',
        isOfClients ? { ...values, ...clients, reason: 'Clients without it do not conform any more.' } : values,
      );
    else if (is === undefined || is === 'SHALL-NOT') changes.add('capability-withdrawn', values);
    else changes.add('capability-offered', values);
  }
}

const servers = { producer: 'breaking', consumer: 'compatible' } as const;
const clients = { producer: 'compatible', consumer: 'breaking' } as const;

function capabilitiesOf({ rest }: FhirResource): Map<string, Exclude<Expectation, undefined>> {
  const found = new Map<string, Exclude<Expectation, undefined>>();
  for (const part of objects(rest)) {
    const mode = String(part.mode);
    for (const each of objects(part.interaction)) found.set(`${mode}: ${each.code}`, expectationOf(each));
    for (const each of objects(part.operation)) found.set(`${mode}: operation ${each.name}`, expectationOf(each));
    for (const each of objects(part.searchParam)) found.set(`${mode}: search by ${each.name}`, expectationOf(each));
    for (const resource of objects(part.resource)) addResource(`${mode}: ${resource.type}`, resource, found);
  }
  return found;
}

function addResource(name: string, resource: JsonObject, found: Map<string, Exclude<Expectation, undefined>>): void {
  found.set(name, expectationOf(resource));
  for (const each of objects(resource.interaction)) found.set(`${name} ${each.code}`, expectationOf(each));
  for (const each of objects(resource.searchParam))
    found.set(`${name} search by ${each.name} (${each.type})`, expectationOf(each));
  for (const each of objects(resource.operation)) found.set(`${name} operation ${each.name}`, expectationOf(each));
  for (const list of ['searchInclude', 'searchRevInclude', 'supportedProfile', 'referencePolicy'] as const) {
    const values = Array.isArray(resource[list]) ? resource[list] : [];
    const siblings = resource[`_${list}`];
    values.forEach((value, at) => {
      const sibling: unknown = Array.isArray(siblings) ? siblings[at] : undefined;
      found.set(
        `${name} ${list} ${String(value).split('|')[0]}`,
        isJsonObject(sibling) ? expectationOf(sibling) : 'SHALL',
      );
    });
  }
  for (const flag of ['conditionalCreate', 'conditionalUpdate', 'readHistory', 'updateCreate'] as const)
    if (resource[flag] === true) found.set(`${name} ${flag}`, 'SHALL');
  for (const each of combinations(resource)) found.set(`${name} search by ${each.names} together`, each.expectation);
}

const COMBINATION = 'http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination';

function combinations(resource: JsonObject): { names: string; expectation: Exclude<Expectation, undefined> }[] {
  return objects(resource.extension)
    .filter(({ url }) => url === COMBINATION)
    .map((each) => ({
      names: objects(each.extension)
        .filter(({ url }) => url === 'required' || url === 'optional')
        .map(({ valueString }) => String(valueString))
        .sort()
        .join(' + '),
      expectation: expectationOf(each),
    }));
}

/** What says nothing of how much it is expected is meant to be there. */
function expectationOf({ extension }: JsonObject): Exclude<Expectation, undefined> {
  const code = objects(extension).find(({ url }) => url === EXPECTATION)?.valueCode;
  return code === 'SHOULD' || code === 'MAY' || code === 'SHALL-NOT' ? code : 'SHALL';
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
