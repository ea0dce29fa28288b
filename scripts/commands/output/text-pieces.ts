import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { FileFault, faultOf, kindFault } from '../../files/file-fault.ts';

const PIECE_BYTES = 1 << 20;

/** A regular file of text piece by piece: it may be longer than a string can be. @throws FileFault */
export function* textPieces(file: string): Generator<string> {
  const handle = openRegular(file);
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

function openRegular(file: string): number {
  try {
    const fault = kindFault(statSync(file));
    if (fault !== undefined) throw new FileFault(file, fault);
    return openSync(file, 'r');
  } catch (error) {
    throw faultOf(file, error);
  }
}
