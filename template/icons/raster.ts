/** Shapes in pixels; later ones lie over earlier ones. */
export type Shape = { readonly fill: string } & (
  | { readonly kind: 'rect'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly kind: 'disc'; readonly x: number; readonly y: number; readonly radius: number }
  | {
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly width: number;
    }
  | { readonly kind: 'polygon'; readonly points: readonly number[] }
);

/** Red, green, blue and alpha of each pixel, row by row. */
export interface Image {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Samples per pixel and direction: a pixel is the mean of 16 points. */
const SAMPLES = 4;

export function draw(shapes: readonly Shape[], width: number, height: number): Image {
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.set(pixel(shapes, x, y), (y * width + x) * 4);
  }
  return { width, height, pixels };
}

function pixel(shapes: readonly Shape[], x: number, y: number): number[] {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const px = x + ((sample % SAMPLES) + 0.5) / SAMPLES;
    const py = y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
    const top = shapes.findLast((shape) => covers(shape, px, py));
    if (top === undefined) continue;
    covered++;
    for (const [channel, value] of rgb(top.fill).entries()) sum[channel] = (sum[channel] ?? 0) + value;
  }
  if (covered === 0) return [0, 0, 0, 0];
  return [...sum.map((value) => Math.round(value / covered)), Math.round((covered * 255) / (SAMPLES * SAMPLES))];
}

function covers(shape: Shape, x: number, y: number): boolean {
  switch (shape.kind) {
    case 'rect':
      return x >= shape.x && x < shape.x + shape.width && y >= shape.y && y < shape.y + shape.height;
    case 'disc':
      return Math.hypot(x - shape.x, y - shape.y) <= shape.radius;
    case 'line':
      return distance(shape, x, y) <= shape.width / 2;
    case 'polygon':
      return inside(shape.points, x, y);
  }
}

function distance({ x1, y1, x2, y2 }: Extract<Shape, { kind: 'line' }>, x: number, y: number): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
  return Math.hypot(x - (x1 + along * (x2 - x1)), y - (y1 + along * (y2 - y1)));
}

/** Whether a ray to the right crosses the outline an odd number of times. */
function inside(points: readonly number[], x: number, y: number): boolean {
  let odd = false;
  for (let i = 0; i < points.length; i += 2) {
    const [ax = 0, ay = 0] = [points[i], points[i + 1]];
    const [bx = 0, by = 0] = [points[(i + 2) % points.length], points[(i + 3) % points.length]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}

function rgb(hex: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}
