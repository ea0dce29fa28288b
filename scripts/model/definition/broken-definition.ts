import { formatCanonical } from '../canonical.ts';
import { EnvironmentError } from '../issue.ts';
import { packageKey } from '../package.ts';
import { shapeFaults } from './definition-shape.ts';
import type { Definition } from './definitions.ts';
import type { ShapeFault } from './shape.ts';

/** What follows in the sentence must be seen too. */
const LONGEST_NAMED = 300;

/** `ValueSet http://… (ValueSet-x.json of a.package#1.0.0)`: enough for whoever has to correct the definition. */
export function nameDefinition({ resource, package: owner, file }: Definition<object>): string {
  const { resourceType, url, version } = resource as Readonly<Record<string, unknown>>;
  const canonical = formatCanonical(String(url), typeof version === 'string' ? version : undefined);
  const short = canonical.length <= LONGEST_NAMED ? canonical : `${canonical.slice(0, LONGEST_NAMED - 3)}...`;
  const place = file === undefined ? packageKey(owner) : `${file} of ${packageKey(owner)}`;
  return `${String(resourceType)} ${short} (${place})`;
}

/** What is misshapen in a definition, in one sentence; undefined where nothing is. */
export function shapeProblem(
  resource: object,
  counts: (fault: ShapeFault) => boolean = () => true,
): string | undefined {
  const [first, ...others] = shapeFaults(resource).filter(counts);
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` (and ${others.length} more like it)`;
  return `${first.path} ${first.problem}${more}`;
}

/**
 * What an exception says of the definition in which it was raised. Whoever catches it must report it: it may be a fault
 * of the program as well as one of the definition.
 * @throws an EnvironmentError, which is a fault of neither
 */
export function thrownProblem(cause: unknown): string {
  if (cause instanceof EnvironmentError) throw cause;
  if (cause instanceof RangeError) return 'it is too deep or too large to be read';
  return `it cannot be read (${cause instanceof Error ? cause.message : String(cause)})`;
}
