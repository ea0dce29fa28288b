import type { IBufferCell } from '@xterm/headless';
import type { RealTerminal } from '../terminal/terminal.ts';

/** What a terminal shows from one moment on. */
export interface Frame {
  /** In milliseconds, from the start of the recording. */
  readonly at: number;
  /** Lines of text in SVG. */
  readonly lines: readonly string[];
}

const LINE = 19;
const LETTER = 8.43;
const EDGE = 16;
const plain = '#d7dce2';
const DARK = '#0d1117';
/** Of xterm's first colours: those that programs name, readable on a dark ground. */
const colours = ['#3b4252', '#ff7b72', '#7ee787', '#e3b341', '#79b8ff', '#d2a8ff', '#76e3ea', plain];

/** One of xterm's 256: eight twice, a cube of six steps for each part, and greys. */
function colourOf(number: number): string {
  if (number < 16) return colours[number % 8] ?? plain;
  const steps = [0, 95, 135, 175, 215, 255];
  const cube = number - 16;
  const grey = 8 + (number - 232) * 10;
  const parts =
    number >= 232
      ? [grey, grey, grey]
      : [cube / 36, (cube / 6) % 6, cube % 6].map((part) => steps[Math.floor(part)] ?? 0);
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** The screen as it is now: for each line what lies behind the letters, and the letters. */
export function drawnLines(terminal: RealTerminal): string[] {
  const { active } = terminal.screen.buffer;
  return Array.from({ length: terminal.screen.rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    let grounds = '';
    let drawn = '';
    let text = '';
    let look: Look = { style: '' };
    let start = 0;
    const flush = (end: number) => {
      if (look.ground !== undefined)
        grounds += `<rect x="${EDGE + start * LETTER}" y="${EDGE + row * LINE}" width="${(end - start) * LETTER}" height="${LINE}" fill="${look.ground}"/>`;
      if (text !== '') drawn += look.style === '' ? escaped(text) : `<tspan ${look.style}>${escaped(text)}</tspan>`;
      text = '';
      start = end;
    };
    for (let column = 0; column < terminal.screen.cols; column++) {
      const cell = line?.getCell(column);
      const next = cell === undefined ? { style: '' } : lookOf(cell);
      if (next.style !== look.style || next.ground !== look.ground) flush(column);
      look = next;
      text += cell?.getChars() || ' ';
    }
    if (look.style === '' && look.ground === undefined) text = text.trimEnd();
    flush(terminal.screen.cols);
    const letters =
      drawn === '' ? '' : `<text x="${EDGE}" y="${EDGE + (row + 0.75) * LINE}" xml:space="preserve">${drawn}</text>`;
    return grounds + letters;
  });
}

interface Look {
  readonly style: string;
  readonly ground?: string;
}

function lookOf(cell: IBufferCell): Look {
  const letters = cell.isFgPalette() ? colourOf(cell.getFgColor()) : undefined;
  const behind = cell.isBgPalette() ? colourOf(cell.getBgColor()) : undefined;
  const inverse = cell.isInverse() !== 0;
  const fill = inverse ? (behind ?? DARK) : letters;
  const ground = inverse ? (letters ?? plain) : behind;
  const style = [
    fill === undefined ? '' : `fill="${fill}"`,
    cell.isBold() ? 'font-weight="bold"' : '',
    cell.isDim() ? 'opacity="0.65"' : '',
  ];
  return { style: style.filter((part) => part !== '').join(' '), ...(ground !== undefined && { ground }) };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * A picture that moves: each frame is shown for its time, and the last one for a while, over and over; the last one alone
 * for those who want no movement.
 * @param title what it shows, for those who do not see it
 */
export function animated(frames: readonly Frame[], size: { columns: number; rows: number }, title: string): string {
  const last = frames.at(-1);
  if (last === undefined) throw new Error('Nothing was recorded.');
  const whole = last.at + 4000;
  const width = Math.ceil(size.columns * LETTER + 2 * EDGE);
  const height = size.rows * LINE + 2 * EDGE;
  const share = (at: number) => `${((at / whole) * 100).toFixed(2)}%`;
  const spans = new Map<string, string>();
  /** A line is drawn once for as long as it stays, by the class of the frames that it is in. */
  const classOf = (from: number, to: number) => {
    const name = to === frames.length ? `s${from} z` : `s${from}-${to}`;
    const end = frames[to]?.at;
    const key = name.split(' ')[0] ?? name;
    const before = from === 0 ? '' : '0%{visibility:hidden}';
    const after = end === undefined ? '' : `${share(end)},100%{visibility:hidden}`;
    const shown = `${share(frames[from]?.at ?? 0)}{visibility:visible}`;
    spans.set(
      key,
      `@keyframes ${key}{${before}${shown}${after}}.${key}{animation:${key} ${whole}ms step-end infinite}`,
    );
    return name;
  };
  const groups: string[] = [];
  for (let row = 0; row < size.rows; row++)
    for (let from = 0, to = 1; from < frames.length; from = to, to++) {
      const line = frames[from]?.lines[row] ?? '';
      while (to < frames.length && frames[to]?.lines[row] === line) to++;
      if (line !== '') groups.push(`<g class="f ${classOf(from, to)}">${line}</g>`);
    }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:${plain}}.f{visibility:hidden}${[...spans.values()].join('')}@media (prefers-reduced-motion:reduce){.f{animation:none}.z{visibility:visible}}</style>
<rect width="100%" height="100%" rx="8" fill="${DARK}"/>
${groups.join('\n')}
</svg>
`;
}
