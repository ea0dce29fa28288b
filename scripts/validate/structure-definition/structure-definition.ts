import { isJsonObject } from '../../model/fhir.ts';
import { listed } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';
import { checkChoiceSlicing } from './choice.ts';
import { checkConstraintExpressions } from './constraints.ts';
import { checkExtensionContexts } from './contexts.ts';
import { checkDerivation } from './derivation.ts';
import { checkDifferentialPaths } from './differential-path.ts';
import { checkSnapshotTypes, checkTypeCodes, checkValueTypes } from './element-type.ts';
import { checkExtensionDefinition } from './extension-definition.ts';
import { checkSlicingStated } from './slicing.ts';

/**
 * Mistakes of a StructureDefinition that else show only on the instances that are held against it, or when HL7's
 * publisher makes its snapshot. Of the differential alone: what is inherited is another definition's to answer for.
 * @see https://hl7.org/fhir/R4/profiling.html
 */
export function checkStructureDefinition(scope: Scope): void {
  const { resource, path } = scope;
  checkDifferentialPaths(scope);
  checkExtensionDefinition(scope);
  if (resource.type === 'Extension') checkExtensionContexts(scope);
  checkDerivation(scope);
  checkSnapshotTypes(scope);
  const { differential, snapshot } = resource;
  if (isJsonObject(snapshot))
    for (const [element, at] of listed(snapshot.element, `${path}.snapshot.element`)) {
      checkTypeCodes(element, at, scope);
      checkValueTypes(element, at, scope);
    }
  if (!isJsonObject(differential)) return;
  const stated = [...listed(differential.element, `${path}.differential.element`)].map(([element, at]) => ({
    element,
    at,
  }));
  for (const { element, at } of stated) {
    checkConstraintExpressions(element, at, scope);
    checkTypeCodes(element, at, scope);
    checkValueTypes(element, at, scope);
  }
  if (resource.derivation !== 'constraint') return;
  const choices = new Set<unknown>();
  // Of what is wrong with one choice the first says enough: what its slices lack follows from how it is sliced.
  for (const { element, at } of stated)
    if (!choices.has(element.path) && checkChoiceSlicing(element, at, scope)) choices.add(element.path);
  checkSlicingStated(
    stated.filter(({ element }) => !choices.has(element.path)),
    scope,
  );
}
