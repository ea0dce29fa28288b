import type { Change, Changes } from '../result/change.ts';

/** An invariant that is gone at one element and new under the same key at another one is told once. */
export function joinMoved(changes: Changes): void {
  const added = new Map<string, Change>();
  for (const change of changes.list) if (change.rule === 'constraint-added') added.set(keyIn(change.after), change);
  for (const gone of changes.list) {
    const now = gone.rule === 'constraint-removed' ? added.get(keyIn(gone.before)) : undefined;
    if (now === undefined || now.element === gone.element) continue;
    changes.drop(gone);
    changes.drop(now);
    const isSame = saysSame(gone, now) || saysSame(now, gone);
    changes.add('constraint-moved', {
      element: now.element,
      before: `${gone.element}: ${gone.before}`,
      after: `${now.element}: ${now.after}`,
      ...(isSame
        ? {}
        : {
            producer: 'may-break',
            consumer: 'may-break',
            reason: 'Whether it says the same from there is not decided.',
          }),
    });
  }
}

/** Whether what is said further up of all of an element is what is said at the element itself. */
function saysSame(above: Change, below: Change): boolean {
  const [whole, part] = [above, below].map(({ before, after }) => before ?? after ?? '');
  const prefix = `${above.element}.`;
  if (below.element?.startsWith(prefix) !== true) return false;
  const path = below.element.slice(prefix.length);
  const key = keyIn(part);
  return whole === `${key}: ${path}.all(${part?.slice(key.length + 2)})`;
}

function keyIn(told: string | undefined): string {
  return told?.slice(0, told.indexOf(':')) ?? '';
}
