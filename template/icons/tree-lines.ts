import { draw, type Image, type Shape } from './raster.ts';

/** Colours of the lines: elements, slicings, slices; the same as in the backgrounds that the Publisher makes. */
const colours: Record<string, string> = { '': '#000000', _slicer: '#0ed145', _slice: '#d4a815' };

/** The lines of a tree, 22 pixels high: the vertical one in column 7, every other pixel, to go on in the backgrounds. */
export function treeLines(): Map<string, Image> {
  const images = new Map([
    ['tbl_spacer.png', draw([], 1, 22)],
    ['tbl_blank.png', draw([], 16, 22)],
    ['tbl-open.png', draw(opener(false), 16, 16)],
    ['tbl-closed.png', draw(opener(true), 16, 16)],
  ]);
  for (const [suffix, colour] of Object.entries(colours)) {
    images.set(`tbl_vline${suffix}.png`, draw(dots(colour, 22), 16, 22));
    for (const [end, height] of Object.entries({ '': 22, _end: 12 })) {
      const lines = [...dots(colour, height), ...branch(colour)];
      images.set(`tbl_vjoin${end}${suffix}.png`, draw(lines, 16, 22));
      images.set(`tbl_vjoin${end}${suffix}-open.png`, draw([...lines, ...opener(false, 3)], 16, 22));
      images.set(`tbl_vjoin${end}${suffix}-closed.png`, draw([...lines, ...opener(true, 3)], 16, 22));
    }
  }
  return images;
}

function dots(colour: string, height: number): Shape[] {
  return Array.from({ length: Math.ceil(height / 2) }, (_, row) => dot(7, row * 2, colour));
}

function branch(colour: string): Shape[] {
  return [9, 11, 13, 15].map((x) => dot(x, 10, colour));
}

function dot(x: number, y: number, colour: string): Shape {
  return { kind: 'rect', x, y, width: 1, height: 1, fill: colour };
}

/** The box with a plus or a minus that opens and closes a branch. */
function opener(closed: boolean, top = 0): Shape[] {
  const middle = top + 7.5;
  const shapes: Shape[] = [
    { kind: 'rect', x: 2, y: top + 2, width: 11, height: 11, fill: '#5b6475' },
    { kind: 'rect', x: 3, y: top + 3, width: 9, height: 9, fill: '#ffffff' },
    bar(4.5, middle, 10.5, middle),
  ];
  return closed ? [...shapes, bar(7.5, middle - 3, 7.5, middle + 3)] : shapes;
}

function bar(x1: number, y1: number, x2: number, y2: number): Shape {
  return { kind: 'line', x1, y1, x2, y2, width: 1, fill: '#1f2a44' };
}
