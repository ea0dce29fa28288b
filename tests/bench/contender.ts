/** Somebody who validates the same resources as the others. */
export interface Contender {
  readonly name: string;
  /** How many passes it takes until it gets no faster; each thread compiles its own machine code. */
  readonly warmUp: number;
  /** Validates all resources so many times over. */
  pass(times: number): Promise<void> | void;
}

/** A round is so many passes: at its end threads wait for the last of them, which says nothing of how fast they are. */
const PASSES = 12;

/**
 * The time that each contender takes for a pass once it is warm, in seconds, of each round. They take turns, so that
 * what disturbs the machine disturbs all of them.
 */
export async function secondsOfPasses(
  contenders: readonly Contender[],
  rounds: number,
  onStep: (text: string) => void,
): Promise<ReadonlyMap<Contender, number[]>> {
  const seconds = new Map(contenders.map((contender) => [contender, [] as number[]]));
  for (const contender of contenders) {
    onStep(`${contender.name} warms up`);
    await contender.pass(contender.warmUp);
  }
  for (let round = 1; round <= rounds; round++) {
    for (const contender of contenders) {
      onStep(`${contender.name}, round ${round} of ${rounds}`);
      const start = performance.now();
      await contender.pass(PASSES);
      seconds.get(contender)?.push((performance.now() - start) / 1000 / PASSES);
    }
  }
  return seconds;
}
