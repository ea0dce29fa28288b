import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const PIECE_BYTES = 1 << 20;

/** A file of text piece by piece: it may be longer than a string can be. @throws what the file system says */
export function* textPieces(file: string): Generator<string> {
  const handle = openSync(file, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const bytes = Buffer.allocUnsafe(PIECE_BYTES);
    for (let read = readSync(handle, bytes); read > 0; read = readSync(handle, bytes))
      yield decoder.write(bytes.subarray(0, read));
    yield decoder.end();
  } finally {
    closeSync(handle);
  }
}
