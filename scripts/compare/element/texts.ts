import type { ElementDefinition, StructureDefinition } from '../../model/fhir.ts';
import type { Changes } from '../result/change.ts';
import { isSame } from '../tree/same.ts';

const texts = ['short', 'definition', 'comment', 'requirements', 'alias', 'meaningWhenMissing', 'label'] as const;

/**
 * Texts that authors wrote, which are those of the differential: the snapshot has words of the parent, and links that
 * tools have rewritten.
 */
export function compareTexts(old: StructureDefinition, now: StructureDefinition, changes: Changes): void {
  const before = byId(old);
  for (const [id, element] of byId(now)) {
    const was: Partial<ElementDefinition> = before.get(id) ?? {};
    const other = texts.filter(
      (name) => element[name] !== undefined && was[name] !== undefined && !isSame(element[name], was[name]),
    );
    if (other.length > 0)
      changes.add('texts-changed', { element: id, before: shown(was, other), after: shown(element, other) });
  }
}

function byId({ differential }: StructureDefinition): Map<string, ElementDefinition> {
  return new Map((differential?.element ?? []).map((each) => [each.id ?? each.path, each]));
}

const LONGEST = 300;

function shown(element: Partial<ElementDefinition>, names: readonly (typeof texts)[number][]): string {
  const text = names.map((name) => `${name}: ${String(element[name])}`).join('; ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
