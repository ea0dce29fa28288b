import { ANYTHING, type Asked, type Askings, urlOf } from '../../model/definition/asked.ts';
import type { Definitions } from '../../model/definition/definitions.ts';
import type { LoadedTerminology, Terminology } from '../../model/definition/terminology.ts';
import type { FhirResource } from '../../model/fhir.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { createTerminology } from '../../terminology/terminology.ts';

/** No real value set draws on so many others. */
const MOST_IMPORTED = 10_000;
/** Systems whose value sets need no definition: they have a code system all the same. */
const WITHOUT_DEFINITION = ['http://snomed.info/sct', 'http://loinc.org'];
/** Suggestions are limited for one run, and this is one that does not end. */
const MOST_CHANGES = 500;

/**
 * Terminology whose definitions may change while it is used. It is noted what each question rests on: the value set,
 * all that it draws on, and the code system.
 */
export class LiveTerminology {
  readonly answers: Terminology;
  readonly #definitions: Definitions;
  readonly #asked: Asked;
  readonly #drawnOn = new Map<string, Askings>();
  /** All that was ever looked up for an answer. */
  readonly #urls = new Set<string>();
  #loaded: LoadedTerminology;
  #changes = 0;

  constructor(definitions: Definitions, asked: Asked) {
    this.#asked = asked;
    this.#definitions = {
      resolve: (canonical, from) => {
        this.#urls.add(urlOf(canonical));
        return definitions.resolve(canonical, from);
      },
      explain: (canonical, from) => definitions.explain(canonical, from),
      list: (resourceType) => definitions.list(resourceType),
    };
    this.#loaded = createTerminology(this.#definitions);
    this.answers = {
      changes: true,
      isMember: (coding, valueSet, from) => {
        asked.use(this.#drawn(valueSet, from));
        return this.#loaded.isMember(coding, valueSet, from);
      },
      checkCoding: (coding, from) => {
        if (typeof coding.system === 'string') asked.for(coding.system);
        return this.#loaded.checkCoding(coding, from);
      },
      inUnit: (amount, code, other) => this.#loaded.inUnit(amount, code, other),
    };
  }

  /**
   * Definitions have changed: where some of terminology are among them, it is made anew.
   * @param resources as they were and as they are
   */
  forget(urls: ReadonlySet<string>, resources: readonly FhirResource[]): void {
    const isTouched =
      resources.some(({ resourceType }) => resourceType === 'CodeSystem' || resourceType === 'ValueSet') ||
      [...urls].some((url) => this.#urls.has(url));
    if (!isTouched && ++this.#changes < MOST_CHANGES) return;
    this.#loaded = createTerminology(this.#definitions);
    this.#drawnOn.clear();
    this.#urls.clear();
    this.#changes = 0;
  }

  /** All that membership in a value set may depend on. */
  #drawn(valueSet: string, from: PackageRef | undefined): Askings {
    const key = `${from === undefined ? '' : packageKey(from)} ${valueSet}`;
    const known = this.#drawnOn.get(key);
    if (known !== undefined) return known;
    const [, askings] = this.#asked.during(() => this.#note(valueSet, from));
    this.#drawnOn.set(key, askings);
    return askings;
  }

  #note(valueSet: string, from: PackageRef | undefined): void {
    const rest: [canonical: string, from: PackageRef | undefined][] = [[valueSet, from]];
    const noted = new Set<string>();
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      if (noted.size >= MOST_IMPORTED) {
        this.#asked.for(ANYTHING);
        return;
      }
      const [canonical, asking] = next;
      const key = `${asking === undefined ? '' : packageKey(asking)} ${canonical}`;
      if (noted.has(key)) continue;
      noted.add(key);
      this.#asked.for(canonical);
      const found = this.#loaded.valueSet(canonical, asking);
      if (found === undefined) for (const system of WITHOUT_DEFINITION) this.#asked.for(system);
      for (const { system, valueSets } of partsOf(found?.resource)) {
        if (system !== undefined) this.#asked.for(system);
        for (const imported of valueSets) rest.push([imported, found?.package]);
      }
    }
  }
}

interface Part {
  readonly system: string | undefined;
  readonly valueSets: readonly string[];
}

/** Whatever the definition is like. */
function partsOf(valueSet: unknown): Part[] {
  const { compose } = (valueSet ?? {}) as { readonly compose?: unknown };
  const { include, exclude } = (compose ?? {}) as { readonly include?: unknown; readonly exclude?: unknown };
  return [include, exclude].flatMap((parts) =>
    (Array.isArray(parts) ? parts : []).map((part): Part => {
      const { system, valueSet: imported } = (part ?? {}) as { readonly system?: unknown; readonly valueSet?: unknown };
      return {
        system: typeof system === 'string' ? system : undefined,
        valueSets: Array.isArray(imported) ? imported.filter((each) => typeof each === 'string') : [],
      };
    }),
  );
}
