const MEBIBYTE = 1024 * 1024;

/** Most bytes that are read of one text: what is made of it takes many times the memory, and V8 holds no longer string. */
export const LONGEST_TEXT: number = 256 * MEBIBYTE;

/** Most bytes of one source of a guide. SUSHI and its parser take some hundred times that of memory. */
export const LONGEST_SOURCE: number = 16 * MEBIBYTE;

/** Most bytes of a file that a person writes by hand, such as a configuration: the largest ones have some kilobytes. */
export const LONGEST_SETTINGS: number = 4 * MEBIBYTE;

/** The bound as a reader sees it: `256 MiB`. */
export function mebibytes(bytes: number): string {
  return `${Math.round((bytes / MEBIBYTE) * 10) / 10} MiB`;
}
