import type { Issue } from '../../model/issue.ts';
import type { Change } from './change.ts';

/** An example that is valid under one version and not under the other. */
export interface Failure {
  /** As it is referred to: `Observation/weight`. */
  readonly file: string;
  /** Canonicals of the profiles that it claims, as the version has them that it fails under. */
  readonly profiles: readonly string[];
  /** Errors that it has there. */
  readonly issues: readonly FailureIssue[];
}

type FailureIssue = Pick<Issue, 'rule' | 'message' | 'expression' | 'path' | 'element' | 'constraint'>;

const MOST_ISSUES = 5;

/**
 * Gives changes the examples that show them. What may break is breaking with a witness; where examples were tried and
 * none shows it, it says so.
 * @param failures of older examples under the newer version for the producer, the other way round for the consumer
 */
export function withWitnesses(
  changes: readonly Change[],
  failures: readonly Failure[],
  of: 'producer' | 'consumer',
  tried: number,
): Change[] {
  const byProfile = new Map<string, Shown[]>();
  for (const failure of failures) {
    const shown = { failure, paths: failure.issues.map(placeOf) };
    for (const profile of new Set(failure.profiles)) {
      const known = byProfile.get(profile);
      if (known === undefined) byProfile.set(profile, [shown]);
      else known.push(shown);
    }
  }
  return changes.map((change) => {
    const impact = change.class[of];
    if (impact !== 'breaking' && impact !== 'may-break') return change;
    const witness = change.witness ?? witnessOf(change, failures, byProfile);
    if (witness === undefined)
      return impact === 'may-break' && tried > 0 ? { ...change, reason: withRemark(change.reason) } : change;
    const reason = change.reason.replace(REMARK, '');
    return { ...change, reason, witness, class: { ...change.class, [of]: 'breaking' } };
  });
}

const REMARK = ' No example shows it.';

function withRemark(reason: string): string {
  return reason.endsWith(REMARK) ? reason : reason + REMARK;
}

/** A failure with the places of its findings, as changes name them. */
interface Shown {
  readonly failure: Failure;
  readonly paths: readonly (string | undefined)[];
}

function placeOf({ element, expression }: FailureIssue): string | undefined {
  const place = element ?? expression;
  return place === undefined ? undefined : pathOf(place);
}

function witnessOf(
  change: Change,
  failures: readonly Failure[],
  byProfile: ReadonlyMap<string, readonly Shown[]>,
): Change['witness'] {
  const { artefact, element, inheritedBy } = change;
  if (change.rule.startsWith('value-set-')) return witnessOfSet(artefact, failures);
  if (element === undefined) return undefined;
  const wanted = pathOf(element);
  for (const profile of [artefact, ...inheritedBy])
    for (const { failure, paths } of byProfile.get(profile) ?? []) {
      const { file, issues } = failure;
      const shown = issues.filter((issue, index) => paths[index] === wanted && isOfKind(issue, change));
      if (shown.length > 0) return { file, issues: shown.slice(0, MOST_ISSUES) };
    }
  return undefined;
}

/** An example with a code outside of a value set: its finding names the value set, whatever profile binds it. */
function witnessOfSet(valueSet: string, failures: readonly Failure[]): Change['witness'] {
  for (const { file, issues } of failures) {
    const shown = issues.filter(
      ({ rule, message }) => rule.startsWith('binding') && message.split(/[\s,|]+/).includes(valueSet),
    );
    if (shown.length > 0) return { file, issues: shown.slice(0, MOST_ISSUES) };
  }
  return undefined;
}

/** A finding shows a change of its own kind alone. */
function isOfKind({ rule, constraint }: FailureIssue, { rule: changed, before = '', after = '' }: Change): boolean {
  const isOfCodes = /^(binding|max-value-set|value-set)/.test(changed);
  if (isOfCodes || rule.startsWith('binding')) return isOfCodes && rule.startsWith('binding');
  const isOfConstraint = /^(constraint|warning)/.test(changed);
  if (isOfConstraint || rule === 'invariant')
    return isOfConstraint && [before, after].some((told) => told.startsWith(`${constraint}:`));
  return true;
}

/** Without indexes, slices and types: `Observation.component.value`. */
function pathOf(text: string): string {
  return text
    .replace(/\[[^\]]*\]|:[^.]*|\.ofType\([^)]*\)/g, '')
    .split('.')
    .map((step, at) =>
      at === 0 ? step : step.replace(/^(value|effective|deceased|onset|performed|occurrence|author)[A-Z]\w*$/, '$1'),
    )
    .join('.');
}
