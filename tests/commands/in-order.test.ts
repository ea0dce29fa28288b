import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inOrder } from '../../scripts/commands/payload/in-order.ts';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 0; number < count; number++) yield number;
}

const room = (items: number) => ({ items, bytes: Number.POSITIVE_INFINITY, sizeOf: () => 1 });

test('results come in the order of the items, whichever is ready first, and no more are under way than asked', async () => {
  let under = 0;
  let most = 0;
  const work = async (number: number) => {
    most = Math.max(most, ++under);
    await setTimeout(number % 3 === 0 ? 20 : 1);
    under--;
    return number;
  };
  const results: number[] = [];
  for await (const result of inOrder(numbers(20), room(4), work)) results.push(result);
  expect(results).toEqual([...Array(20).keys()]);
  expect(most).toBe(4);
});

test('a failure is thrown in its turn, after the results before it', async () => {
  const work = async (number: number) => {
    if (number === 2) throw new Error('two');
    await setTimeout(10);
    return number;
  };
  const results: number[] = [];
  const reading = (async () => {
    for await (const result of inOrder(numbers(5), room(5), work)) results.push(result);
  })();
  await expect(reading).rejects.toThrow('two');
  expect(results).toEqual([0, 1]);
});

test('no more bytes are under way than there is room for, but for one item that has more', async () => {
  const under = new Set<number>();
  let most = 0;
  const work = async (number: number) => {
    under.add(number);
    const bytes = [...under].reduce((sum, each) => sum + each, 0);
    if (under.size > 1) most = Math.max(most, bytes);
    await setTimeout(1);
    under.delete(number);
    return number;
  };
  const results: number[] = [];
  const byNumber = { items: 100, bytes: 12, sizeOf: (number: number) => number };
  for await (const result of inOrder(numbers(20), byNumber, work)) results.push(result);
  expect(results).toEqual([...Array(20).keys()]);
  expect(most).toBeGreaterThan(8);
  expect(most).toBeLessThan(12 + 12); // the item that comes when there is still room
});
