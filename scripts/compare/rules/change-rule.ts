import { ownRule, type RuleText } from '../../model/rule.ts';
import type { Impact, Impacts } from './impact.ts';

/** How a change is classed, unless something about the single change decides otherwise. */
export interface ChangeRuleText extends RuleText, Impacts {
  /** What was found, as a clause without a subject: `is required more often`. */
  readonly says: string;
  /** Why it is classed so. */
  readonly why: string;
  /** The rule of the same change the other way round; itself where both ways are alike. */
  readonly mirror: string;
  /** Why its mirror is not classed the other way round; absent where it is. */
  readonly unlike?: string;
}

interface Declared extends Omit<ChangeRuleText, keyof Impacts | 'spec'> {
  /** For who produces, and for who consumes. */
  readonly class: readonly [producer: Impact, consumer: Impact];
}

type Section = 'elements' | 'values' | 'code-lists' | 'slices' | 'invariants' | 'artefacts' | 'apis';

/** Declares the rules that a section of docs/compare.md explains. */
export function rulesOf<Name extends string>(
  section: Section,
  declared: Readonly<Record<Name, Declared>>,
): Readonly<Record<Name, ChangeRuleText>> {
  const entries = Object.entries<Declared>(declared).map(
    ([
      name,
      {
        class: [producer, consumer],
        summary,
        ...rest
      },
    ]) => [name, { ...ownRule(summary, `compare.md#${section}`), ...rest, producer, consumer }],
  );
  return Object.fromEntries(entries);
}
