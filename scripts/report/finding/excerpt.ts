import { severities } from '../../model/issue.ts';
import { type Finding, formatPosition, placeOf, rankOf } from './finding.ts';

/** The same finding at the same place: told once, however many resources have it. */
export interface Told {
  readonly finding: Finding;
  /** The first resources that have it, as `Type/id`, and how many do. */
  readonly resources: readonly string[];
  readonly times: number;
  /** Its place among all findings, in the order met. */
  readonly order: number;
}

interface Kept extends Told {
  readonly resources: string[];
  times: number;
}

/** What is told of one rule and severity. */
interface Bucket {
  /** Which have the first right to be told, from 0. */
  readonly turn: number;
  readonly told: Map<string | number, Kept>;
  /** No more of them are wanted: the others have a right to the rest. */
  most: number;
}

export interface ExcerptOptions {
  /** Findings that are told, at most. */
  readonly most: number;
  /** Whether `most` holds for each severity by itself; together the graver ones come first. */
  readonly each?: boolean;
  /** Whether the same finding of several resources is told once. */
  readonly folds?: boolean;
}

export interface Chosen {
  /** In the order met. */
  readonly told: readonly Told[];
  /** How many findings of each rank are not among these (`rankOf`). */
  readonly leftOut: number[];
}

const RANKS = severities.length + 1;
/** What nobody excuses is told before what the baseline has or the project lives with, however grave that is. */
const TURNS = 2 * RANKS;
/** Rules have names that we give them; should there be more, those that come late share what is left. */
const MOST_RULES = 500;
const RESOURCES = 4;
/** Of every rule so many are told, however many graver findings there are. */
const SOME = 10;

/**
 * Chooses the findings that a person is shown where there are too many: the gravest, of each rule some, because the
 * thousandth finding of a rule says less than the first of another. No more than twice as many are held as are told.
 */
export class Excerpt {
  readonly #most: number;
  readonly #each: boolean;
  readonly #folds: boolean;
  readonly #buckets = new Map<string, Bucket>();
  readonly #met: number[] = Array(RANKS).fill(0);
  #order = 0;
  #held = 0;

  constructor({ most, each = false, folds = false }: ExcerptOptions) {
    this.#most = most;
    this.#each = each;
    this.#folds = folds;
  }

  add(finding: Finding): void {
    const { issue, result } = finding;
    const rank = rankOf(issue);
    const order = this.#order++;
    this.#met[rank] = (this.#met[rank] ?? 0) + 1;
    const isExcused = issue.known === true || issue.accepted !== undefined;
    const bucket = this.#bucketOf(isExcused ? RANKS + rank : rank, issue.rule);
    const key = this.#folds ? sameness(finding) : order;
    const known = bucket.told.get(key);
    if (known !== undefined) {
      known.times++;
      if (result?.resource !== undefined && known.resources.length < RESOURCES) known.resources.push(result.resource);
      return;
    }
    if (bucket.told.size >= bucket.most) return;
    bucket.told.set(key, { finding, resources: [result?.resource ?? []].flat(), times: 1, order });
    this.#held++;
    if (this.#held > 2 * this.#most * (this.#each ? TURNS : 1)) this.#trim();
  }

  end(): Chosen {
    this.#trim();
    const told = [...this.#buckets.values()].flatMap((bucket) => [...bucket.told.values()]);
    const leftOut = [...this.#met];
    for (const { finding, times } of told) {
      const rank = rankOf(finding.issue);
      leftOut[rank] = (leftOut[rank] ?? 0) - times;
    }
    return { told: told.toSorted((a, b) => a.order - b.order), leftOut };
  }

  #bucketOf(turn: number, rule: string): Bucket {
    const name = this.#buckets.size < MOST_RULES ? `${turn} ${rule}` : `${turn}`;
    const found = this.#buckets.get(`${turn} ${rule}`) ?? this.#buckets.get(name);
    if (found !== undefined) return found;
    const bucket: Bucket = { turn, told: new Map(), most: Number.POSITIVE_INFINITY };
    this.#buckets.set(name, bucket);
    return bucket;
  }

  /** Lets go of what cannot be told whatever is still to come: with more findings each share only gets smaller. */
  #trim(): void {
    const all = [...this.#buckets.values()];
    const some = Math.min(SOME, Math.floor(this.#most / (2 * all.length)));
    const reserved = ({ told }: Bucket) => Math.min(told.size, some);
    const rest = (buckets: readonly Bucket[]) => this.#most - buckets.reduce((sum, each) => sum + reserved(each), 0);
    let left = rest(all);
    for (let turn = 0; turn < TURNS; turn++) {
      const buckets = all.filter((bucket) => bucket.turn === turn).sort((a, b) => a.told.size - b.told.size);
      if (this.#each) left = rest(buckets);
      for (const [index, bucket] of buckets.entries()) {
        const wanted = bucket.told.size - reserved(bucket);
        const more = Math.min(wanted, Math.floor(left / (buckets.length - index)));
        left -= more;
        if (more === wanted) continue;
        bucket.most = reserved(bucket) + more;
        for (const key of [...bucket.told.keys()].slice(bucket.most)) bucket.told.delete(key);
      }
    }
    this.#held = all.reduce((sum, { told }) => sum + told.size, 0);
  }
}

/** What two findings have in common that are the same at the same place: a RuleSet has many users. */
function sameness(finding: Finding): string {
  const { severity, rule, message, expression, insertedAt, accepted, known } = finding.issue;
  const place = placeOf(finding);
  const at = place === undefined ? '' : formatPosition(place);
  return JSON.stringify([severity, rule, message, expression, at, insertedAt, accepted, known]);
}
