import { parseRegex, type Regex } from './regex-syntax.ts';

/** Whether a text matches; undefined when that cannot be told in bounded time. */
export type TextTest = (text: string) => boolean | undefined;

const MAX_PATTERN = 2_000;
const MAX_INSTRUCTIONS = 20_000;
/** Longer texts are matched in linear time only: even a harmless-looking pattern can be quadratic. */
const MAX_BACKTRACKED = 2_000;

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
    if (mayExplode.test(pattern)) return undefined;
    return (text) => (text.length > MAX_BACKTRACKED ? undefined : native.test(text));
  }
  const mayBacktrack = isHarmless(regex);
  let program: readonly Instruction[] | undefined;
  return (text) => {
    if (mayBacktrack && text.length <= MAX_BACKTRACKED) return native.test(text);
    program ??= assemble(regex);
    return program.length > MAX_INSTRUCTIONS ? undefined : run(program, text, extent);
  };
}

/** Without the flag `u`, under which escapes are errors that other languages allow. */
function nativeRegex(pattern: string, extent: 'whole' | 'part'): RegExp | undefined {
  try {
    return new RegExp(extent === 'whole' ? `^(?:${pattern})$` : pattern, 's');
  } catch {
    return undefined;
  }
}

/** For patterns that are not understood: a repeated group that repeats or chooses inside, or a back-reference. */
const mayExplode = /\((?:[^()]|\([^()]*\))*(?:[*+}]|\|)(?:[^()]|\([^()]*\))*\)\s*(?:[*+]|\{\d+,\d*\})|\\[1-9]/;

/** Whether backtracking ends soon on texts of the length that it is used for: few repetitions, none within another. */
function isHarmless(regex: Regex): boolean {
  return repetitionDepth(regex) <= 1 && countLongRepetitions(regex) <= 2;
}

/** How many repetitions stand within each other; a choice inside a repetition counts as one. */
function repetitionDepth(regex: Regex): number {
  switch (regex.kind) {
    case 'sequence':
      return Math.max(0, ...regex.items.map(repetitionDepth));
    case 'choice':
      return Math.max(1, ...regex.items.map(repetitionDepth));
    case 'repeat':
      return repetitionDepth(regex.item) + (regex.max > 1 ? 1 : 0);
    default:
      return 0;
  }
}

function countLongRepetitions(regex: Regex): number {
  switch (regex.kind) {
    case 'sequence':
    case 'choice':
      return regex.items.reduce((count, item) => count + countLongRepetitions(item), 0);
    case 'repeat':
      return countLongRepetitions(regex.item) + (regex.max > 20 ? 1 : 0);
    default:
      return 0;
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
function run(program: readonly Instruction[], text: string, extent: 'whole' | 'part'): boolean {
  let current: number[] = [];
  const markOf = new Int32Array(program.length).fill(-1);
  let hasMatched = false;
  const enter = (into: number[], start: number, position: number): void => {
    const rest = [start];
    for (let at = rest.pop(); at !== undefined; at = rest.pop()) {
      if (markOf[at] === position) continue;
      markOf[at] = position;
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
