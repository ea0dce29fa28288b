import { shortened } from '../../model/shortened.ts';

// C0 and C1 controls save tab and line feed, and the characters that reorder or hide the text around them.
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/**
 * Writes characters that a reader cannot see as escapes, so that a value quoted in a message can neither
 * drive the terminal nor change the order in which the message reads.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    if (character === '\t' || character === '\n') return character;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The same on one line, and never megabytes. */
export function visibleLine(text: string): string {
  return visible(
    shortText(text)
      .trim()
      .replace(/\s+/g, (space) => (/[\r\n\t]/.test(space) ? ' ' : space)),
  );
}

/** More of one value than this is read by nobody, and each finding would repeat it. */
const LONGEST = 4_000;
/** Of a name: an id has 64 characters at most, the name of a type half of that. */
const LONGEST_NAME = 200;

export function shortText(text: string): string {
  return shortened(text, LONGEST);
}

export function shortName(name: string): string {
  return shortened(name, LONGEST_NAME);
}
