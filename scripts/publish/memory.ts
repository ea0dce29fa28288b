const mebibyte = 2 ** 20;

/** The Publisher needs 1 GiB of heap for a guide of this size, and is not quicker with more than 4. */
const LEAST = 1024;
const MOST = 4096;
/** What Java takes beside its heap, and Jekyll after it. */
const BESIDE = 512;

/** How much memory a machine must have for the Publisher, in bytes. */
export const LEAST_MEMORY: number = (LEAST + BESIDE) * mebibyte;

/** Java's `-Xmx` on a machine with so many bytes to spare: three quarters of what is left beside the heap. */
export function heapFor(available: number): string {
  const spare = Math.floor(((available / mebibyte - BESIDE) * 3) / 4);
  return `${Math.min(MOST, Math.max(LEAST, spare))}m`;
}
