import type { Issue } from '../../model/issue.ts';
import type { Impacts } from '../rules/impact.ts';
import { type ChangeRule, changeRules } from '../rules/rules.ts';
import type { ActorImpact } from './actors.ts';
import { fingerprint } from './fingerprint.ts';

/** One change, as it is found. */
export interface Change {
  readonly rule: ChangeRule;
  /** Canonical of what changed, in the newer version where it has one; for other things their name. */
  readonly artefact: string;
  /** Id of the element in the newer version, as a StructureDefinition has it; of other artefacts what stands for it. */
  readonly element?: string;
  readonly before?: string;
  readonly after?: string;
  readonly class: Impacts;
  readonly reason: string;
  readonly fingerprint: string;
  /** Canonicals of what has the same change because it rests on the artefact. */
  readonly inheritedBy: readonly string[];
  /** What it means to each actor that it concerns; absent where nobody says who takes part. */
  readonly actors?: readonly ActorImpact[];
  /** Who answers for it, and why; absent where nobody does. */
  readonly accepted?: { readonly reason: string; readonly owner: string; readonly date: string };
  /** An example that shows it. */
  readonly witness?: {
    readonly file: string;
    readonly issues: readonly Pick<Issue, 'rule' | 'message' | 'expression' | 'path'>[];
  };
}

export interface ChangeDetails extends Partial<Impacts> {
  readonly element?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** Why this one is classed as it is, where that is not what the rule says. */
  readonly reason?: string | undefined;
}

/** Takes the changes of one artefact. */
export class Changes {
  readonly artefact: string;
  readonly #found = new Map<string, Change>();
  readonly #uses = new Map<string, string>();

  constructor(artefact: string) {
    this.artefact = artefact;
  }

  get list(): Change[] {
    return [...this.#found.values()];
  }

  add(rule: ChangeRule, details: ChangeDetails = {}): void {
    const { producer, consumer, why } = changeRules[rule];
    const { element, before, after, reason = why } = details;
    const name = fingerprint(JSON.stringify([rule, this.artefact, element ?? '', before ?? '', after ?? '']));
    this.#found.set(name, {
      rule,
      artefact: this.artefact,
      ...(element === undefined ? {} : { element }),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      class: { producer: details.producer ?? producer, consumer: details.consumer ?? consumer },
      reason,
      fingerprint: name,
      inheritedBy: [],
    });
  }

  /** Takes one back that is told in another way. */
  drop({ fingerprint: name }: Change): void {
    this.#found.delete(name);
  }

  /** Notes that the value of an element follows a profile, on both sides. */
  use(path: string, profile: string): void {
    this.#uses.set(path, profile);
  }

  /** Canonicals of the profiles that values follow, by element. */
  get uses(): ReadonlyMap<string, string> {
    return this.#uses;
  }
}
