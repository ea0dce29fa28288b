import { parseRegex, type Regex } from './regex-syntax.ts';

/** Whether a text matches; undefined when that cannot be told in bounded time. */
export type TextTest = (text: string) => boolean | undefined;

const MAX_PATTERN = 2_000;
const MAX_INSTRUCTIONS = 20_000;
/** Longer texts are matched in linear time only: even a harmless-looking pattern can be quadratic. */
const BACKTRACKED = [2_000, 1_000, 500, 200, 100, 50, 20] as const;
/** Ways through a pattern that backtracking may try on one text. */
const MAX_WAYS = 4_000_000;
/** Of one match, in linear time; some tenths of a second. */
const MAX_STEPS = 20_000_000;

const compiled = new Map<string, TextTest | undefined>();
const MAX_COMPILED = 2_000;

/**
 * Compiles a regular expression out of a resource or profile, which may be hostile, into a test that ends soon.
 * Patterns that backtracking could take for ever on are matched by stepping through all alternatives at once.
 * @param extent whether the whole text must match, or a part of it
 * @returns undefined for a pattern that is not valid, or whose time cannot be bounded
 */
export function compileRegex(pattern: string, extent: 'whole' | 'part'): TextTest | undefined {
  const key = `${extent} ${pattern}`;
  if (compiled.has(key)) return compiled.get(key);
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  const test = pattern.length > MAX_PATTERN ? undefined : compile(pattern, extent);
  compiled.set(key, test);
  return test;
}

function compile(pattern: string, extent: 'whole' | 'part'): TextTest | undefined {
  const native = nativeRegex(pattern, extent);
  if (native === undefined) return undefined;
  const regex = parseRegex(pattern);
  if (regex === undefined) {
    const longest = mayExplode.test(pattern) ? 0 : (LONGEST_BY_CHOICES[countChoices(pattern)] ?? 0);
    if (longest === 0) return undefined;
    return (text) => (text.length > longest ? undefined : native.test(text));
  }
  const longest = longestBacktracked(regex, extent);
  let program: readonly Instruction[] | undefined;
  return (text) => {
    if (text.length <= longest) return native.test(text);
    program ??= assemble(regex);
    return program.length > MAX_INSTRUCTIONS ? undefined : run(program, text, extent);
  };
}

/**
 * Replaces every match of a pattern out of a resource or profile, `$1` in the substitution standing for a group.
 * @returns undefined for a pattern that is not valid, and where the time or the length of the result cannot be bounded
 */
export function replaceMatches(text: string, pattern: string, substitution: string): string | undefined {
  if (pattern.length > MAX_PATTERN || substitution.length > MAX_PATTERN) return undefined;
  const native = nativeRegex(pattern, 'part', 'gs');
  const regex = native === undefined ? undefined : parseRegex(pattern);
  if (native === undefined || regex === undefined || text.length > longestBacktracked(regex, 'part')) return undefined;
  return text.replace(native, substitution);
}

/** Without the flag `u`, under which escapes are errors that other languages allow. */
function nativeRegex(pattern: string, extent: 'whole' | 'part', flags = 's'): RegExp | undefined {
  try {
    return new RegExp(extent === 'whole' ? `^(?:${pattern})$` : pattern, flags);
  } catch {
    return undefined;
  }
}

/** For patterns that are not understood: a repeated group that repeats or chooses inside, or a back-reference. */
const mayExplode = /\((?:[^()]|\([^()]*\))*(?:[*+}]|\|)(?:[^()]|\([^()]*\))*\)\s*(?:[*+]|\{\d+,\d*\})|\\[1-9]/;

/** Each thing that can be taken in more ways than one multiplies the time by the length of the text. */
const LONGEST_BY_CHOICES = [2_000, 2_000, 150, 40];

