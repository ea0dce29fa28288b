import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** The linter holds which stage may import which, and that no files import each other; this holds what it cannot see. */
const scripts = join(import.meta.dirname, '../../scripts');
const files = readdirSync(scripts, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** Files of ours that a file imports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(scripts, file), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, to = '']) =>
    relative(scripts, join(scripts, dirname(file), to)),
  );
}

/** A circle among rooms, as the rooms that one goes through from the first back to it; undefined when there is none. */
function circleAmong(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>();
  const walk = (room: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(room)) return [...path.slice(path.indexOf(room)), room];
    if (done.has(room)) return undefined;
    for (const next of arrows.get(room) ?? []) {
      const circle = walk(next, [...path, room]);
      if (circle !== undefined) return circle;
    }
    done.add(room);
    return undefined;
  };
  for (const room of arrows.keys()) {
    const circle = walk(room, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

test('the look at imports sees them', () => {
  expect(importsOf('ig.ts').length).toBeGreaterThan(0);
  expect(importsOf('ig.ts').every((file) => files.includes(file))).toBe(true);
  expect(circleAmong(new Map([['a', new Set(['b'])], ['b', new Set(['c'])], ['c', new Set(['b'])]]))).toEqual(['b', 'c', 'b']); // biome-ignore format: one line shows the circle
});

test('no room has more files than one looks through', () => {
  const crowded = new Map<string, number>();
  for (const file of files) crowded.set(dirname(file), (crowded.get(dirname(file)) ?? 0) + 1);
  expect([...crowded].filter(([, count]) => count > 22)).toEqual([]);
});

test('arrows between rooms run one way', () => {
  const arrows = new Map<string, Set<string>>();
  for (const file of files)
    for (const to of importsOf(file)) {
      const [from, into] = [dirname(file), dirname(to)];
      if (from === into) continue;
      arrows.set(from, (arrows.get(from) ?? new Set()).add(into));
    }
  expect(circleAmong(arrows)?.join(' → ')).toBeUndefined();
});
