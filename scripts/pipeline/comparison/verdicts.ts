import { getHeapStatistics } from 'node:v8';
import { Asked, type Askings, Touched, urlOf } from '../../model/definition/asked.ts';
import type { Definitions } from '../../model/definition/definitions.ts';
import type { FhirResource } from '../../model/fhir.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { isWrittenAlike } from '../../model/written-digits.ts';
import { notingDefinitions } from '../../packages/definitions/noting.ts';
import { createValidator, type WarmValidator } from '../../validate/validator.ts';
import { LiveTerminology } from '../guide/live-terminology.ts';
import { type Difference, differenceOf, type Opened } from './difference.ts';

/** Whether resources are valid under either of two versions. */
export interface Verdicts {
  /** Asked for all before anything is asked of the older version. */
  underNew(file: string, resource: FhirResource): boolean;
  underOld(file: string, resource: FhirResource): boolean;
  /** What is known of the same resource under the newer version. */
  knownUnderNew(file: string, resource: FhirResource): boolean | undefined;
}

/**
 * Verdicts of one validator, which goes from the newer version to the older one: what it was not told otherwise there it
 * does not compile again, and a resource whose check asked for nothing that is answered otherwise it does not check again.
 * @returns undefined where the two versions differ in more than can be told
 */
export function sharedVerdicts(old: Opened, now: Opened): Verdicts | undefined {
  const difference = differenceOf(old, now);
  return difference === undefined ? undefined : new SharedVerdicts(old, now, difference);
}

interface Known {
  readonly resource: FhirResource;
  readonly isValid: boolean;
  readonly askings: Askings;
}

class SharedVerdicts implements Verdicts {
  readonly #old: Opened;
  readonly #difference: Difference;
  readonly #asked = new Asked();
  /** Those of the package's own URLs that were asked for with a version. */
  readonly #askedByVersion = new Set<string>();
  readonly #terminology: LiveTerminology;
  readonly #validator: WarmValidator;
  readonly #known = new Map<string, Known>();
  #current: Opened;
  #touched: Touched | undefined;

  constructor(old: Opened, now: Opened, difference: Difference) {
    this.#old = old;
    this.#current = now;
    this.#difference = difference;
    const owner = now.side.package;
    const definitions = notingDefinitions(this.#live(owner), this.#asked);
    this.#terminology = new LiveTerminology(definitions, this.#asked);
    this.#validator = createValidator({
      definitions,
      terminology: this.#terminology.answers,
      package: owner,
      allowExampleUrls: true,
      room: getHeapStatistics().heap_size_limit,
      asked: this.#asked,
    });
  }

  underNew(file: string, resource: FhirResource): boolean {
    if (this.#touched !== undefined) throw new Error('The newer version is asked first.');
    const [{ valid: isValid }, askings] = this.#asked.during(() =>
      this.#validator.validateResource(resource, { file }),
    );
    this.#known.set(file, { resource, isValid, askings });
    return isValid;
  }

  underOld(file: string, resource: FhirResource): boolean {
    this.#touched ??= this.#goBack();
    const known = this.#same(file, resource);
    return known === undefined || this.#touched.has(known.askings)
      ? this.#validator.validateResource(resource, { file }).valid
      : known.isValid;
  }

  knownUnderNew(file: string, resource: FhirResource): boolean | undefined {
    return this.#same(file, resource)?.isValid;
  }

  #same(file: string, resource: FhirResource): Known | undefined {
    const known = this.#known.get(file);
    return known !== undefined && isWrittenAlike(known.resource, resource) ? known : undefined;
  }

  #goBack(): Touched {
    const { urls, versioned, resources } = this.#difference;
    const others = new Set([...urls, ...[...this.#askedByVersion].filter((url) => versioned.has(url))]);
    this.#current = this.#old;
    this.#validator.forget(others);
    this.#terminology.forget(others, resources);
    return new Touched(others);
  }

  /** The definitions of the version at hand, as if the package had one and the same version at all times. */
  #live(owner: PackageRef): Definitions {
    const isOwn = (asking: PackageRef) => packageKey(asking) === packageKey(this.#current.side.package);
    const told = <T extends { readonly package: PackageRef }>(found: T): T =>
      isOwn(found.package) ? { ...found, package: owner } : found;
    const asking = (from: PackageRef | undefined) =>
      from !== undefined && packageKey(from) === packageKey(owner) ? this.#current.side.package : from;
    const note = (canonical: string) => {
      if (canonical.includes('|')) this.#askedByVersion.add(urlOf(canonical));
    };
    return {
      resolve: (canonical, from) => {
        note(canonical);
        const found = this.#current.definitions.resolve(canonical, asking(from));
        return found && told(found);
      },
      explain: (canonical, from) => {
        note(canonical);
        const found = this.#current.definitions.explain(canonical, asking(from));
        return found && told(found);
      },
      list: (resourceType) => this.#current.definitions.list(resourceType).map(told),
    };
  }
}