function countChoices(pattern: string): number {
  return pattern.replace(/\(\?/g, '').match(/[*+?|]|\{\d*,/g)?.length ?? 0;
}

/** How long a text may be on which backtracking ends soon. */
function longestBacktracked(regex: Regex, extent: 'whole' | 'part'): number {
  const fits = (length: number) => ways(regex, length) * (extent === 'part' ? length : 1) <= MAX_WAYS;
  return BACKTRACKED.find(fits) ?? 0;
}

/** In how many ways a pattern can take a text of some length to pieces, at most. */
function ways(regex: Regex, length: number): number {
  switch (regex.kind) {
    case 'sequence':
      return regex.items.reduce((product, item) => product * ways(item, length), 1);
    case 'choice':
      return regex.items.reduce((sum, item) => sum + ways(item, length), 0);
    case 'repeat': {
      const most = Math.min(regex.max, length);
      const each = ways(regex.item, length);
      const counts = Math.max(most - regex.min, 0) + 1;
      return each === 1 ? counts : counts * each ** most;
    }
    default:
      return 1;
  }
}

type Instruction =
  | { readonly kind: 'character'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' | 'match' }
  | { readonly kind: 'split'; readonly targets: readonly number[] };

function assemble(regex: Regex): readonly Instruction[] {
  const program: Instruction[] = [];
  const place = (instruction: Instruction): number => program.push(instruction) - 1;
  const emit = (node: Regex): void => {
    if (program.length > MAX_INSTRUCTIONS) return;
    switch (node.kind) {
      case 'sequence':
        for (const item of node.items) emit(item);
        return;
      case 'choice': {
        const fork = place({ kind: 'split', targets: [] });
        const starts: number[] = [];
        const exits: number[] = [];
        for (const item of node.items) {
          starts.push(program.length);
          emit(item);
          exits.push(place({ kind: 'split', targets: [] }));
        }
        program[fork] = { kind: 'split', targets: starts };
        for (const exit of exits) program[exit] = { kind: 'split', targets: [program.length] };
        return;
      }
      case 'repeat': {
        for (let count = 0; count < node.min && program.length <= MAX_INSTRUCTIONS; count++) emit(node.item);
        if (node.max === Infinity) {
          const fork = place({ kind: 'split', targets: [] });
          emit(node.item);
          place({ kind: 'split', targets: [fork] });
          program[fork] = { kind: 'split', targets: [fork + 1, program.length] };
          return;
        }
        const forks: number[] = [];
        for (let count = node.min; count < node.max && program.length <= MAX_INSTRUCTIONS; count++) {
          forks.push(place({ kind: 'split', targets: [] }));
          emit(node.item);
        }
        for (const fork of forks) program[fork] = { kind: 'split', targets: [fork + 1, program.length] };
        return;
      }
      default:
        place(node);
    }
  };
  emit(regex);
  place({ kind: 'match' });
  return program;
}

/** All places in the program that the text so far can have led to, advanced by one character at a time. */
function run(program: readonly Instruction[], text: string, extent: 'whole' | 'part'): boolean | undefined {
  let steps = 0;
  let current: number[] = [];
  const markOf = new Int32Array(program.length).fill(-1);
  let hasMatched = false;
  const enter = (into: number[], start: number, position: number): void => {
    const rest = [start];
    for (let at = rest.pop(); at !== undefined; at = rest.pop()) {
      if (markOf[at] === position) continue;
      markOf[at] = position;
      steps++;
      const instruction = program[at];
      if (instruction === undefined) continue;
      if (instruction.kind === 'split') for (const target of instruction.targets) rest.push(target);
      else if (instruction.kind === 'character') into.push(at);
      else if (instruction.kind === 'match') hasMatched ||= extent === 'part' || position === text.length;
      else if (position === (instruction.kind === 'start' ? 0 : text.length)) rest.push(at + 1);
    }
  };
  enter(current, 0, 0);
  for (let position = 0; position < text.length && !hasMatched; position++) {
    const character = text[position] ?? '';
    const next: number[] = [];
    steps += current.length;
    if (steps > MAX_STEPS) return undefined;
    for (const at of current) {
      const instruction = program[at];
      if (instruction?.kind === 'character' && instruction.matches(character)) enter(next, at + 1, position + 1);
    }
    if (extent === 'part') enter(next, 0, position + 1);
    current = next;
    if (current.length === 0 && extent === 'whole') return hasMatched;
  }
  return hasMatched;
}
