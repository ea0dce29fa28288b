/**
 * Works on several items at once and hands out what comes of each in the order of the items.
 * @param width how many may be under way or wait to be taken
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const under: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    result.catch(() => {}); // it is told when its turn comes; until then it must not end the process
    under.push(result);
    if (under.length < width) continue;
    const first = under.shift();
    if (first !== undefined) yield await first;
  }
  for (const result of under) yield await result;
}
