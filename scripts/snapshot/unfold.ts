import { parseCanonical } from '../model/canonical.ts';
import type { ElementDefinition } from '../model/fhir.ts';
import type { SourceNode, SourceTree } from './differential/source-tree.ts';
import { findType } from './element/structures.ts';
import type { Walk } from './element/walk-state.ts';

/**
 * What a sliced element lists of the content that it refers to, for its slices to be read beside, as HL7's generator
 * has it; nothing unless it refers to one.
 */
export function slicedContent(
  walk: Walk,
  { contentReference }: ElementDefinition,
  source: SourceNode,
): readonly SourceNode[] {
  if (contentReference === undefined || source.children.length > 0) return [];
  return referencedContent(walk, contentReference, source)?.children ?? [];
}

/**
 * The children of an element that the base does not list: those of its type, of the profile of its type,
 * or of the element that it refers to for its content.
 * @param element in the snapshot; takes the type of what its contentReference points to
 * @param source the element of the base
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.contentReference
 */
export function unfold(walk: Walk, element: ElementDefinition, source: SourceNode): readonly SourceNode[] {
  const { findings } = walk;
  const id = element.id ?? element.path;
  if (element.contentReference !== undefined) {
    const target = referencedContent(walk, element.contentReference, source);
    if (target === undefined) {
      const message = `${id} takes its content from ${element.contentReference}, which is in no loaded definition. Load the package that has it.`;
      findings.error('snapshot-profile-unresolved', 'not-found', id, message);
      return [];
    }
    delete element.contentReference;
    if (target.element.type !== undefined) element.type = target.element.type;
    return target.children;
  }
  const tree = typeTree(walk, element, source);
  return tree?.root.children ?? [];
}

function referencedContent(walk: Walk, absolute: string, source: SourceNode): SourceNode | undefined {
  const reference = source.contentReference ?? absolute;
  if (reference.startsWith('#')) return source.byId.get(reference.slice(1));
  const { url, fragment = '' } = parseCanonical(reference);
  return walk.structures.find(url, source.definition.package)?.tree()?.byId.get(fragment);
}

function typeTree(walk: Walk, element: ElementDefinition, source: SourceNode): SourceTree | undefined {
  const { structures, findings, definition } = walk;
  const id = element.id ?? element.path;
  const types = element.type ?? [];
  const codes = new Set(types.map(({ code }) => code));
  const [first] = types;
  // Of several types only what all elements have is common: id and extension.
  const code = codes.size === 1 ? first?.code : codes.size === 0 ? undefined : 'Element';
  if (code === undefined) {
    if (definition.resource.derivation === 'specialization') return undefined;
    const message = `The differential constrains children of ${id}, which has neither a type nor children in the base. Mend the path.`;
    findings.error('snapshot-path-unknown', 'structure', id, message);
    return undefined;
  }
  const from = element.type === source.element.type ? source.definition.package : definition.package;
  const profiles = codes.size === 1 ? types.flatMap(({ profile }) => profile ?? []) : [];
  const [profile] = profiles;
  if (profile !== undefined && profiles.length === 1) {
    const tree = structures.find(profile, from)?.tree();
    if (tree !== undefined) return tree;
    const message = `The differential constrains children of ${id} by the profile ${profile}, which has no snapshot here; the type ${code} is used instead. Load its package, or mend the canonical.`;
    findings.warning('snapshot-profile-unresolved', 'not-found', id, message);
  }
  const tree = findType(structures, code, definition.package)?.tree();
  if (tree === undefined) {
    const message = `The differential constrains children of ${id}, and its type ${code} is in no loaded package. Mend the path, or load the package that defines the type.`;
    findings.error('snapshot-profile-unresolved', 'not-found', id, message);
  }
  return tree;
}
