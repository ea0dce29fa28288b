/** How much goes together. */
export interface BatchSize<Item> {
  readonly items: number;
  /** Together; one item may have more. */
  readonly bytes: number;
  /** How long the first may wait for others. */
  readonly ms: number;
  sizeOf(item: Item): number;
}

/** Puts items that come soon after each other together. The next one is asked for before a batch is handed out. */
export async function* batches<Item>(items: AsyncIterable<Item>, size: BatchSize<Item>): AsyncGenerator<Item[]> {
  const each = items[Symbol.asyncIterator]();
  const ask = () => {
    const asked = each.next();
    asked.catch(() => {}); // it is told in its turn
    return asked;
  };
  let next = ask();
  for (let first = await next; first.done !== true; first = await next) {
    const batch = [first.value];
    let bytes = size.sizeOf(first.value);
    next = ask();
    const isRoom = () => batch.length < size.items && bytes < size.bytes;
    if (isRoom()) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(resolve, size.ms, undefined);
      });
      while (isRoom()) {
        const more = await Promise.race([next, late]);
        if (more === undefined || more.done === true) break;
        batch.push(more.value);
        bytes += size.sizeOf(more.value);
        next = ask();
      }
      clearTimeout(timer);
    }
    yield batch;
  }
}
