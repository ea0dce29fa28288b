// Select Graphic Rendition parameters of ECMA-48: what switches a style on, and off again.
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const;

export type Style = keyof typeof codes;
export type Paint = (text: string, ...styles: readonly Style[]) => string;

/** A function that styles text for a terminal, or leaves it alone when no colour is wanted. */
export function painter(color: boolean): Paint {
  if (!color) return (text) => text;
  return (text, ...styles) =>
    styles.reduce((inner, style) => `\u001b[${codes[style][0]}m${inner}\u001b[${codes[style][1]}m`, text);
}
