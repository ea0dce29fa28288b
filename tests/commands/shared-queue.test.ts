import { expect, test } from 'vitest';
import { SharedQueue } from '../../scripts/commands/threads/shared-queue.ts';

interface Piece {
  readonly kind: string;
  readonly bytes: number;
  readonly number: number;
}

function queueOf(kinds: string, bytes = 1): SharedQueue<Piece, string> {
  const queue = new SharedQueue<Piece, string>(2);
  for (const [number, kind] of [...kinds].entries()) queue.push({ kind, bytes, number });
  return queue;
}

const taken = (pieces: readonly Piece[]) => pieces.map(({ kind, number }) => `${kind}${number}`).join(' ');

test('who had a kind before gets it again, the oldest first, and kinds together', () => {
  const queue = queueOf('abcabcabcabc');
  expect(taken(queue.take('one'))).toBe('a0 b1 c2');
  expect(taken(queue.take('two')), 'all kinds are of the other, and it must not go idle').toBe('a3 b4 c5');
  for (const kind of 'dedede') queue.push({ kind, bytes: 1, number: 12 });
  expect(taken(queue.take('two'))).toBe('d12 d12 e12');
  expect(taken(queue.take('one'))).toBe('a6 b7 c8');
});

test('everything is taken once, and less at a time towards the end', () => {
  const queue = queueOf('abacadaeafagahai'.repeat(4));
  const sizes: number[] = [];
  const numbers = new Set<number>();
  for (let turn = 0; !queue.isEmpty; turn++) {
    const pieces = queue.take(turn % 2 === 0 ? 'one' : 'two');
    sizes.push(pieces.length);
    for (const { number } of pieces) numbers.add(number);
  }
  expect(sizes.toSorted((a, b) => b - a)).toEqual(sizes);
  expect([sizes[0], sizes.at(-1)]).toEqual([16, 1]);
  expect(numbers.size).toBe(64);
});

test('large pieces are taken one by one', () => {
  const queue = queueOf('abcdefgh', 1_000_000);
  expect(taken(queue.take('one'))).toBe('a0');
  expect(taken(queue.take('two'))).toBe('b1');
});

test('what nobody has taken can be had back', () => {
  const queue = queueOf('abcd');
  queue.take('one');
  expect(taken(queue.drain())).toBe('b1 c2 d3');
  expect(queue.isEmpty).toBe(true);
  expect(queue.take('one')).toEqual([]);
});
