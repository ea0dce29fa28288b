/** A list with more members than this is written member by member: V8's longest string is half a gigabyte. */
const LONG = 1_000;
/** How deep such lists lie: the issues of a result, those of the OperationOutcome in its answer. */
const DEEPEST = 4;

// JSON.stringify() leaves these as they are: a terminal that shows the file would obey them, an editor would reorder the text.
const UNSEEN = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** JSON in which every character can be seen; to a program it says the same. */
export function jsonText(value: unknown, indent = ''): string {
  return JSON.stringify(value, undefined, indent).replace(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * The same text in pieces, however long it is.
 * @param indent what a member is indented by; without it all is on one line
 * @param margin what the lines after the first begin with
 */
export function* jsonPieces(value: unknown, indent = '', margin = ''): Generator<string> {
  if (typeof value !== 'object' || value === null || !isLong(value, DEEPEST)) {
    const text = jsonText(value, indent);
    yield margin === '' ? text : text.replaceAll('\n', `\n${margin}`);
    return;
  }
  const isList = Array.isArray(value);
  const inner = margin + indent;
  const gap = indent === '' ? '' : `\n${inner}`;
  const members = isList ? value.map((member) => ['', member] as const) : named(value, indent);
  let before = isList ? '[' : '{';
  for (const [name, member] of members) {
    yield `${before}${gap}${name}`;
    yield* jsonPieces(member, indent, inner);
    before = ',';
  }
  yield `${indent === '' ? '' : `\n${margin}`}${isList ? ']' : '}'}`;
}

function named(value: unknown, indent: string): (readonly [string, unknown])[] {
  const space = indent === '' ? '' : ' ';
  return Object.entries(value ?? {})
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [`${jsonText(key)}:${space}`, member] as const);
}

/** Asked of each of perhaps a million results, so that it makes nothing on its way. */
function isLong(value: object, depth: number): boolean {
  if (Array.isArray(value)) {
    if (value.length > LONG) return true;
    if (depth === 1) return false;
    for (const member of value)
      if (typeof member === 'object' && member !== null && isLong(member, depth - 1)) return true;
    return false;
  }
  if (depth === 1) return false;
  for (const key in value) {
    const member: unknown = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof member === 'object' && member !== null && isLong(member, depth - 1)) return true;
  }
  return false;
}
