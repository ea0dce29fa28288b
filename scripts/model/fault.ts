/**
 * What an error says, for a person: V8's own words for its limits are no reason that anybody could act on.
 * @returns the end of a sentence such as "… cannot be read: "
 */
export function faultText(error: unknown): string {
  return limitOf(error) ?? (error instanceof Error ? error.message : String(error));
}

/** Which limit of V8 an input went over; undefined for any other error. */
export function limitOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const isLimit = error instanceof RangeError || ('code' in error && error.code === 'ERR_STRING_TOO_LONG');
  return isLimit ? meaningOf(error.message) : undefined;
}

/** The same of a message that another program gives in its own name, because it caught the error. */
export function withoutLimits(message: string): string {
  return message.includes(STACK) ? message.replaceAll(STACK, meaningOf(STACK) ?? '') : message;
}

const STACK = 'Maximum call stack size exceeded';

function meaningOf(message: string): string | undefined {
  return LIMITS.find(([said]) => said.test(message))?.[1];
}

const LIMITS: readonly (readonly [said: RegExp, meaning: string])[] = [
  [/call stack/i, 'it nests too deeply, or leads back to itself'],
  [/invalid string length|cannot create a string longer/i, 'it is longer than can be held as one text'],
  [
    /array buffer allocation|invalid (typed )?array (buffer )?length|map maximum size|set maximum size/i,
    'it is larger than can be held in memory',
  ],
];
