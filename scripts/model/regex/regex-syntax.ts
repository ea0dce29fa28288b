/** A regular expression without what only backtracking can match: no look-around, no back-references. */
export type Regex =
  | { readonly kind: 'character'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly Regex[] }
  | { readonly kind: 'repeat'; readonly item: Regex; readonly min: number; readonly max: number }
  | { readonly kind: 'start' | 'end' };

const quantifier = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;

/** Parses a pattern; undefined for one that is malformed or needs backtracking. */
export function parseRegex(pattern: string): Regex | undefined {
  let at = 0;

  const choice = (depth: number): Regex | undefined => {
    const items: Regex[] = [];
    for (;;) {
      const item = sequence(depth);
      if (item === undefined) return undefined;
      items.push(item);
      if (pattern[at] !== '|') return items.length === 1 ? item : { kind: 'choice', items };
      at++;
    }
  };
  const sequence = (depth: number): Regex | undefined => {
    const items: Regex[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const item = atom(depth);
      if (item === undefined) return undefined;
      items.push(quantified(item));
    }
    return { kind: 'sequence', items };
  };
  const quantified = (item: Regex): Regex => {
    quantifier.lastIndex = at;
    const match = quantifier.exec(pattern);
    if (match === null) return item;
    at = quantifier.lastIndex;
    const [text, least, comma, most] = match;
    if (least === undefined)
      return { kind: 'repeat', item, min: text[0] === '+' ? 1 : 0, max: text[0] === '?' ? 1 : Infinity };
    const min = Number(least);
    return { kind: 'repeat', item, min, max: comma === undefined ? min : most === '' ? Infinity : Number(most) };
  };
  const atom = (depth: number): Regex | undefined => {
    const character = pattern[at] ?? '';
    at++;
    switch (character) {
      case '(': {
        if (pattern[at] === '?') {
          if (pattern[at + 1] !== ':') return undefined;
          at += 2;
        }
        if (depth > 50) return undefined;
        const group = choice(depth + 1);
        if (group === undefined || pattern[at] !== ')') return undefined;
        at++;
        return group;
      }
      case '[': {
        const set = characterClass(pattern, at);
        if (set === undefined) return undefined;
        at = set.next;
        return { kind: 'character', matches: set.matches };
      }
      case '\\': {
        const escaped = escapeSequence(pattern, at);
        if (escaped === undefined) return undefined;
        at = escaped.next;
        return { kind: 'character', matches: escaped.matches };
      }
      case '.':
        return { kind: 'character', matches: () => true };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '*':
      case '+':
      case '?':
        return undefined; // nothing to repeat
      default:
        return { kind: 'character', matches: (found) => found === character };
    }
  };

  const regex = choice(0);
  return at === pattern.length ? regex : undefined;
}

interface CharacterSet {
  readonly matches: (character: string) => boolean;
  /** The character itself, where it is a single one and can bound a range. */
  readonly single?: string;
  readonly next: number;
}

/** @param at after the backslash */
function escapeSequence(pattern: string, at: number): CharacterSet | undefined {
  const character = pattern[at];
  const next = at + 1;
  switch (character) {
    case undefined:
      return undefined;
    case 'd':
    case 'D':
    case 'w':
    case 'W':
    case 's':
    case 'S': {
      const set = new RegExp(`\\${character}`);
      return { matches: (found) => set.test(found), next };
    }
    case 'n':
      return single('\n', next);
    case 'r':
      return single('\r', next);
    case 't':
      return single('\t', next);
    case 'f':
      return single('\f', next);
    case 'u': {
      const digits = /^[0-9a-f]{4}/i.exec(pattern.slice(next, next + 4));
      return digits === null ? undefined : single(String.fromCharCode(Number.parseInt(digits[0], 16)), next + 4);
    }
    default:
      return /[A-Za-z0-9]/.test(character) ? undefined : single(character, next);
  }
}

function single(character: string, next: number): CharacterSet {
  return { matches: (found) => found === character, single: character, next };
}

/** @param at after the opening bracket */
function characterClass(pattern: string, at: number): CharacterSet | undefined {
  const isNegated = pattern[at] === '^';
  const members: ((character: string) => boolean)[] = [];
  let next = isNegated ? at + 1 : at;
  const member = (): CharacterSet | undefined => {
    const character = pattern[next];
    if (character === undefined || character === '[') return character === '[' ? single('[', next + 1) : undefined;
    return character === '\\' ? escapeSequence(pattern, next + 1) : single(character, next + 1);
  };
  while (pattern[next] !== ']') {
    const low = member();
    if (low === undefined) return undefined;
    next = low.next;
    if (pattern[next] !== '-' || pattern[next + 1] === ']' || low.single === undefined) {
      members.push(low.matches);
      continue;
    }
    next++;
    const high = member();
    if (high?.single === undefined) return undefined;
    next = high.next;
    const [from, to] = [low.single, high.single];
    members.push((found) => from <= found && found <= to);
  }
  return { matches: (found) => members.some((matches) => matches(found)) !== isNegated, next: next + 1 };
}
