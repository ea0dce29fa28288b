import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every file below a folder, as sorted relative paths. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .toSorted();
}

/** A copy that takes no room: the files are the same ones, under another name. Whoever changes one in place changes both. */
export function linkedCopy(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (statSync(join(from, name)).isDirectory()) mkdirSync(join(to, name), { recursive: true });
  }
  for (const name of filesIn(from)) linkSync(join(from, name), join(to, name));
}

/** Puts other bytes into the place of a file that other copies share. */
export function replaceFile(file: string, bytes: Uint8Array | string): void {
  rmSync(file, { recursive: true, force: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/** What happens to a file: gives its bytes as they are afterwards. Where it is done is a place that the test reads. */
export type Damage = (bytes: Buffer) => Buffer;

export const damages = {
  'cut in half': (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1),
  'cut to nothing': () => Buffer.alloc(0),
  'one bit flipped': (bytes: Buffer) => {
    const at = hotSpot(bytes);
    return changed(bytes, at, Buffer.of(bytes.readUInt8(at) ^ 1));
  },
  'a block of zeros': (bytes: Buffer) => changed(bytes, hotSpot(bytes), Buffer.alloc(Math.min(512, bytes.length >> 1))),
  'one letter changed': (bytes: Buffer) => changed(bytes, hotSpot(bytes), Buffer.from(otherLetter(bytes))),
  'something behind its end': (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('{"resourceType":"Patient"}\n')]),
} satisfies Readonly<Record<string, Damage>>;

function changed(bytes: Buffer, at: number, by: Buffer): Buffer {
  const start = Math.min(at, bytes.length - by.length);
  return Buffer.concat([bytes.subarray(0, start), by, bytes.subarray(start + by.length)]);
}

/** What the payloads' verdicts rest on: the codes that they may and may not have. */
const TELLING = ['"code":"male"', '"code":"M"', '"code":"fr"'];

/** A letter in a string of JSON, so that it stays JSON when the letter is another: of a code that is asked for, else in the middle. */
function hotSpot(bytes: Buffer): number {
  for (const telling of TELLING) {
    const at = bytes.indexOf(telling);
    if (at !== -1) return at + telling.indexOf(':"') + 2;
  }
  const middle = bytes.length >> 1;
  const [found] = /(?<=":"[A-Za-z ]*)[A-Za-z]/.exec(bytes.toString('latin1', middle)) ?? [];
  return found === undefined ? middle : bytes.indexOf(found, middle);
}

function otherLetter(bytes: Buffer): string {
  return bytes.toString('latin1', hotSpot(bytes), hotSpot(bytes) + 1) === 'a' ? 'b' : 'a';
}

export function damage(file: string, by: Damage): void {
  const before = readFileSync(file);
  const after = by(before);
  if (after.equals(before)) throw new Error(`${file} is as it was`);
  replaceFile(file, after);
}
