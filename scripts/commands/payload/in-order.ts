/** How much may be under way or wait to be taken. */
export interface Room<Item> {
  readonly items: number;
  /** In bytes, together; one item may have more. */
  readonly bytes: number;
  sizeOf(item: Item): number;
}

/** Works on several items at once and hands out what comes of each in the order of the items. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  room: Room<Item>,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const under: { readonly result: Promise<Result>; readonly bytes: number }[] = [];
  let bytes = 0;
  for await (const item of items) {
    const result = work(item);
    result.catch(() => {}); // it is told when its turn comes; until then it must not end the process
    under.push({ result, bytes: room.sizeOf(item) });
    bytes += room.sizeOf(item);
    while (under.length >= room.items || bytes >= room.bytes) {
      const first = under.shift();
      if (first === undefined) break;
      bytes -= first.bytes;
      yield await first.result;
    }
  }
  for (const { result } of under) yield await result;
}
