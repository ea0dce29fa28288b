import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batches } from '../../scripts/commands/payload/batches.ts';

async function* paced(items: readonly { readonly size: number; readonly slow: boolean }[]): AsyncGenerator<number> {
  for (const { size, slow } of items) {
    if (slow) await setTimeout(2);
    yield size;
  }
}

const sizeOf = (size: number) => size;

test('everything comes once, in its order, and no batch is larger than asked but for one item', async () => {
  const item = fc.record({ size: fc.nat(8), slow: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 20 }), async (items) => {
      const all: number[][] = [];
      for await (const batch of batches(paced(items), { items: 4, bytes: 10, ms: 5, sizeOf })) all.push(batch);
      expect(all.flat()).toEqual(items.map(({ size }) => size));
      for (const batch of all) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(4);
        expect(batch.slice(0, -1).reduce((sum, size) => sum + size, 0)).toBeLessThan(10);
      }
    }),
    { numRuns: 40 },
  );
});

test('one does not wait for the next for ever', async () => {
  const never = (async function* () {
    yield 1;
    await new Promise(() => {});
  })();
  const first = await batches(never, { items: 4, bytes: 10, ms: 5, sizeOf }).next();
  expect(first.value).toEqual([1]);
});

test('a failure is thrown after what came before it', async () => {
  const failing = (async function* () {
    yield 1;
    yield 2;
    throw new Error('three');
  })();
  const all: number[][] = [];
  const reading = (async () => {
    for await (const batch of batches(failing, { items: 2, bytes: 10, ms: 5, sizeOf })) all.push(batch);
  })();
  await expect(reading).rejects.toThrow('three');
  expect(all).toEqual([[1, 2]]);
});
