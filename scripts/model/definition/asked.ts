/** What a piece of work asked for, by URL, whether there was an answer or not; and earlier work of which it used the result. */
export interface Askings {
  readonly urls: ReadonlySet<string>;
  readonly used: ReadonlySet<Askings>;
}

interface OpenAskings extends Askings {
  readonly urls: Set<string>;
  readonly used: Set<Askings>;
}

/**
 * Notes what work asks for while it is done, so that it can be told later whether the same work would have another
 * result. Whoever keeps a result for others notes it by itself ({@link during}), and says so whenever it is used
 * ({@link use}): what was asked for the first time counts for all.
 */
export class Asked {
  readonly #open: OpenAskings[] = [];

  /** @param canonical with or without version: all of one URL compete for the answer */
  for(canonical: string): void {
    this.#open.at(-1)?.urls.add(urlOf(canonical));
  }

  use(askings: Askings): void {
    this.#open.at(-1)?.used.add(askings);
  }

  /** Does work and gives what it asked for; whoever asked for the work itself has that noted by {@link use}. */
  during<T>(work: () => T): readonly [result: T, askings: Askings] {
    const askings: OpenAskings = { urls: new Set(), used: new Set() };
    this.#open.push(askings);
    try {
      return [work(), askings];
    } finally {
      this.#open.pop();
    }
  }
}

/** Without the version, and without what leads into the resource. */
export function urlOf(canonical: string): string {
  const end = canonical.search(/[|#]/);
  return end === -1 ? canonical : canonical.slice(0, end);
}

/** Asked for by work of which not all can be noted: any change may touch it. */
export const ANYTHING = 'anything';

/** Tells of work whether it asked for one of some URLs. */
export class Touched {
  readonly #urls: ReadonlySet<string>;
  readonly #known = new Map<Askings, boolean>();

  constructor(urls: ReadonlySet<string>) {
    this.#urls = urls.size === 0 ? urls : new Set([...urls, ANYTHING]);
  }

  has(askings: Askings): boolean {
    const known = this.#known.get(askings);
    if (known !== undefined) return known;
    this.#known.set(askings, false); // a circle adds nothing
    const found = this.#isAsked(askings.urls) || [...askings.used].some((each) => this.has(each));
    this.#known.set(askings, found);
    return found;
  }

  #isAsked(asked: ReadonlySet<string>): boolean {
    const [few, many] = asked.size < this.#urls.size ? [asked, this.#urls] : [this.#urls, asked];
    for (const url of few) if (many.has(url)) return true;
    return false;
  }
}
