import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { encodeGif, encodePng } from '../../template/icons/image-files.ts';
import { pictures } from '../../template/icons/pictures.ts';
import { draw } from '../../template/icons/raster.ts';
import { treeLines } from '../../template/icons/tree-lines.ts';

const folder = join(import.meta.dirname, '../../upstream/publisher/hl7.fhir.r4.core/4.0.1/other');
const images = new Map(treeLines());
for (const [name, shapes] of Object.entries(pictures)) images.set(name, draw(shapes, 16, 16));

/** The rows of a PNG, each with its filter byte: https://www.w3.org/TR/png-3/#4Concepts.EncodingFiltering */
function rowsOf(png: Buffer): Buffer {
  const at = png.indexOf('IDAT', 0, 'latin1');
  return inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
}

test('the images in the stand-in are those that are drawn', () => {
  const files = readdirSync(folder).filter((name) => /\.(png|gif)$/.test(name));
  expect(files.sort()).toEqual([...images.keys()].sort());
  for (const [name, image] of images) {
    const file = readFileSync(join(folder, name));
    if (name.endsWith('.gif')) expect(file.equals(encodeGif(image)), name).toBe(true);
    else expect(rowsOf(file).equals(rowsOf(encodePng(image))), name).toBe(true);
  }
});

test('a shape covers what it says, later ones lie on top, and the rest is transparent', () => {
  const { pixels } = draw(
    [
      { kind: 'rect', x: 0, y: 0, width: 2, height: 1, fill: '#102030' },
      { kind: 'rect', x: 1, y: 0, width: 0.5, height: 1, fill: '#ff0000' },
    ],
    3,
    1,
  );
  expect([...pixels]).toEqual([0x10, 0x20, 0x30, 255, 0x88, 0x10, 0x18, 255, 0, 0, 0, 0]);
});

test('a GIF keeps to 127 colours and clears its table before a code needs a ninth bit', () => {
  const gif = encodeGif(draw([{ kind: 'rect', x: 0, y: 0, width: 16, height: 16, fill: '#102030' }], 16, 16));
  expect(gif.subarray(0, 6).toString('latin1')).toBe('GIF89a');
  expect(gif.at(-1)).toBe(0x3b);
  const start = 13 + 128 * 3 + 8 + 10 + 1;
  const codes: number[] = [];
  for (let at = start; gif[at] !== 0; at += 1 + (gif[at] ?? 0)) {
    codes.push(...gif.subarray(at + 1, at + 1 + (gif[at] ?? 0)));
  }
  expect(codes.filter((code) => code === 1)).toHaveLength(256);
  expect([codes[0], codes.at(-1)]).toEqual([128, 129]);
  const runs = codes
    .join(',')
    .split('128')
    .map((run) => run.split(',').filter(Boolean).length);
  expect(Math.max(...runs)).toBeLessThan(126);

  const colourful = Array.from({ length: 130 }, (_, x) => ({
    kind: 'rect' as const,
    x,
    y: 0,
    width: 1,
    height: 1,
    fill: `#0000${x.toString(16).padStart(2, '0')}`,
  }));
  expect(() => encodeGif(draw(colourful, 130, 1))).toThrow('too many');
});
