import type { Shape } from './raster.ts';

const ink = '#1f2a44';
const blue = '#2a5db0';
const pale = '#dbe7fb';
const green = '#0a7d38';
const gold = '#9a6b00';
const sand = '#fff1cc';
const red = '#b3261e';
const grey = '#5b6475';
const white = '#ffffff';

const box = (fill: string, stroke: string): Shape[] => [
  { kind: 'rect', x: 1, y: 2, width: 14, height: 12, fill: stroke },
  { kind: 'rect', x: 2, y: 3, width: 12, height: 10, fill },
];
const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, width = 1.5): Shape => ({
  kind: 'line',
  x1,
  y1,
  x2,
  y2,
  width,
  fill: stroke,
});
const disc = (x: number, y: number, radius: number, fill: string): Shape => ({ kind: 'disc', x, y, radius, fill });

/** The pictures of 16 by 16 pixels, by the names that the Publisher's tables have for them. */
export const pictures: Record<string, readonly Shape[]> = {
  'icon_element.gif': [...box(sand, gold), line(4, 6, 12, 6, gold), line(4, 10, 9, 10, gold)],
  'icon_datatype.gif': [...box(pale, blue), line(4, 6, 12, 6, blue), line(4, 8, 12, 8, blue), line(4, 10, 9, 10, blue)],
  'icon_primitive.png': [...box(white, blue), disc(8, 8, 2.5, blue)],
  'icon_resource.png': [disc(8, 8, 7, red), disc(8, 8, 4.5, white), disc(8, 8, 2.2, red)],
  'icon_reference.png': [line(2, 8, 12, 8, blue, 2), line(9, 4, 13.5, 8, blue, 2), line(9, 12, 13.5, 8, blue, 2)],
  'icon_choice.gif': [
    line(2, 8, 8, 8, gold, 2),
    line(8, 8, 13, 3.5, gold, 2),
    line(8, 8, 13, 12.5, gold, 2),
    disc(8, 8, 2.5, gold),
  ],
  'icon_slice.png': [...box(sand, gold), line(3, 12, 13, 4, gold, 2)],
  'icon_slice_item.png': [
    { kind: 'polygon', points: [3, 3, 13, 8, 3, 13], fill: gold },
    { kind: 'polygon', points: [5, 6, 9.5, 8, 5, 10.2], fill: sand },
  ],
  'icon_reuse.png': [line(3, 8, 13, 8, blue, 2), disc(3.5, 8, 2.5, blue), disc(12.5, 8, 2.5, blue)],
  'icon_fixed.gif': [...box(white, ink), line(4, 8, 12, 8, ink, 3)],
  'icon_extension_simple.png': [...box(white, green), line(8, 5, 8, 11, green, 2), line(5, 8, 11, 8, green, 2)],
  'icon_extension_complex.png': [...box('#d9f2e1', green), line(8, 4, 8, 12, green, 2), line(4, 8, 12, 8, green, 2)],
  'icon_extension.png': [...box(white, green), line(8, 5, 8, 11, green, 2), line(5, 8, 11, 8, green, 2)],
  'icon_modifier_extension_simple.png': [...box(white, red), line(8, 5, 8, 11, red, 2), line(5, 8, 11, 8, red, 2)],
  'icon_modifier_extension_complex.png': [...box('#fbe3e1', red), line(8, 4, 8, 12, red, 2), line(4, 8, 12, 8, red, 2)],
  'icon_profile.png': [
    ...box(pale, blue),
    line(4, 5.5, 8, 5.5, blue),
    line(6, 8, 12, 8, blue),
    line(6, 10.5, 11, 10.5, blue),
  ],
  'icon_bundle.png': [...box(white, ink), line(1.5, 6, 14.5, 6, ink), line(1.5, 10, 14.5, 10, ink)],
  'icon_text.png': [line(3, 4, 13, 4, ink), line(3, 8, 13, 8, ink), line(3, 12, 9, 12, ink)],
  'icon_page.gif': [
    { kind: 'rect', x: 3, y: 1, width: 10, height: 14, fill: grey },
    { kind: 'rect', x: 4, y: 2, width: 8, height: 12, fill: white },
    line(5.5, 5, 10.5, 5, grey),
    line(5.5, 8, 10.5, 8, grey),
    line(5.5, 11, 8.5, 11, grey),
  ],
  'icon_page-child.gif': [
    { kind: 'rect', x: 3, y: 1, width: 10, height: 14, fill: blue },
    { kind: 'rect', x: 4, y: 2, width: 8, height: 12, fill: pale },
    line(5.5, 5, 10.5, 5, blue),
    line(5.5, 8, 10.5, 8, blue),
    line(5.5, 11, 8.5, 11, blue),
  ],
  'icon-warning.png': [
    { kind: 'polygon', points: [8, 1, 15, 14, 1, 14], fill: gold },
    { kind: 'polygon', points: [8, 4, 12.6, 12.6, 3.4, 12.6], fill: sand },
    line(8, 6.5, 8, 9.5, gold),
    disc(8, 11.3, 0.9, gold),
  ],
  'icon-error.gif': [disc(8, 8, 7, red), line(5, 5, 11, 11, white, 2), line(11, 5, 5, 11, white, 2)],
  'information.png': [disc(8, 8, 7, blue), disc(8, 4.6, 1.1, white), line(8, 7, 8, 12, white, 2)],
  'help16.png': [
    disc(8, 8, 7, blue),
    line(5.8, 6, 6.4, 4.6, white),
    line(6.4, 4.6, 9.4, 4.6, white),
    line(9.4, 4.6, 9.8, 6.6, white),
    line(9.8, 6.6, 8, 8.4, white),
    line(8, 8.4, 8, 9.6, white),
    disc(8, 11.9, 1, white),
  ],
  'tree-filter.png': [
    { kind: 'polygon', points: [1.5, 2.5, 14.5, 2.5, 9.3, 9, 9.3, 14, 6.7, 12.4, 6.7, 9], fill: blue },
  ],
  'external.png': [
    line(6, 3, 3, 3, grey),
    line(3, 3, 3, 13, grey),
    line(3, 13, 13, 13, grey),
    line(13, 13, 13, 10, grey),
    line(7.5, 8.5, 13, 3, grey),
    line(9, 3, 13.4, 3, grey),
    line(13, 3, 13, 7, grey),
  ],
  'lock.png': [
    { kind: 'rect', x: 3, y: 7, width: 10, height: 7, fill: ink },
    line(5, 7, 5, 4, ink),
    line(5, 4, 11, 4, ink),
    line(11, 4, 11, 7, ink),
  ],
  'target.png': [disc(8, 8, 7, blue), disc(8, 8, 5, white), disc(8, 8, 2.5, blue)],
};
