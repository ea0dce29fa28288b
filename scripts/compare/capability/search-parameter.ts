import type { FhirResource } from '../../model/fhir.ts';
import type { Changes } from '../result/change.ts';
import { isSame, textOf } from '../tree/same.ts';

/** @see https://hl7.org/fhir/R4/searchparameter.html */
export function compareSearchParameters(old: FhirResource, now: FhirResource, changes: Changes): void {
  const names = [
    'expression',
    'base',
    'target',
    'comparator',
    'modifier',
    'multipleOr',
    'multipleAnd',
    'chain',
    'component',
  ];
  if (old.type !== now.type || old.code !== now.code)
    changes.add('search-type-changed', { before: `${old.code} (${old.type})`, after: `${now.code} (${now.type})` });
  for (const element of names) {
    const [before, after] = [ordered(old[element]), ordered(now[element])];
    if (!isSame(before, after))
      changes.add('search-parameter-changed', { element, before: told(before), after: told(after) });
  }
}

/** The order of targets and modifiers says nothing, nor do blanks of an expression. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textOf).sort();
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : value;
}

function told(value: unknown): string {
  return value === undefined ? 'nothing' : Array.isArray(value) ? value.join(', ').replaceAll('"', '') : String(value);
}
