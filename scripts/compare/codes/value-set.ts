import type { CodeList } from '../../model/definition/code-list.ts';
import type { Changes } from '../result/change.ts';
import { LISTED_NO_MORE, OWN_CODES } from './extensible.ts';
import { codeDifference, codesText } from './relation.ts';

/** The strongest binding that leads to a value set; undefined where none does. */
export type Strongest = 'required' | 'extensible' | 'preferred' | 'example' | undefined;

/**
 * The codes of a value set under one canonical.
 * @param isRewritten whether its definition differs
 * @param renamed canonicals of the newer version by those of the older one
 */
export function compareValueSets(
  old: CodeList | undefined,
  now: CodeList | undefined,
  { strongest, isRewritten }: { readonly strongest: Strongest; readonly isRewritten: boolean },
  changes: Changes,
  renamed?: ReadonlyMap<string, string>,
): void {
  const isAdvice = strongest === 'preferred' || strongest === 'example';
  const advised = {
    producer: 'editorial',
    consumer: 'editorial',
    reason: 'It is bound as advice only, which refuses no code.',
  } as const;
  if (old === undefined || now === undefined) {
    if (old === now) return;
    const side = old === undefined ? 'older' : 'newer';
    const reason = `Not decided: the ${side} version has no definition of it among its packages.`;
    changes.add('value-set-undecided', { reason, ...(isAdvice ? advised : {}) });
    return;
  }
  const { gone, added, isUndecided } = codeDifference(old, now, renamed);
  if (isUndecided) {
    changes.add('value-set-undecided', {
      ...(gone.length > 0 ? { before: codesText(gone) } : {}),
      ...(added.length > 0 ? { after: codesText(added) } : {}),
      ...(isAdvice ? advised : {}),
    });
    return;
  }
  if (gone.length + added.length === 0) {
    if (isRewritten) changes.add('value-set-rewritten');
    return;
  }
  const unbound = {
    producer: 'may-break',
    consumer: 'may-break',
    reason: 'No profile here binds it; whoever does decides.',
  } as const;
  const own = { producer: 'may-break', consumer: 'may-break', reason: OWN_CODES } as const;
  const listed = { producer: 'compatible', consumer: 'may-break', reason: LISTED_NO_MORE } as const;
  const other = isAdvice ? advised : strongest === undefined ? unbound : undefined;
  const isExtensible = strongest === 'extensible';
  if (gone.length > 0)
    changes.add('value-set-codes-removed', { before: codesText(gone), ...(other ?? (isExtensible ? listed : {})) });
  if (added.length > 0)
    changes.add('value-set-codes-added', { after: codesText(added), ...(other ?? (isExtensible ? own : {})) });
}
