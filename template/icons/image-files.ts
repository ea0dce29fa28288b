import { crc32, deflateSync } from 'node:zlib';
import type { Image } from './raster.ts';

/** @see https://www.w3.org/TR/png-3/ */
export function encodePng({ width, height, pixels }: Image): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, with alpha
  const rows = Array.from({ length: height }, (_, y) => [0, ...pixels.subarray(y * width * 4, (y + 1) * width * 4)]);
  const data = deflateSync(Buffer.from(rows.flat()), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * A GIF of at most 127 colours, one of them transparent. Each code is written in full width and the table is cleared
 * before it grows, so that nothing is compressed: the images have 256 pixels.
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
export function encodeGif({ width, height, pixels }: Image): Buffer {
  const colours = [0];
  const indexes: number[] = [];
  for (let at = 0; at < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(at, at + 4);
    const colour = (red << 16) | (green << 8) | blue;
    const known = colours.indexOf(colour, 1);
    indexes.push(alpha < 128 ? 0 : known === -1 ? colours.push(colour) - 1 : known);
  }
  if (colours.length > 127) throw new Error(`${colours.length} colours are too many for one GIF`);
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const table = Buffer.alloc(128 * 3);
  for (const [index, colour] of colours.entries()) table.writeUIntBE(colour, index * 3, 3);
  return Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    size,
    Buffer.from([0xf6, 0, 0]), // global table of 128 colours
    table,
    Buffer.from([0x21, 0xf9, 4, 1, 0, 0, 0, 0]), // colour 0 is transparent
    Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0]), size, Buffer.from([0])]),
    Buffer.from([7]),
    ...blocks(codes(indexes)),
    Buffer.from([0, 0x3b]),
  ]);
}

const CLEAR = 128;
const END = 129;
const CODE_BITS = 8;

/** Codes of 8 bits are whole bytes; a clear code before the 9th bit is needed keeps them so. */
function codes(indexes: readonly number[]): Buffer {
  const out = [CLEAR];
  for (const [at, index] of indexes.entries()) {
    if (at > 0 && at % (2 ** CODE_BITS - END - 3) === 0) out.push(CLEAR);
    out.push(index);
  }
  return Buffer.from([...out, END]);
}

function* blocks(data: Buffer): Generator<Buffer> {
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    yield Buffer.concat([Buffer.from([block.length]), block]);
  }
}
