import type { Issue, SourcePosition } from '../../model/issue.ts';
import { type Finding, type FoundIn, rankOf } from './finding.ts';
import { AlikeFolds, type Fold } from './fold.ts';

/** Findings of one severity and rule whose messages differ in a value alone. */
interface FindingGroup
  extends Pick<Issue, 'severity' | 'rule' | 'accepted' | 'acceptedBy' | 'acceptedUntil' | 'known'> {
  /** The message that they share; `…` stands where they differ. */
  readonly message: string;
  /** The first of what stands at the `…`. */
  readonly values?: readonly string[];
  readonly hasMoreValues?: true;
  readonly times: number;
  /** In how many resources; 0 for the project as a whole. */
  readonly resources: number;
  /** Where the first of them are. */
  readonly places: readonly GroupPlace[];
}

interface GroupPlace {
  /** Absent for the project as a whole. */
  readonly file?: string;
  readonly resource?: string;
  readonly expression?: string;
  readonly path?: string;
  readonly source?: SourcePosition;
}

/** What a report for programs says of its findings by kind, beside each of them at its place. */
export interface GroupedFindings {
  /** The gravest first, of these the most frequent. */
  readonly groups: readonly FindingGroup[];
  /** How many findings are in none of them, where there are too many kinds. */
  readonly ungrouped?: number;
}

const PLACES = 3;
const VALUES = 20;
const MOST = 1_000;

/** Counts findings by kind as they come; nothing of the others is kept. */
export class FindingGroups {
  readonly #folds = new AlikeFolds(PLACES, VALUES);

  /** @param of the resource that they were found in; absent for the project as a whole */
  add(issues: readonly Issue[], of?: FoundIn): void {
    if (issues.length === 0) return;
    const result = of && { file: of.file, ...(of.resource === undefined ? {} : { resource: of.resource }) };
    for (const issue of issues) this.#folds.add({ issue, result });
  }

  end(): GroupedFindings {
    const { folds, leftOut } = this.#folds.end(MOST);
    const groups = folds.flatMap(toGroup).toSorted((a, b) => rankOf(a) - rankOf(b));
    return { groups, ...(leftOut === 0 ? {} : { ungrouped: leftOut }) };
  }
}

function toGroup({ message, values, hasMoreValues, times, resources, findings }: Fold): FindingGroup[] {
  return findings.slice(0, 1).map(({ issue }) => ({
    ...kindOf(issue),
    message,
    ...(values.length === 0 ? {} : { values: values.slice(0, VALUES) }),
    ...(hasMoreValues || values.length > VALUES ? { hasMoreValues: true } : {}),
    times,
    resources,
    places: findings.map(toPlace),
  }));
}

function kindOf(
  issue: Issue,
): Pick<Issue, 'severity' | 'rule' | 'accepted' | 'acceptedBy' | 'acceptedUntil' | 'known'> {
  const {
    code: _code,
    message: _message,
    expression: _at,
    path: _path,
    source: _source,
    profile: _profile,
    ...rest
  } = issue;
  const { constraint: _constraint, element: _element, guideRules: _rules, insertedAt: _insertedAt, ...kind } = rest;
  return kind;
}

function toPlace({ issue: { expression, path, source }, result }: Finding): GroupPlace {
  return {
    ...(result === undefined ? {} : { file: result.file }),
    ...(result?.resource === undefined ? {} : { resource: result.resource }),
    ...(expression === undefined ? {} : { expression }),
    ...(path === undefined ? {} : { path }),
    ...(source === undefined ? {} : { source }),
  };
}
