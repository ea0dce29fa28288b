import { parseCanonical } from '../../model/canonical.ts';
import type { FhirResource, StructureDefinition } from '../../model/fhir.ts';
import { joinMoved } from '../element/moved.ts';
import type { Versions } from '../element/place.ts';
import { compareTexts } from '../element/texts.ts';
import { compareElements } from '../element/walk.ts';
import type { Changes } from '../result/change.ts';
import { isSame } from '../tree/same.ts';
import { shaped } from '../tree/shaped.ts';
import { type ArtefactPair, textIn } from './artefact.ts';
import type { BaseKeys } from './base-keys.ts';
import { pathOf, statementsOf } from './statements.ts';

/** A profile, an extension, a type or a logical model, over its effective tree. */
export function compareStructures(pair: ArtefactPair, versions: Versions, baseKeys: BaseKeys, changes: Changes): void {
  const { old, now } = pair;
  const [a, b] = [shaped(old.resource), shaped(now.resource)];
  const nature = ['type', 'kind', 'derivation', 'abstract'].filter(
    (name) => textIn(old.resource, name) !== textIn(now.resource, name),
  );
  if (nature.length > 0)
    changes.add('nature-changed', { before: told(old.resource, nature), after: told(now.resource, nature) });
  compareBase(a, b, versions, changes);
  compareContexts(a, b, changes);
  compareTexts(a, b, changes);
  if (a.type !== b.type) return;
  const oldTree = versions.oldTrees.of(old.resource, old.owner);
  const newTree = versions.newTrees.of(now.resource, now.owner);
  if (oldTree === undefined || newTree === undefined) {
    if (isSame(a.differential, b.differential) && oldTree === newTree) return;
    const reason = 'Not decided: one of the two versions has no snapshot, and none could be made.';
    changes.add('definition-changed', { reason });
    return;
  }
  const keys = new Set([...baseKeys.of(oldTree, a.type), ...baseKeys.of(newTree, b.type)]);
  const isOfBase = a.derivation !== 'constraint';
  const [said, says] = [statementsOf(old, versions.from), statementsOf(now, versions.to)];
  const isComparable = said !== undefined && says !== undefined && said.root === says.root;
  const isSaidAlike = (path: string, kind: string) => {
    const key = `${pathOf(path)} ${kind}`;
    return said?.byPath.get(key) === says?.byPath.get(key);
  };
  const place = {
    ...(isComparable ? { isSaidAlike } : {}),
    versions,
    changes,
    path: newTree.root.name,
    baseKeys: isOfBase ? new Set(['ele-1', 'ext-1']) : keys,
  };
  compareElements(oldTree.root, newTree.root, place);
  joinMoved(changes);
}

function told(resource: FhirResource, names: readonly string[]): string {
  return names.map((name) => `${name} ${textIn(resource, name) ?? 'unknown'}`).join(', ');
}

function compareBase(old: StructureDefinition, now: StructureDefinition, versions: Versions, changes: Changes): void {
  const [before, after] = [old.baseDefinition, now.baseDefinition];
  if (before === after || before === undefined || after === undefined) return;
  const [oldUrl, newUrl] = [parseCanonical(before).url, parseCanonical(after).url];
  // A rename is told where the parent is compared: of one in another package here.
  const owner = versions.to.resolve(after)?.package;
  if (versions.renamed.get(oldUrl) === newUrl && owner?.id === versions.to.package.id) return;
  changes.add('base-changed', { before, after });
}

function compareContexts(old: StructureDefinition, now: StructureDefinition, changes: Changes): void {
  const contexts = ({ context = [] }: StructureDefinition) =>
    context.map(({ type, expression }) => `${type} ${expression}`);
  const [before, after] = [contexts(old), contexts(now)];
  const gone = before.filter((each) => !after.includes(each));
  const added = after.filter((each) => !before.includes(each));
  const isEverywhere = (list: readonly string[]) =>
    list.some((each) => /^element (Element|Resource|DomainResource)$/.test(each));
  const values = { before: places(gone.length > 0 ? gone : before), after: places(added.length > 0 ? added : after) };
  if (gone.length > 0 && !isEverywhere(after)) changes.add('extension-context-narrowed', values);
  if (added.length > 0 && !isEverywhere(before)) changes.add('extension-context-widened', values);
}

const MOST_PLACES = 6;

function places(contexts: readonly string[]): string {
  const rest = contexts.length - MOST_PLACES;
  return rest <= 1 ? contexts.join(', ') : `${contexts.slice(0, MOST_PLACES).join(', ')} and ${rest} more`;
}
