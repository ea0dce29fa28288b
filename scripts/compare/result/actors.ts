import { type Impact, impacts } from '../rules/impact.ts';

/** Who takes part in what a guide describes, and which of its artefacts they make and read. */
export interface Actor {
  readonly actor: string;
  /** Ids or canonicals of artefacts, or their beginnings with `*` behind: what the actor sends; of an API, what it serves. */
  readonly produces: readonly string[];
  readonly consumes: readonly string[];
}

/** What a change means to one actor. */
export interface ActorImpact {
  readonly actor: string;
  readonly class: Impact;
}

/** What decides who is concerned: an artefact, what inherits its change, and what the change means to each side. */
interface Concerning {
  readonly artefact: string;
  readonly inheritedBy: readonly string[];
  readonly class: { readonly producer: Impact; readonly consumer: Impact };
}

/**
 * What a change means to each actor that it concerns, in the order of the actors. A change of what no actor names, such as
 * a value set, concerns each in all that it does; of one that makes and reads the artefact the graver counts.
 */
export function actorImpacts(change: Concerning, actors: readonly Actor[]): readonly ActorImpact[] {
  const names = [change.artefact, ...change.inheritedBy];
  const does = (patterns: readonly string[]) =>
    names.some((name) => patterns.some((pattern) => isNamed(name, pattern)));
  const isListed = actors.some(({ produces, consumes }) => does(produces) || does(consumes));
  return actors.flatMap(({ actor, produces, consumes }) => {
    const own = [
      ...((isListed ? does(produces) : produces.length > 0) ? [change.class.producer] : []),
      ...((isListed ? does(consumes) : consumes.length > 0) ? [change.class.consumer] : []),
    ];
    const gravest = impacts.find((impact) => own.includes(impact));
    return gravest === undefined ? [] : [{ actor, class: gravest }];
  });
}

/** Names that no artefact of either version has: a map that nobody keeps would tell of nobody. */
export function unknownNames(actors: readonly Actor[], canonicals: readonly string[]): readonly string[] {
  return namesOf(actors).filter((pattern) => !canonicals.some((canonical) => isNamed(canonical, pattern)));
}

/** All that actors make or read, each once. */
export function namesOf(actors: readonly Actor[]): readonly string[] {
  return [...new Set(actors.flatMap(({ produces, consumes }) => [...produces, ...consumes]))];
}

/** Whether a canonical is meant by itself, by its id, or by the beginning of one of them and `*`. */
export function isNamed(canonical: string, pattern: string): boolean {
  const id = canonical.slice(canonical.lastIndexOf('/') + 1);
  if (!pattern.endsWith('*')) return canonical === pattern || id === pattern;
  const start = pattern.slice(0, -1);
  return canonical.startsWith(start) || id.startsWith(start);
}
