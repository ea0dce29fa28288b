/** Hands out what comes until the signal is aborted, and does not wait for what may never come then. */
export async function* untilAborted<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  const each = items[Symbol.asyncIterator]();
  let abort = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    abort = () => resolve(undefined);
  });
  signal.addEventListener('abort', abort, { once: true });
  try {
    while (!signal.aborted) {
      const next = each.next();
      next.catch(() => {}); // nobody may wait for it any more
      const taken = await Promise.race([next, aborted]);
      if (taken === undefined || signal.aborted || taken.done === true) return;
      yield taken.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    // An iterator that waits does not answer: what it waits for is left to the end of the process.
    if (!signal.aborted) await each.return?.();
  }
}
