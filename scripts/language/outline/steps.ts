/** Work that can be left between its steps, and gone on with. */
export type Steps<T> = Generator<void, T, void>;

/** All of it at once. */
export function whole<T>(steps: Steps<T>): T {
  while (true) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Long enough to get on, and short enough for somebody who types. */
const TURN_MS = 15;

/**
 * All of it in turns of the event loop, between which others are served.
 * @param isWanted asked at each turn
 * @returns undefined where it was not wanted to its end
 */
export async function inTurns<T>(steps: Steps<T>, isWanted: () => boolean): Promise<T | undefined> {
  while (isWanted()) {
    for (const end = performance.now() + TURN_MS; performance.now() < end; ) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return undefined;
}
