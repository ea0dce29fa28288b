import { type FhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import type { Changes } from '../result/change.ts';
import { isSame, textOf } from '../tree/same.ts';

/** @see https://hl7.org/fhir/R4/operationdefinition.html */
export function compareOperations(old: FhirResource, now: FhirResource, changes: Changes): void {
  const names = ['code', 'kind', 'system', 'type', 'instance', 'resource', 'affectsState'];
  const other = names.filter((name) => !isSame(old[name], now[name]));
  if (other.length > 0)
    changes.add('operation-changed', {
      before: other.map((name) => `${name} ${textOf(old[name])}`).join(', '),
      after: other.map((name) => `${name} ${textOf(now[name])}`).join(', '),
    });
  const [before, after] = [parametersOf(old), parametersOf(now)];
  for (const [element, was] of before) compareParameter(element, was, after.get(element), changes);
  for (const [element, is] of after) if (!before.has(element)) compareParameter(element, undefined, is, changes);
}

function compareParameter(
  element: string,
  was: JsonObject | undefined,
  is: JsonObject | undefined,
  changes: Changes,
): void {
  const values = {
    element,
    ...(was === undefined ? {} : { before: told(was) }),
    ...(is === undefined ? {} : { after: told(is) }),
  };
  if (was !== undefined && is !== undefined && told(was) === told(is)) return;
  if ((was ?? is)?.use === 'out') changes.add('output-changed', values);
  else if (is === undefined) changes.add('input-removed', values);
  else if (Number(is.min) > Number(was?.min ?? 0)) changes.add('input-required', values);
  else if (was === undefined) changes.add('input-added', values);
  else if (Number(is.min) < Number(was.min)) changes.add('input-optional', values);
  else {
    const isWider = was.type === is.type && (is.max === '*' || Number(is.max) > Number(was.max));
    changes.add(isWider ? 'input-added' : 'input-removed', values);
  }
}

const told = ({ min, max, type }: JsonObject) => `${min}..${max} ${type ?? 'parts'}`;

function parametersOf({ parameter }: FhirResource): Map<string, JsonObject> {
  const list: unknown[] = Array.isArray(parameter) ? parameter : [];
  return new Map(list.filter(isJsonObject).map((each) => [`${each.use} ${each.name}`, each]));
}
