import type { Sequence, Step } from './model.ts';

/** A sequence in words, for whoever cannot see it: the description, then every step in order. */
export function tellSequence({ description, participants, steps }: Sequence): string {
  const labels = new Map(participants.map(({ id, label }) => [id, label]));
  const label = (id: string) => labels.get(id) ?? id;
  const tell = (step: Step): string => {
    if (step.kind === 'message') return `${label(step.from)} → ${label(step.to)} : ${step.text}.`;
    if (step.kind === 'note') return `${step.text}.`;
    return step.branches
      .map(({ condition, steps: inner }) => [`[${condition}]`, ...inner.map(tell)].join(' '))
      .join(' ');
  };
  return [description, ...steps.map(tell)].join(' ').replace(/([.!?…])\./g, '$1');
}
