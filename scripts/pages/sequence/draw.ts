import type { Branch, Sequence, Step } from './model.ts';
import { tellSequence } from './tell.ts';
import { escapeXml, widthOf, wrap } from './text.ts';

// Drawn for the width of a phone: on a desk it is shown larger, never smaller than it can be read.
const WIDTH = 360;
const SIZE = 12;
const LINE = 15;
const GAP = 12;
const BOX = 6; // between a frame and what is in it

const ink = '#1f2430';
const frame = '#8fa3bf';
const paper = '#ffffff';
const tint = '#eaf1fb';
const noteFill = '#fff6d6';

/** What is drawn so far. Lifelines go below everything, and are known when the height is. */
interface Canvas {
  readonly columns: ReadonlyMap<string, number>;
  readonly parts: string[];
  y: number;
}

/** A sequence diagram as SVG: the same text for the same input, with its title and its steps in words. */
export function drawSequence(sequence: Sequence): string {
  const { participants, steps, title } = sequence;
  const step = WIDTH / participants.length;
  const columns = new Map(participants.map(({ id }, index) => [id, round(step * (index + 0.5))]));
  const heads = participants.map(({ label }) => wrap(label, step - 26, SIZE));
  const headHeight = Math.max(...heads.map((lines) => lines.length)) * LINE + 2 * BOX;

  const canvas: Canvas = { columns, parts: [], y: headHeight + GAP + 4 };
  for (const each of steps) drawStep(canvas, each, 0);
  const height = canvas.y + 4;

  const lifelines = [...columns.values()].map(
    (x) =>
      `<line x1="${x}" y1="${headHeight + 2}" x2="${x}" y2="${height - 2}" stroke="${frame}" stroke-dasharray="3 3"/>`,
  );
  const boxes = participants.map(({ id }, index) => {
    const x = columns.get(id) ?? 0;
    const lines = heads[index] ?? [];
    const top = 2 + (headHeight - lines.length * LINE) / 2;
    return [
      rectangle(x - step / 2 + 3, 2, step - 6, headHeight, tint, frame),
      textLines(lines, x, top, 'middle', 'font-weight="bold"'),
    ].join('\n');
  });
  const id = `sequence-${slug(title)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif" font-size="${SIZE}" fill="${ink}" style="display:block;width:100%;max-width:32rem;height:auto">`,
    `<title id="${id}-title">${escapeXml(title)}</title>`,
    `<desc id="${id}-desc">${escapeXml(tellSequence(sequence))}</desc>`,
    rectangle(0, 0, WIDTH, height, paper, 'none'),
    ...lifelines,
    ...boxes,
    ...canvas.parts,
    '</svg>',
    '',
  ].join('\n');
}

function drawStep(canvas: Canvas, step: Step, depth: number): void {
  if (step.kind === 'message') drawMessage(canvas, step, depth);
  else if (step.kind === 'note') drawNote(canvas, step, depth);
  else drawBlock(canvas, step.branches, depth);
}

function drawMessage(canvas: Canvas, { from, to, text, isReply }: Step & { kind: 'message' }, depth: number): void {
  const [start, end] = [canvas.columns.get(from) ?? 0, canvas.columns.get(to) ?? 0];
  const span = Math.abs(end - start);
  const room = WIDTH - 2 * (depth + 1) * BOX;
  const lines = wrap(text, Math.min(room, Math.max(span, 230)), SIZE);
  const widest = Math.max(...lines.map((line) => widthOf(line, SIZE)));
  const [low, high] = [WIDTH / 2 - room / 2 + widest / 2, WIDTH / 2 + room / 2 - widest / 2];
  const middle = round(Math.min(Math.max((start + end) / 2, low), Math.max(low, high)));
  const height = lines.length * LINE;
  canvas.parts.push(rectangle(middle - widest / 2 - 2, canvas.y, widest + 4, height, paper, 'none'));
  canvas.parts.push(textLines(lines, middle, canvas.y, 'middle'));
  const y = canvas.y + height + 5;
  const dash = isReply ? ' stroke-dasharray="5 3"' : '';
  if (start === end) {
    canvas.parts.push(
      `<path d="M${start} ${y} h22 v10 h-16" fill="none" stroke="${ink}"${dash}/>`,
      arrowHead(start, y + 10, -1),
    );
    canvas.y = y + 10 + GAP;
    return;
  }
  const direction = end > start ? 1 : -1;
  canvas.parts.push(
    `<line x1="${start}" y1="${y}" x2="${end - 6 * direction}" y2="${y}" stroke="${ink}"${dash}/>`,
    arrowHead(end, y, direction),
  );
  canvas.y = y + GAP;
}

function drawNote(canvas: Canvas, { over, text }: Step & { kind: 'note' }, depth: number): void {
  const places = over.map((id) => canvas.columns.get(id) ?? 0);
  const half = WIDTH / canvas.columns.size / 2 - 8;
  const edge = (depth + 1) * BOX;
  const left = Math.max(edge, Math.min(...places) - half);
  const right = Math.min(WIDTH - edge, Math.max(...places) + half);
  const lines = wrap(text, right - left - 2 * BOX, SIZE);
  const height = lines.length * LINE + BOX;
  canvas.parts.push(rectangle(left, canvas.y, right - left, height, noteFill, '#d8c27a'));
  canvas.parts.push(textLines(lines, round((left + right) / 2), canvas.y + BOX / 2, 'middle'));
  canvas.y += height + GAP;
}

/** A frame around alternatives, each under its condition. */
function drawBlock(canvas: Canvas, branches: readonly Branch[], depth: number): void {
  const edge = 2 + depth * BOX;
  const top = canvas.y;
  for (const [index, { condition, steps }] of branches.entries()) {
    if (index > 0) {
      const rule = `<line x1="${edge}" y1="${canvas.y}" x2="${WIDTH - edge}" y2="${canvas.y}" stroke="${frame}" stroke-dasharray="6 4"/>`;
      canvas.parts.push(rule);
    }
    const lines = wrap(condition, WIDTH - 2 * edge - 2 * BOX, SIZE);
    const height = lines.length * LINE + BOX;
    canvas.parts.push(rectangle(edge + 1, canvas.y + 1, WIDTH - 2 * edge - 2, height, tint, 'none'));
    canvas.parts.push(textLines(lines, edge + BOX, canvas.y + BOX / 2, 'start', 'font-style="italic"'));
    canvas.y += height + GAP;
    for (const step of steps) drawStep(canvas, step, depth + 1);
  }
  canvas.parts.push(rectangle(edge, top, WIDTH - 2 * edge, canvas.y - top, 'none', frame));
  canvas.y += GAP;
}

function textLines(lines: readonly string[], x: number, top: number, anchor: 'start' | 'middle', more = ''): string {
  const attributes = `text-anchor="${anchor}"${more === '' ? '' : ` ${more}`}`;
  return lines
    .map(
      (line, index) => `<text x="${x}" y="${round(top + index * LINE + 11)}" ${attributes}>${escapeXml(line)}</text>`,
    )
    .join('\n');
}

function rectangle(x: number, y: number, width: number, height: number, fill: string, stroke: string): string {
  const place = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return `<rect ${place} rx="3" fill="${fill}" stroke="${stroke}"/>`;
}

function arrowHead(x: number, y: number, direction: 1 | -1): string {
  return `<path d="M${x - direction} ${y} l${-7 * direction} -4 v8 z" fill="${ink}" stroke="none"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function slug(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
