import type { ElementDefinition } from '../../model/fhir.ts';
import type { Place } from './place.ts';

/** Flags that tell software what to do; what is not said is false. */
export function compareFlags(old: ElementDefinition, now: ElementDefinition, { changes, path: element }: Place): void {
  const wasSupported = old.mustSupport === true;
  if (wasSupported !== (now.mustSupport === true))
    changes.add(wasSupported ? 'must-support-removed' : 'must-support-added', { element });
  const wasModifier = old.isModifier === true;
  if (wasModifier !== (now.isModifier === true))
    changes.add(wasModifier ? 'modifier-removed' : 'modifier-added', { element });
  const wasSummary = old.isSummary === true;
  if (wasSummary !== (now.isSummary === true))
    changes.add('summary-changed', {
      element,
      before: wasSummary ? 'in summaries' : 'not in summaries',
      after: wasSummary ? 'not in summaries' : 'in summaries',
    });
}
